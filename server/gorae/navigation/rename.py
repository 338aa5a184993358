"""New names: whether a name may be changed, whether the new one would clash, and the edits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.scripts import script
from gorae.images import parse_reference
from gorae.navigation.index import named_at, variables_named
from gorae.source import Edit, Span
from gorae.stages import PLATFORM_ARGUMENTS, PREDEFINED_ARGUMENTS, sources

if TYPE_CHECKING:
    from gorae.navigation.model import Mention, Named
    from gorae.stages import Build, Stage

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_STAGE = re.compile(r"[a-z][a-z0-9_.-]*", re.IGNORECASE)  # BuildKit, instructions.validateStageName
_HEREDOC = re.compile(r"[^\s<>\"'\\`$|&;()]+")
_RESERVED_STAGES = frozenset(("scratch", "context"))
# Programs and the shell itself look these up by name.
_OF_THE_SYSTEM = frozenset((
    "PATH", "HOME", "PWD", "OLDPWD", "SHELL", "USER", "LOGNAME", "HOSTNAME", "TERM", "LANG", "LANGUAGE", "LC_ALL", "TZ",
    "IFS", "TMPDIR", "LD_LIBRARY_PATH", "LD_PRELOAD", "DEBIAN_FRONTEND",
))  # fmt: skip


class Refusal(NamedTuple):
    """Why a name stays as it is: the key of a sentence in `phrases`, and its facts."""

    key: str
    facts: tuple[tuple[str, str], ...] = ()


def renamable(build: Build, offset: int) -> tuple[Named, Mention] | Refusal | None:
    """The name at an offset and its place, if it may be changed; None where there is no name."""
    found = named_at(build, offset)
    if found is None:
        return None
    named, mention = found
    if named.kind == "stage" and mention.is_number:
        return Refusal("rename-number", (("name", mention.written),))
    if named.kind == "variable":
        if named.name in PLATFORM_ARGUMENTS or named.name in PREDEFINED_ARGUMENTS:
            return Refusal("rename-predefined", (("name", named.name),))
        if named.name in _OF_THE_SYSTEM:
            return Refusal("rename-system", (("name", named.name),))
    return named, mention


def rename(build: Build, offset: int, new: str) -> tuple[Edit, ...] | Refusal | None:
    """The edits that give the name at an offset a new one everywhere; None where there is no name."""
    found = renamable(build, offset)
    if found is None or isinstance(found, Refusal):
        return found
    named, _ = found
    refusal = _CHECKS[named.kind](build, named, new)
    if refusal is not None:
        return refusal
    edits: list[Edit] = []
    for mention in named.mentions:
        if named.kind == "stage" and mention.is_number:
            continue
        edits += _edits(build, mention, new)
    return tuple(edits)


def _edits(build: Build, mention: Mention, new: str) -> list[Edit]:
    """The new name in place of the first piece; a continuation within the name stays only for a comment's sake."""
    if "#" not in mention.span.of(build.document.text.value):
        return [Edit(mention.span, new)]
    first, *others = mention.pieces
    return [Edit(first, new), *(Edit(piece, "") for piece in others)]


def _check_variable(build: Build, named: Named, new: str) -> Refusal | None:
    if not _VARIABLE.fullmatch(new):
        return Refusal("rename-no-variable", (("name", new),))
    if new in PLATFORM_ARGUMENTS or new in PREDEFINED_ARGUMENTS or new in _OF_THE_SYSTEM:
        return Refusal("rename-taken", (("name", new),))
    if new == named.name:
        return None
    near = _near(build, named.scopes)
    for other in variables_named(build, new):
        if other.scopes & near:
            return _clash("rename-clash", build, new, other.mentions[0].span)
    for mention in named.mentions:
        node = build.document.node_at(mention.span.start)
        if node is not None and new in script(node.instruction, build.scope_of(node)).assigned:
            return _clash("rename-shell", build, new, node.span)
    return None


def _near(build: Build, scopes: frozenset[int]) -> set[int]:
    """The scopes, with the stages that theirs are based on and that are based on theirs."""
    found = set(scopes)
    for stage in build.stages:
        chain = {one.index for one in stage.chain}
        if chain & scopes:
            found |= chain
    return found


def _check_stage(build: Build, named: Named, new: str) -> Refusal | None:
    if not _STAGE.fullmatch(new):
        return Refusal("rename-no-stage", (("name", new),))
    wanted = new.lower()
    if wanted in _RESERVED_STAGES:
        return Refusal("rename-taken", (("name", new),))
    if wanted == named.name.lower():
        return None
    for stage in build.stages:
        parent = stage.parent
        if parent is not None and parent.name == named.name.lower() and (first := _computed(stage)) is not None:
            return Refusal("rename-computed", (("name", named.name), ("line", str(build.document.line_number(first)))))
        if stage.name == wanted and stage.name_span is not None:
            return _clash("rename-clash", build, new, stage.name_span)
        if stage.parent is None and (stage.image or "").lower() == wanted:
            return _clash("rename-image", build, new, stage.image_span)
        for node in stage.nodes:
            for text, span in sources(node):
                if text.lower() == wanted:
                    return _clash("rename-image", build, new, span)
    return None


def _computed(stage: Stage) -> Span | None:
    """What FROM names by a variable; None where it is written out."""
    words = stage.from_instruction.instruction.words
    return stage.image_span if words and words[0].variables else None


def _check_heredoc(build: Build, named: Named, new: str) -> Refusal | None:
    if not _HEREDOC.fullmatch(new):
        return Refusal("rename-no-heredoc", (("name", new),))
    node = build.document.node_at(named.mentions[0].span.start)
    for heredoc in node.instruction.heredocs if node is not None and new != named.name else ():
        body = heredoc.body.of(node.instruction.text) if node is not None else ""
        if heredoc.name == new or any(line.strip("\t\r") == new for line in body.split("\n")):
            return _clash("rename-clash", build, new, (node or named.mentions[0]).span)
    return None


def _clash(key: str, build: Build, new: str, span: Span) -> Refusal:
    return Refusal(key, (("name", new), ("line", str(build.document.line_number(span)))))


def _check_image(build: Build, named: Named, new: str) -> Refusal | None:
    if parse_reference(new) is None:
        return Refusal("rename-no-image", (("name", new),))
    taken = next((stage for stage in build.stages if stage.name == new.lower()), None)
    if taken is not None and taken.name_span is not None and new != named.name:
        return _clash("rename-clash", build, new, taken.name_span)
    return None


_CHECKS = {"image": _check_image, "variable": _check_variable, "stage": _check_stage, "heredoc": _check_heredoc}

"""The programs that an image starts: the words of ENTRYPOINT and CMD, and the files they name."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.scripts import script

if TYPE_CHECKING:
    from gorae.source import Span
    from gorae.stages import Stage
    from gorae.syntax import Node

_FOLDERS = ("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")
# They start what their arguments name.
_INITS = frozenset(("tini", "tini-static", "dumb-init", "catatonit", "tini-ng", "exec", "docker-init"))
_DROPPERS = frozenset(("gosu", "su-exec", "setpriv"))
_INTERPRETERS = re.compile(r"(?:ba|da|a|z|k)?sh|python[\d.]*|perl|ruby|node|php")


class Start(NamedTuple):
    """The words that an image starts with, variables not replaced, and where each stands in the document."""

    node: Node
    words: tuple[tuple[str, Span], ...]


class Started(NamedTuple):
    """A file that is started: the paths that it may have in the image, and whether it must be executable itself."""

    paths: tuple[str, ...]
    span: Span
    is_direct: bool


def starts(stage: Stage) -> tuple[Start, ...]:
    """ENTRYPOINT, then CMD, as they are in force at the stage's end."""
    found = (_start(stage, stage.in_force(name)) for name in ("ENTRYPOINT", "CMD"))
    return tuple(one for one in found if one is not None)


def _start(stage: Stage, node: Node | None) -> Start | None:
    if node is None or not node.instruction.words:
        return None
    if node.instruction.form == "exec":
        return Start(node, tuple((word.value, node.to_document(word.span)) for word in node.instruction.words))
    owner = next(one for one in stage.chain if node in one.nodes)
    commands = script(node.instruction, owner.scope_of(node)).commands
    words = commands[0].effective.words if len(commands) == 1 else ()
    return Start(node, tuple((word.value, node.to_document(word.span)) for word in words)) if words else None


def argv(stage: Stage) -> tuple[tuple[str, Span], ...]:
    """The words of the process: ENTRYPOINT's, followed by CMD's where both are exec forms; CMD's alone without one."""
    found = starts(stage)
    if len(found) == 2 and not all(one.node.instruction.form == "exec" for one in found):
        return found[0].words
    return tuple(word for one in found for word in one.words)


def started_file(stage: Stage) -> Started | None:
    """The file that the image starts first, looking through init programs and interpreters."""
    words = list(argv(stage))
    while words and posixpath.basename(words[0][0]) in _INITS | _DROPPERS:
        program = posixpath.basename(words.pop(0)[0])
        while words and words[0][0].startswith("-"):
            words.pop(0)
        if program in _DROPPERS and words:
            words.pop(0)
    if not words:
        return None
    direct = True
    if _INTERPRETERS.fullmatch(posixpath.basename(words[0][0])) and len(words) > 1 and not words[1][0].startswith("-"):
        words.pop(0)
        direct = False
    value, span = words[0]
    if not re.fullmatch(r"[\w./@+-]+", value) or value.startswith("-"):
        return None
    if "/" in value or not direct:
        return Started((posixpath.normpath(posixpath.join(_last_folder(stage), value)),), span, direct)
    return Started(tuple(posixpath.join(folder, value) for folder in _FOLDERS), span, direct)


def _last_folder(stage: Stage) -> str:
    """The folder that the program starts in."""
    node = stage.last("WORKDIR")
    folder = stage.scopes[-1].workdir or "/"
    if node is not None and node.index == stage.nodes[-1].index and node.instruction.words:
        return posixpath.join(folder, node.instruction.words[0].value)
    return folder

"""What only development and tests need is installed into an image that is shipped."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.scripts import commands_of
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import FileRule
from gorae.rewrites.edit_command import taken_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.shell import Effective, Word
    from gorae.source import Span
    from gorae.stages import Build, Stage
    from gorae.syntax import Node

_GROUP = r"(?:dev|develop|development|tests?|testing|lint|docs)"
_FILE = re.compile(rf"(?:[\w.-]*[-_.])?{_GROUP}(?:[-_.]requirements?)?(?:[-_.][\w.-]*)?\.(?:txt|in)", re.IGNORECASE)
_EXTRAS = re.compile(rf"[^\[\]]*\[(?:{_GROUP})(?:\s*,\s*(?:{_GROUP}))*\]", re.IGNORECASE)
_NAMES = re.compile(rf"{_GROUP}(?:[ ,:]{_GROUP})*", re.IGNORECASE)
# Options that add the group of the word behind them, or by themselves (no word), by program.
_WITH: dict[str, tuple[str, ...]] = {
    "poetry": ("--with",), "bundle": ("--with",), "uv": ("--group", "--extra"), "pdm": ("-G", "--group", "--with"),
}  # fmt: skip
_FLAGS: dict[str, tuple[str, ...]] = {
    "npm": ("--include=dev", "--production=false", "--dev"), "yarn": ("--production=false",), "pnpm": ("--prod=false",),
    "pipenv": ("--dev", "-d"), "pdm": ("--dev", "-d"), "uv": ("--dev", "--all-groups", "--only-dev"),
}  # fmt: skip
# What only builds and tests start makes the packages for them right.
_USES = re.compile(
    r"\b(?:pytest|tox|nox|ruff|mypy|coverage|rspec|jest|vitest|npm\s+(?:run\s+)?(?:build|test|lint)|(?:yarn|pnpm)\s+(?:run\s+)?(?:build|test|lint)"
    r"|npx\s+(?:tsc|vite|next)|tsc|prune|assets:precompile)\b"
)


class _Asked(NamedTuple):
    """The words that ask for such packages, and those that may go."""

    span: Span
    removable: tuple[Word, ...] = ()


def find(build: Build) -> Iterator[Finding]:
    """Report the words that ask for them, where the stage that is shipped runs the install, and no RUN uses them."""
    stage = build.last
    if stage is None or stage is not build.stages[-1]:
        return  # the stage that compose asks for, above one for production
    texts = " ".join(
        node.instruction.text for one in stage.chain for node in one.instructions("RUN", "CMD", "ENTRYPOINT")
    )
    if _USES.search(texts):
        return
    for one in stage.chain:
        yield from _in_stage(one)


def _in_stage(stage: Stage) -> Iterator[Finding]:
    for node, command in commands_of(stage):
        asked = _asked(command.effective) if command.runs_unconditionally else None
        if asked is not None:
            words = asked.span.of(node.instruction.text)
            yield found(node.to_document(asked.span), _fix(node, asked), words=words)


def _fix(node: Node, asked: _Asked) -> Fix | None:
    edits = [taken_out(node.instruction, word.span).shift(node.start) for word in asked.removable]
    return fix(edits, safe=False, words=asked.span.of(node.instruction.text)) if edits else None


def _asked(effective: Effective) -> _Asked | None:
    program, args = effective.program, effective.args
    if re.fullmatch(r"python[\d.]*", program) and [word.value for word in args[:2]] == ["-m", "pip"]:
        program, args = "pip", args[2:]
    if re.fullmatch(r"pip[\d.]*", program) or (program == "uv" and [word.value for word in args[:1]] == ["pip"]):
        return _of_pip(args)
    verbs = [word.value for word in args if not word.is_option][:1]
    if verbs and verbs[0] not in ("install", "i", "ci", "sync", "add"):
        return None
    for index, word in enumerate(args):
        if word.value in _FLAGS.get(program, ()):
            return _Asked(word.span, (word,))
        name, equals, value = word.value.partition("=")
        if name not in _WITH.get(program, ()):
            continue
        if equals and _NAMES.fullmatch(value):
            return _Asked(word.span, (word,))
        if not equals and index + 1 < len(args) and _NAMES.fullmatch(args[index + 1].value):
            last = index + 1
            while program == "bundle" and last + 1 < len(args) and _NAMES.fullmatch(args[last + 1].value):
                last += 1
            return _Asked(word.span | args[last].span, tuple(reversed(args[index : last + 1])))
    return None


def _of_pip(args: Sequence[Word]) -> _Asked | None:
    if "install" not in [word.value for word in args[:3]]:
        return None
    for index, word in enumerate(args):
        if (
            index
            and args[index - 1].value in ("-r", "--requirement")
            and _FILE.fullmatch(posixpath.basename(word.value))
        ):
            return _Asked(word.span)
        if _EXTRAS.fullmatch(word.value) and (
            word.value.startswith((".", "/")) or args[index - 1].value in ("-e", "--editable")
        ):
            return _Asked(word.span)
    return None


RULE = FileRule(
    "dev-dependencies-installed",
    find,
    severity="information",
    fixes="unsafe",
    report="once_per_file",
    shipped_only=True,
    last_only=True,
)

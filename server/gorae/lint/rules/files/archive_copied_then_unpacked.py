"""An archive is copied, and unpacked in another layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.archives import is_tar
from gorae.facts.scripts import commands_of, script
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Command
    from gorae.stages import Build, Stage
    from gorae.syntax import Node


def find(build: Build) -> Iterator[Finding]:
    """Report the archive among the sources of a COPY from the context."""
    for stage in build.stages:
        for copied in stage.instructions("COPY"):
            words = copied.instruction.words
            if copied.instruction.flag("from") is not None or len(words) < 2:
                continue
            for word in words[:-1]:
                name = _base(words[-1].value if is_tar(words[-1].value) else word.value)
                place = _unpacking(stage, copied, name) if is_tar(word.value) else None
                if place is not None:
                    yield found(copied.to_document(word.span), _add(build, stage, copied, *place), name=name)


def _base(path: str) -> str:
    return path.rpartition("/")[2]


def _unpacking(stage: Stage, copied: Node, name: str) -> tuple[Node, Command] | None:
    """The RUN and the command that unpack the file of that name."""
    return next(
        (
            (node, command)
            for node, command in commands_of(stage, name)
            if node.index > copied.index
            and _unpacks(command)
            and any(_base(word.value) == name for word in command.args)
        ),
        None,
    )


def _unpacks(command: Command) -> bool:
    if command.program != "tar":
        return False
    first = command.args[0].value if command.args else ""
    return command.has_flag("--extract", "--get", "-x") or (first[:1].isalpha() and "x" in first)


def _add(build: Build, stage: Stage, copied: Node, run: Node, command: Command) -> Fix | None:
    """ADD to where tar unpacks, where that is known and the RUN does nothing but unpack and delete the archive."""
    folder = command.option_value("-C", "--directory")
    words = copied.instruction.words
    if (
        folder is None
        or not folder.static
        or not folder.value.startswith("/")
        or len(words) != 2
        or copied.instruction.flags
    ):
        return None
    read = script(run.instruction, stage.scope_of(run))
    if (
        any(one is not command and one.program != "rm" for one in read.commands)
        or read.compounds
        or run.instruction.comments
    ):
        return None
    if any(option.value.startswith(("--strip", "--exclude", "--owner", "--wildcards")) for option in command.args):
        return None
    return fix(
        (
            Edit(copied.keyword, copied.instruction.in_case("ADD")),
            Edit(copied.to_document(words[-1].span), folder.value.rstrip("/") + "/"),
            Edit(build.document.lines_of(run), ""),
        ),
        safe=False,
    )


RULE = FileRule(
    "archive-copied-then-unpacked",
    find,
    aliases=(Alias("hadolint", "DL3010"),),
    severity="information",
    fixes="unsafe",
    reads={"COPY": (), "RUN": ("tar",)},
)

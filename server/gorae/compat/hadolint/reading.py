"""How hadolint reads the commands of a RUN: by the name as it is written, and each letter of `-abc` as a flag.

Its verdicts hang on that: what stands behind sudo, or is called by its path, it does not see. From its own description
of its rules and from what the program answers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.scripts import script
from gorae.source.derived import derived

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Script, Word
    from gorae.source import Span
    from gorae.stages import Build
    from gorae.syntax import Instruction, Node


_BARE = re.compile(r"(?<=\$)[A-Za-z_]\w*")


class HadolintCommand(NamedTuple):
    """A command as hadolint sees it. The span is the document's."""

    name: str
    args: tuple[str, ...]  # without quotes; variables as `${NAME}`
    span: Span  # of the name

    def matches(self, names: str, *having: str) -> bool:
        """Whether it is one of the programs (blanks between them), with one of these words among its own."""
        return self.name in names.split() and (not having or any(arg in having for arg in self.args))

    def flags(self) -> list[str]:
        """Letters of short flags, names of long ones."""
        return [flag for arg in self.args for flag in _flags(arg)]

    def has_flag(self, *names: str) -> bool:
        """Whether one of the flags is among them."""
        return any(flag in names for flag in self.flags())

    def plain(self, *with_value: str) -> list[str]:
        """The words that are no flags, without those behind the flags named (unless joined by `=`)."""
        found, skip = [], False
        for arg in self.args:
            flags = _flags(arg)
            if flags:
                skip = any(flag in with_value for flag in flags) and "=" not in arg
            elif skip:
                skip = False
            else:
                found.append(arg)
        return found

    def value_of(self, flag: str) -> list[str]:
        """The words right behind a flag."""
        pairs = zip(self.args, self.args[1:], strict=False)
        return [after for arg, after in pairs if flag in _flags(arg)]

    @property
    def installs_with_pip(self) -> bool:
        """Whether it is `pip… install` or `python… -m pip install`."""
        if self.name.startswith("pip") and not self.name.startswith("pipenv"):
            return "install" in self.args
        return self.name.startswith("python") and _in_row(("-m", "pip", "install"), self.args)


class Run(NamedTuple):
    """A RUN, or one behind ONBUILD, and its commands."""

    node: Node
    commands: tuple[HadolintCommand, ...]

    @property
    def instruction(self) -> Instruction:
        """The RUN itself."""
        return self.node.instruction.trigger or self.node.instruction

    @property
    def is_trigger(self) -> bool:
        """Whether it stands behind ONBUILD."""
        return self.node.instruction.trigger is not None

    def mounts(self, *folders: str) -> bool:
        """Whether a cache or tmpfs mount's target ends in one of the folders."""
        for flag in self.instruction.flags_named("mount"):
            kind, target = flag.option("type"), flag.option("target", "dst", "destination")
            path = (target.value or "").strip("\"'").rstrip("/") if target else ""
            if kind is not None and kind.value in ("cache", "tmpfs") and path.endswith(folders):
                return True
        return False


@derived
def runs(build: Build) -> tuple[Run, ...]:
    """All of them, those behind ONBUILD too. Remembered with the build."""
    return tuple(_runs(build))


def _runs(build: Build) -> Iterator[Run]:
    for node in build.document.nodes:
        if (node.instruction.trigger or node.instruction).name != "RUN":
            continue
        read = read_as_bash(build, node)
        yield Run(
            node,
            tuple(
                HadolintCommand(
                    command.name.value, tuple(_text(word) for word in command.args), node.to_document(command.name.span)
                )
                for command in read.commands
                if command.name is not None and command.name.static and command.kind != "test"
            ),
        )


def read_as_bash(build: Build, node: Node) -> Script:
    """The commands of a RUN; where another shell is in force hadolint takes them for Bash's all the same."""
    scope = build.scope_of(node)
    return script(node.instruction, scope if scope.has_bourne_shell else scope._replace(dialect="bash"))


def _text(word: Word) -> str:
    return _BARE.sub(r"{\g<0>}", word.value) if "$" in word.value else word.value


def _flags(arg: str) -> list[str]:
    if arg in ("-", "--") or not arg.startswith("-"):
        return []
    return [arg[2:].partition("=")[0]] if arg.startswith("--") else list(arg[1:])


def _in_row(words: tuple[str, ...], args: tuple[str, ...]) -> bool:
    return any(args[index : index + len(words)] == words for index in range(len(args)))


def has_module(command: HadolintCommand, name: str) -> bool:
    """Whether it is `python… -m NAME`."""
    return command.name.startswith("python") and _in_row(("-m", name), command.args)

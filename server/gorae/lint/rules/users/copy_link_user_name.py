"""`COPY --link` with an owner by name: in a layer of its own there is no list of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.context import is_containerfile
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import InstructionRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.rule import Inputs
    from gorae.stages import Scope
    from gorae.syntax import Instruction

_ON = frozenset(("", "true", "1", "t"))


def find(instruction: Instruction, scope: Scope, inputs: Inputs) -> Iterator[Finding]:
    """Report the owner; `root` is a number to the frontend, and `--chmod` makes it copy without a layer of its own.

    (moby/buildkit, dockerfile2llb/convert_copy.go; buildah knows no such layers.)
    """
    link, owner, mode = (instruction.flag(name) for name in ("link", "chown", "chmod"))
    if (
        link is None
        or owner is None
        or owner.value_span is None
        or owner.variables
        or (mode is not None and mode.value)
    ):
        return
    if (link.value or "").lower() not in _ON or scope.os_family == "windows" or is_containerfile(inputs.context):
        return
    written = instruction.slice(owner.value_span)
    user, _, group = written.strip("\"'").partition(":")
    named = next((one for one in (user, group) if one and one != "root" and not one.isdecimal()), None)
    if named is None:
        return
    end = link.span.end + len(instruction.text[link.span.end :]) - len(instruction.text[link.span.end :].lstrip(" \t"))
    yield found(owner.value_span, fix(Edit(Span(link.span.start, end), ""), safe=True), name=named)


RULE = InstructionRule("copy-link-user-name", find_with=find, fixes="safe", instructions=frozenset({"COPY", "ADD"}))

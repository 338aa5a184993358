"""A script that another machine sends, run without anyone having seen it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.downloads import downloads, run_by
from gorae.facts.scripts import script
from gorae.lint.model import Finding, found
from gorae.lint.rule import InstructionRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """From the download to the shell that runs it: `curl … | sh`, `sh -c "$(curl …)"`, `bash <(curl …)`."""
    for one in downloads(script(instruction, scope)):
        runner = run_by(one)
        if runner is not None and runner.effective.name is not None:
            name = one.command.effective.name
            start = name.span if name is not None else one.command.span
            span = start | runner.effective.span if start.start < runner.span.start else runner.effective.name.span
            yield found(span, program=one.command.effective.program, shell=runner.effective.program)


RULE = InstructionRule("curl-pipe-shell", find, instructions=frozenset({"RUN"}))

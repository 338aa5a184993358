"""A script that another machine sends, run without anyone having seen it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from gorae.facts.downloads import downloads
from gorae.facts.scripts import script
from gorae.lint.model import Finding, found
from gorae.lint.rule import InstructionRule
from gorae.shell import Command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.downloads import Download
    from gorae.stages import Scope
    from gorae.syntax import Instruction

_RUNS = re.compile(r"(?:ba|da|a|z|k|fi)?sh|python[\d.]*|perl|ruby|node|php")
_FILTERS = frozenset(("tee", "sed", "tr", "cat", "gunzip", "zcat", "grep", "awk"))
_INTERPRETS_ITS_ARGUMENTS = frozenset(("-c", "-e", "-m", "-n"))


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """From the download to the shell that runs it: `curl … | sh`, `sh -c "$(curl …)"`, `bash <(curl …)`."""
    for one in downloads(script(instruction, scope)):
        runner = _runner(one)
        if runner is not None and runner.effective.name is not None:
            name = one.command.effective.name
            start = name.span if name is not None else one.command.span
            span = start | runner.effective.span if start.start < runner.span.start else runner.effective.name.span
            yield found(span, program=one.command.effective.program, shell=runner.effective.program)


def _runner(one: Download) -> Command | None:
    if one.file is not None:
        return None
    element = one.command.element
    steps = element.steps if element is not None else ()
    for step in steps[one.command.pipeline_position + 1 :]:
        if not isinstance(step, Command):
            return None
        if _RUNS.fullmatch(step.effective.program):
            return step if _reads_input(step) else None
        if step.effective.program not in _FILTERS:
            return None
    host = one.command.scope.host
    if one.command.scope.kind not in ("substitution", "backticks", "process") or not isinstance(host, Command):
        return None
    program = host.effective.program
    if one.command.scope.kind == "process":
        return host if _RUNS.fullmatch(program) or program in ("source", ".") else None
    return host if program == "eval" or (_RUNS.fullmatch(program) and _is_argument_of_c(host, one)) else None


def _reads_input(step: Command) -> bool:
    """Whether an interpreter runs its standard input, and not a program among its arguments."""
    words = [word.value for word in step.effective.args]
    if any(word in _INTERPRETS_ITS_ARGUMENTS for word in words):
        return False
    if re.fullmatch(r"python[\d.]*|perl|ruby|node|php", step.effective.program):
        return not words or words[0] == "-"
    return not words or "-s" in words or words[0].startswith("-") or words[0] == "/dev/stdin"


def _is_argument_of_c(host: Command, one: Download) -> bool:
    words = host.effective.args
    return any(
        before.value.startswith("-") and before.value.endswith("c") and word.span.covers(one.command.span)
        for before, word in pairwise(words)
    )


RULE = InstructionRule("curl-pipe-shell", find, instructions=frozenset({"RUN"}))

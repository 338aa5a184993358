"""bootsnap compiles in several processes, which hang where the processor is emulated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.scripts import commands_of
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.rewrites.edit_command import replaced
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Effective
    from gorae.stages import Stage
    from gorae.syntax import Node


def find(stage: Stage) -> Iterator[Finding]:
    """Report `bootsnap precompile` without `-j 0` or `-j 1`."""
    for node, command in commands_of(stage, "bootsnap"):
        effective = command.effective
        words = [word.value for word in effective.words]
        index = next((index for index in (0, 2) if words[index : index + 2] == ["bootsnap", "precompile"]), None)
        if index is None or (index and words[:2] != ["bundle", "exec"]):
            continue
        verb = effective.words[index + 1]
        jobs = effective.option_value("-j", "--jobs")
        if jobs is None or (jobs.static and jobs.value not in ("0", "1")):
            span = effective.words[index].span | verb.span
            yield found(node.to_document(span), _fix(node, effective, verb.span.end))


def _fix(node: Node, effective: Effective, place: int) -> Fix:
    jobs = effective.option_value("-j", "--jobs")
    if jobs is None:
        return fix(Edit(Span(place, place), " -j 1").shift(node.start), safe=False)
    text = jobs.span.of(node.instruction.text)
    return fix(replaced(node.instruction, jobs.span, f"{text.removesuffix(jobs.value)}1").shift(node.start), safe=False)


RULE = StageRule(
    "bootsnap-parallel",
    find,
    aliases=(Alias("tally", "tally/ruby/bootsnap-precompile-without-j1"),),
    severity="hint",
    fixes="unsafe",
    report="once_per_file",
)

"""An ARG from above the first FROM, used in a stage that does not declare it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, fix, found
from gorae.lint.script import script
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Stage
    from gorae.syntax import Placed


def find(build: Build) -> Iterator[Finding]:
    """At the first use in each stage."""
    names = {name for name, value in build.global_arguments.items() if value.origin == "global-arg"}
    if not names:
        return
    newline = build.document.newline
    for stage in build.stages:
        left = set(names)
        for placed in stage.placed[1:]:
            if placed.name == "ONBUILD":
                continue
            environment = stage.environment_at(placed)
            left -= environment.keys()
            for name, span in _uses(stage, placed):
                if name not in left:
                    continue
                left.discard(name)
                end = stage.from_.span.end
                sample = stage.from_.instruction
                word = "arg" if sample.slice(sample.keyword).islower() else "ARG"
                edit = Edit(Span(end, end), f"{newline}{word} {name}")
                line = (
                    build.document.text.line_of(build.document.placed[build.global_arguments[name].at or 0].start) + 1
                )
                yield found(span, fix(edit, safe=False, name=name), name=name, line=line)


def _uses(stage: Stage, placed: Placed) -> Iterator[tuple[str, Span]]:
    """The variables that an instruction uses without a default: BuildKit's, and in RUN the shell's."""
    for use in placed.instruction.variables:
        if not use.modifier:
            yield use.name, placed.at(use.name_span)
    if placed.name == "RUN" and placed.instruction.form != "exec":
        read = script(placed.instruction, stage.scope_of(placed))
        for command in read.commands:
            for word in command.words:
                for one in word.variables:
                    if one.name not in read.assigned and not one.operator:
                        yield one.name, placed.at(one.name_span)


RULE = Rule("arg-not-in-scope", find, "build", fixes="unsafe")

"""USER root as the last word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.entrypoint import first_start
from gorae.facts.users import drops_root, ending, has_to_be_root, is_root, knows_users, uses_root_home
from gorae.lint.fixes.switch_user import switch
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Stage
    from gorae.syntax import Node


def find(build: Build) -> Iterator[Finding]:
    """At the last USER of the stage that is built."""
    end = ending(build)
    if end is None or end.node is None or not is_root(end.user) or drops_root(build, end.stage):
        return
    if has_to_be_root(end.stage):
        return
    if end.node.index < end.stage.nodes[0].index:
        yield found(end.stage.image_span, switch(build, end.stage), user=end.user, variant="stage")
        return
    word = end.node.instruction.words[0]
    yield found(end.node.to_document(word.span), _back(build, end.stage, end.node), user=word.text)


def _back(build: Build, stage: Stage, node: Node) -> Fix | None:
    """Back to the user that was in force before, or to a new one; None where only the base could say which."""
    users = [one for one in stage.instructions("USER") if one.index < node.index and one.instruction.words]
    names = [(one, one.instruction.words[0].value.partition(":")[0]) for one in reversed(users)]
    is_windows = stage.os_family == "windows"  # where users have no numbers
    earlier = next((one for one, name in names if not is_root(name) and not (is_windows and name.isdecimal())), None)
    if earlier is None:
        return switch(build, stage) if knows_users(stage) and not uses_root_home(stage) else None
    name = earlier.instruction.words[0].text
    line = f"{earlier.instruction.slice(earlier.instruction.keyword)} {name}"
    start = first_start(stage)
    newline = build.document.newline
    if start is None or start.index < node.index:
        end = stage.nodes[-1].span.end
        return fix(Edit(Span(end, end), f"{newline}{line}"), safe=False, variant="back", user=name)
    begin = build.document.text.start_of_line(start.start)
    return fix(Edit(Span(begin, begin), f"{line}{newline}"), safe=False, variant="back", user=name)


RULE = FileRule("user-root-last", find, aliases=(Alias("hadolint", "DL3002"),), fixes="unsafe", shipped_only=True)

"""The image's user is a name, which Kubernetes cannot judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.users import final_user, is_root, number_of
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """Report the last USER of the target stage, where it is a name other than root."""
    end = final_user(build)
    if end is None or end.node is None or is_root(end.user) or not end.node.instruction.words:
        return
    if end.node.index < end.stage.nodes[0].index:
        return
    word = end.node.instruction.words[0]
    name = word.value.partition(":")[0]
    if word.is_static and name and not name.isdecimal():
        span, number = end.node.to_document(word.span), number_of(end.stage, name)
        numbers = str(number) + word.value.removeprefix(name)
        yield found(
            span, fix(Edit(span, numbers), safe=False, number=number) if number is not None else None, name=name
        )


RULE = FileRule(
    "user-named",
    find,
    aliases=(Alias("hadolint", "DL3066"),),
    severity="hint",
    default=False,
    fixes="unsafe",
    last_only=True,
)

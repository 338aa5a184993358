"""USER with a group takes the other groups away that the user was put into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.users import groups_of
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage

_MOST_SHOWN = 3


def find(stage: Stage) -> Iterator[Finding]:
    """Report the group in USER, where earlier commands gave that user more groups."""
    for node in stage.instructions("USER"):
        words = node.instruction.words
        if len(words) != 1 or not words[0].is_static or words[0].text != words[0].value:
            continue
        user, colon, group = words[0].value.partition(":")
        if not colon or not group or user == "root" or user.isdecimal():
            continue
        given = [name for name in groups_of(stage, user, node.index) if name != group]
        if given:
            offset = words[0].span.start + len(user)
            span = node.to_document(Span(offset, words[0].span.end))
            shown = ", ".join(f"`{name}`" for name in given[:_MOST_SHOWN])
            yield found(span, fix(Edit(span, ""), safe=False), user=user, group=group, groups=shown)


RULE = StageRule(
    "user-groups-dropped",
    find,
    aliases=(Alias("tally", "tally/user-explicit-group-drops-supplementary-groups"),),
    fixes="unsafe",
)

"""USER with a group takes the other groups away that the user was put into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.lint.model import Finding, Rule, fix, found
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Effective
    from gorae.stages import Stage

_VALUES = {
    "useradd": frozenset((
        "-b", "-c", "-d", "-e", "-f", "-g", "-G", "-k", "-K", "-p", "-s", "-u", "-Z", "--uid", "--gid", "--shell",
        "--home-dir", "--groups", "--comment",
    )),
    "usermod": frozenset((
        "-c", "-d", "-e", "-f", "-g", "-G", "-aG", "-l", "-p", "-s", "-u", "--uid", "--gid", "--shell", "--home",
        "--groups",
    )),
    "adduser": frozenset(("-h", "-g", "-s", "-G", "-u", "-k", "--uid", "--gid", "--shell", "--home", "--ingroup")),
    "addgroup": frozenset(("-g", "--gid")),
    "gpasswd": frozenset(("-a", "--add")),
}  # fmt: skip
_MOST_SHOWN = 3


def find(stage: Stage) -> Iterator[Finding]:
    """At the group in USER, where the commands before it gave that user others."""
    for node in stage.instructions("USER"):
        words = node.instruction.words
        if len(words) != 1 or not words[0].is_static or words[0].text != words[0].value:
            continue
        user, colon, group = words[0].value.partition(":")
        if not colon or not group or user == "root" or user.isdecimal():
            continue
        given = [name for name in _groups(stage, user, node.index) if name != group]
        if given:
            at = words[0].span.start + len(user)
            span = node.to_document(Span(at, words[0].span.end))
            shown = ", ".join(f"`{name}`" for name in given[:_MOST_SHOWN])
            yield found(span, fix(Edit(span, ""), safe=False), user=user, group=group, groups=shown)


def _groups(stage: Stage, user: str, before: int) -> list[str]:
    """The groups besides the first one that RUN commands above put the user into."""
    groups: list[str] = []
    for one in stage.chain[::-1]:
        for node in one.instructions("RUN"):
            if node.index < before:
                for command in script(node.instruction, one.scope_of(node)).commands:
                    groups += _given(command.effective, user)
    return list(dict.fromkeys(groups))


def _given(command: Effective, user: str) -> list[str]:
    values = _VALUES.get(command.program)
    if values is None:
        return []
    names = [word.value for word in command.operands(values)]
    if command.program in {"useradd", "usermod"}:
        listed = command.option_value("-G", "--groups")
        if listed is None and command.program == "usermod":
            listed = command.option_value("-aG")
        return listed.value.split(",") if listed is not None and names == [user] else []
    if command.program == "gpasswd":
        added = command.option_value("-a", "--add")
        return names if added is not None and added.value == user else []
    return names[1:] if len(names) == 2 and names[0] == user else []


RULE = Rule(
    "user-groups-dropped",
    find,
    "stage",
    aliases=("tally/user-explicit-group-drops-supplementary-groups",),
    fixes="unsafe",
)

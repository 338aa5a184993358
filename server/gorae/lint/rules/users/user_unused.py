"""A user is made, and the program runs as root all the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.entrypoint import first_start
from gorae.facts.given_up_root import final_root_user
from gorae.facts.scripts import script
from gorae.facts.users import made_user
from gorae.lint.fixes.switch_user import switch
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.users import MadeUser
    from gorae.lint.rule import Inputs
    from gorae.stages import Build

_OF_EDITORS = frozenset(("vscode", "gitpod", "codespace"))  # who edits in the container becomes this user
_MAKE = frozenset((
    "useradd", "adduser", "usermod", "addgroup", "groupadd", "groupmod", "gpasswd", "id", "getent", "passwd", "chpasswd",
))  # fmt: skip
# Programs that start as root and change to a user of their own, as their configuration says.
_CHANGE_BY_THEMSELVES = re.compile(
    r"\b(?:nginx|httpd|apache2?|sshd|postfix|dovecot|named|squid|haproxy|supervisord?|s6|init|systemd|cron|vsftpd|"
    r"php-fpm|entrypoint|start|run|\w+\.sh)\b"
)


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Where `user-missing` reports, when a user was made whose name the file mentions nowhere else."""
    end = final_root_user(build, inputs.context)
    if end is None or end.node is not None:
        return
    stage = end.stage
    made = made_user(stage)
    start = first_start(stage) or stage.last("ENTRYPOINT", "CMD")
    if made is None or made.name in _OF_EDITORS or start is None:
        return
    name, maker = made.name, made.node
    started = [one for one in (stage.in_force("ENTRYPOINT"), stage.in_force("CMD")) if one is not None]
    if any(_CHANGE_BY_THEMSELVES.search(one.instruction.text) for one in started):
        return
    mention = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    others = [one for each in stage.chain for one in each.nodes if one.index != maker.index]
    if _is_used_at_once(made, mention) or any(
        mention.search(one.instruction.text) for one in others if one.name != "FROM"
    ):
        return
    yield found(start.to_document(start.instruction.keyword), switch(build, stage), user=name)


def _is_used_at_once(made: MadeUser, mention: re.Pattern[str]) -> bool:
    """Whether the RUN that makes the user gives it something: files, numbers in /etc/subuid, a setting of a server."""
    instruction = made.node.instruction
    return any(
        mention.search(instruction.slice(command.span))
        for command in script(instruction, made.stage.scope_of(made.node)).commands
        if command.effective.program not in _MAKE
    )


RULE = FileRule(
    "user-unused",
    find_with=find,
    aliases=(Alias("tally", "tally/user-created-but-never-used"),),
    fixes="unsafe",
    supersedes=frozenset({"user-missing"}),
    last_only=True,
)

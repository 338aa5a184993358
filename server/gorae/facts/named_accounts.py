"""The users and groups that a command names and has to find, or it ends with an error.

Run in debootstraps of Debian 12 and 13 and Ubuntu 24.04: `chown`, `su`, `runuser` and `install -o` end with 1 where the name
is not there, `useradd -g`, `-G` and `usermod` with 6; BusyBox's `su` and `adduser -G` with 1; `gosu`, `su-exec` and `sudo -u`
with 1 as well (their sources).
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.scripts import script
from gorae.facts.users import VALUE_OPTIONS, account_operands
from gorae.shell.tokens import operands

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Command, Word
    from gorae.stages import Stage
    from gorae.syntax import Node


class Named(NamedTuple):
    """A name that has to be in the image's lists, the word that holds it, and the program that looks for it."""

    word: Word
    name: str
    is_group: bool
    program: str


NAMING = frozenset((
    "useradd", "adduser", "usermod", "gpasswd", "chown", "chgrp", "su", "runuser", "gosu", "su-exec", "sudo", "install",
))  # fmt: skip
ABOUT_NAMES = re.compile(rf"\b(?:{'|'.join(sorted(NAMING))})\b")
# Options that take the next word, of those that stand before the command that is run.
_SU_VALUES = frozenset((
    "-c", "--command", "-s", "--shell", "-g", "--group", "-G", "--supp-group", "-w", "--whitelist-environment",
))  # fmt: skip
_INSTALL_VALUES = frozenset(("-o", "--owner", "-g", "--group", "-m", "--mode", "-t", "--target-directory", "-S"))
_GROUPS = ("-g", "--gid"), ("-G", "--groups", "--ingroup")


def named_accounts(command: Command) -> tuple[Named, ...]:
    """The names that a command has to find; none of variables and numbers."""
    return tuple(
        one
        for one in (*_switched(command), *_of_files(command), *_of_makers(command))
        if one.name and one.word.static and not one.name.isdecimal()
    )


def names_user(stage: Stage, user: str) -> bool:
    """Whether a `--chown`, or a command of a RUN, has to find the user: in the stage or in those that it is built on."""
    return any(
        user in _names_of_users(node, one) for one in stage.chain for node in one.instructions("RUN", "COPY", "ADD")
    )


def _names_of_users(node: Node, stage: Stage) -> Iterator[str]:
    owner = node.instruction.flag("chown") if node.name != "RUN" else None
    if owner is not None:
        yield (owner.value or "").partition(":")[0]
    elif node.name == "RUN" and ABOUT_NAMES.search(node.instruction.text):
        for command in script(node.instruction, stage.scope_of(node)).commands:
            yield from (one.name for one in named_accounts(command) if not one.is_group)


def _switched(command: Command) -> Iterator[Named]:
    """Whom `su`, `gosu` and their like become."""
    program = posixpath.basename(command.words[0].value) if command.words else ""
    args = command.words[1:]
    if program in ("gosu", "su-exec"):
        if args:
            user, _, group = args[0].value.partition(":")
            yield Named(args[0], user, False, program)
            yield Named(args[0], group, True, program)
    elif program in ("sudo", "runuser"):
        for index, word in enumerate(args):
            if not word.is_option or word.value in ("-", "--"):
                break
            if word.value in ("-u", "--user") and index + 1 < len(args):
                yield Named(args[index + 1], args[index + 1].value, False, program)
                return
    if program in ("su", "runuser") and not any(word.value in ("-u", "--user") for word in args):
        given = [word for word in operands(args, _SU_VALUES) if word.value != "-"]
        if given:
            yield Named(given[0], given[0].value, False, program)


def _of_files(command: Command) -> Iterator[Named]:
    """To whom `chown`, `chgrp` and `install` give files."""
    effective = command.effective
    program = effective.program
    if program == "install":
        for options, is_group in ((("-o", "--owner"), False), (("-g", "--group"), True)):
            value = effective.option_value(*options)
            if value is not None and len(effective.operands(_INSTALL_VALUES)) > 0:
                yield Named(value, value.value, is_group, program)
    if program not in ("chown", "chgrp") or any(word.value.startswith("--reference") for word in effective.args):
        return
    words = effective.operands(frozenset(("--from",)))
    if not words:
        return
    owner = words[0].value
    user, _, group = owner.partition(":" if ":" in owner else ".")
    if program == "chown":
        yield Named(words[0], user, False, program)
    yield Named(words[0], owner if program == "chgrp" else group, True, program)


def _of_makers(command: Command) -> Iterator[Named]:
    """The groups that a new or changed user is put into, and the user that is changed."""
    effective = command.effective
    program = effective.program
    if program not in ("useradd", "adduser", "usermod", "gpasswd"):
        return
    for options in _GROUPS if program != "gpasswd" else ():
        value = effective.option_value(*options)
        # Debian's adduser knows `-G` and `-g` not at all; that is said elsewhere.
        if value is not None:
            yield from (Named(value, name, True, program) for name in value.value.split(","))
    words = account_operands(effective) if program != "gpasswd" else effective.operands(VALUE_OPTIONS[program])
    if program in ("usermod", "gpasswd") and len(words) == 1:
        yield Named(words[0], words[0].value, program == "gpasswd", program)

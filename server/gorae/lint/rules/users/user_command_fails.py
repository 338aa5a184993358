"""A command that makes a user or group and ends with an error: the name or number is taken, or the option is another system's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.accounts import failing_accounts
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import StageRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.accounts import Failing
    from gorae.stages import Stage

_SHADOWS = {"adduser": "useradd", "addgroup": "groupadd"}
# BusyBox's options in the words of shadow's programs; an empty one is what these do anyway.
_WORDS = {
    "adduser": {
        "D": "", "S": "--system", "H": "--no-create-home", "u": "--uid", "G": "--gid", "g": "--comment", "h": "--home-dir", "s": "--shell",
    },
    "addgroup": {"S": "--system", "g": "--gid"},
}  # fmt: skip
_TAKE_VALUES = frozenset("uGghs")


def find(stage: Stage) -> Iterator[Finding]:
    """Report the name, number or option that makes the command fail."""
    for one in failing_accounts(stage):
        if one.kind == "missing":
            continue
        program = one.command.effective.program
        repair = _in_shadows_words(one) if one.kind in ("option", "help") else None
        yield found(one.span, repair, variant=one.kind, program=program, word=one.word, owner=one.owner)


def _in_shadows_words(one: Failing) -> Fix | None:
    """The same command as `useradd` or `groupadd`, which Debian and Ubuntu have."""
    effective, node = one.command.effective, one.node
    if node.instruction.form != "shell" or effective.words[0].text not in _SHADOWS:
        return None
    program = effective.words[0].text
    words, name = [], ""
    args = list(effective.args)
    letters_seen: set[str] = set()
    while args:
        word = args.pop(0)
        if not word.is_option:
            if name:
                return None
            name = word.text
            continue
        if not re.fullmatch(r"-[A-Za-z]+", word.value):
            return None
        for index, letter in enumerate(word.value[1:], 1):
            if letter not in _WORDS[program] or (letter in _TAKE_VALUES and index < len(word.value) - 1):
                return None
            letters_seen.add(letter)
            option = _WORDS[program][letter]
            value = f" {args.pop(0).text}" if letter in _TAKE_VALUES and args else ""
            words += [f"{option}{value}"] if option else []
    if not name:
        return None
    if program == "adduser" and not letters_seen & set("HS"):
        words.insert(0, "--create-home")
    text = " ".join((_SHADOWS[program], *words, name))
    return fix(Edit(effective.span.shift(node.start), text), safe=False, instead=_SHADOWS[program])


RULE = StageRule("user-command-fails", find, severity="error", fixes="unsafe")

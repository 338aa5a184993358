"""Commands on users and groups that end with an error: a name or a number that is taken, a name that is missing, an option
of another system's program.

Run in debootstraps of Debian 11, 12 and 13 and Ubuntu 22.04, 24.04 and 26.04 (adduser 3.118 to 3.153; shadow 4.8, 4.13): `useradd`
ends with 9 where the name is there and with 4 where the number is, `adduser -D`, `-S`, `-G` and `addgroup -S`, `-g` (they are
BusyBox's) with 1, since adduser 3.137 with 51, `usermod` and `chown` of a name that is not there with 6 and 1. `adduser -H` shows
its help, ends with 0, and makes nobody. BusyBox's `adduser` and `addgroup` end with 1 for each of them.
"""

from __future__ import annotations

import posixpath
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from gorae.facts.image import image_at, step_of
from gorae.facts.lacking_users import lacks_user
from gorae.facts.named_accounts import NAMING, named_accounts
from gorae.facts.packages import calls_of
from gorae.facts.scripts import ends_run, script
from gorae.facts.users import ACCOUNT_MAKERS, account_operands, known_number
from gorae.images import contents, system_accounts
from gorae.shell.packages import APT
from gorae.source.derived import derived

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.images import Contents
    from gorae.shell import Command
    from gorae.source import Span
    from gorae.stages import Stage
    from gorae.syntax import Node

_CHANGES = re.compile(
    r"userdel|deluser|usermod|groupdel|delgroup|groupmod|/etc/(?:passwd|group)|newusers|useradd\s+-R|vipw"
)
_NUMBERED = ("-u", "--uid"), ("-g", "--gid")
# BusyBox's options, and what shadow's programs call them.
_BUSYBOX_ONLY = {"adduser": frozenset("DSG"), "addgroup": frozenset("Sg")}
# What BusyBox's programs know: long options, and short ones in getopt's words.
_BUSYBOX_KNOWS = {
    "adduser": (
        ("home", "gecos", "shell", "ingroup", "disabled-password", "empty-password", "system", "no-create-home", "uid", "skel", "help"),
        "h:g:s:G:DSHu:k:",
    ),
    "addgroup": (("gid", "system", "help"), "g:S"),
}  # fmt: skip
_FORGIVING = {
    "useradd": ("-o", "--non-unique", "-R", "--root", "-P", "--prefix"), "groupadd": ("-o", "-f", "--non-unique", "--force", "-R", "-P"),
    "adduser": ("--system", "--help", "-h", "-H", "--group", "--quiet"), "addgroup": ("--system", "--quiet", "--help", "-h"),
}  # fmt: skip

Kind = Literal[
    "user-there", "group-there", "group-of-user", "user-number", "group-number", "option", "busybox", "help", "missing"
]


class Failing(NamedTuple):
    """A command on accounts that ends with an error. The span is the document's."""

    kind: Kind
    node: Node
    command: Command
    span: Span
    word: str  # the name, the number or the option that it is about
    owner: str = ""  # who has the number; of a missing name, the program that looks for it


class _Lists:
    """Who is there, as far as that is sure: names with their numbers, None where these are not known."""

    def __init__(self, users: dict[str, int | None], groups: dict[str, int | None]) -> None:
        self.users, self.groups = users, groups

    def forget(self) -> None:
        self.users, self.groups = {}, {}


@derived
def failing_accounts(stage: Stage) -> tuple[Failing, ...]:
    """The commands of the stage's RUNs on accounts that surely fail, those that make or change them and those that name them."""
    if not any(_is_about(node) for node in stage.instructions("RUN")):
        return ()
    return tuple(_failing(stage))


_ABOUT = re.compile(rf"\b(?:groupadd|addgroup|{'|'.join(sorted(NAMING))})\b")


def _is_about(node: Node) -> bool:
    return _ABOUT.search(node.instruction.text) is not None


def _failing(stage: Stage) -> Iterator[Failing]:
    lists = _begun(stage)
    for one in reversed(stage.chain):
        for node in one.instructions("RUN"):
            change = _CHANGES.search(node.instruction.text)
            if change is None and not _is_about(node):
                continue
            for command in script(node.instruction, one.scope_of(node)).commands:
                if command.kind != "simple" or not command.words:
                    continue
                if change is not None and change.end() <= command.span.start:
                    break
                found = _judged(stage, node, command, lists) if one is stage else None
                if found is not None:
                    if command.is_unguarded and ends_run(node.instruction, one.scope_of(node), command):
                        yield found
                        if found.kind != "option":
                            break  # an option of another system is as wrong in the commands behind it
                    continue  # it makes nobody
                _account(command, lists)
            if change is not None:
                lists.forget()
        if one is not stage and any(
            node.name in ("COPY", "ADD") and "/etc" in node.instruction.text for node in one.nodes
        ):
            lists.forget()


def _begun(stage: Stage) -> _Lists:
    reference = stage.root.reference
    known = contents(reference) if reference is not None else None
    if known is None or known.system is None:
        return _Lists({}, {})
    users: dict[str, int | None] = {**system_accounts.USERS.get(known.system.name, {})}
    groups: dict[str, int | None] = {**system_accounts.GROUPS.get(known.system.name, {})}
    _of_image(known, users, groups)
    return _Lists(users, groups)


def _of_image(known: Contents, users: dict[str, int | None], groups: dict[str, int | None]) -> None:
    """Those that the images themselves make."""
    names = (known.name, *known.bases)
    own = [*known.users]
    system = known.system
    if system is not None and system.name == "ubuntu" and system.is_since({"ubuntu": (23,)}) and "gradle" not in names:
        own.append("ubuntu")
    for user in own:
        number = next((found for name in names if (found := known_number(name, user)) is not None), None)
        users[user] = number if number is not None else users.get(user)
        if number is not None:
            groups[user] = number


def _account(command: Command, lists: _Lists) -> None:
    """Takes in whom a command makes."""
    effective = command.effective
    program = effective.program
    if program not in ACCOUNT_MAKERS or not command.is_unguarded:
        return
    names = account_operands(effective)
    if len(names) != 1 or not names[0].static:
        return
    user = program in ("useradd", "adduser")
    given = effective.option_value(*(_NUMBERED[0] if user else _NUMBERED[1]))
    number = int(given.value) if given is not None and given.value.isdecimal() else None
    (lists.users if user else lists.groups).setdefault(names[0].value, number)
    if program == "useradd" and not _names_group(command):
        lists.groups.setdefault(names[0].value, None)


def _names_group(command: Command) -> bool:
    """Whether a `useradd` or `adduser` says which group the user gets, so that none is made of its name."""
    effective = command.effective
    return effective.option_value("-g", "--gid", "--ingroup", "-N") is not None or any(
        re.fullmatch(r"-[A-Za-z]*[gN]\w*|--no-user-group|--ingroup.*|--gid.*|--system|-S\w*", word.value)
        for word in effective.args
    )


def _judged(stage: Stage, node: Node, command: Command, lists: _Lists) -> Failing | None:
    program = command.effective.program
    if program in ACCOUNT_MAKERS:
        found = _of_other_system(stage, node, command) or _taken(stage, node, command, lists)
        return found or (_missing(stage, node, command) if program in NAMING else None)
    is_naming = program in NAMING or (command.words and posixpath.basename(command.words[0].value) in NAMING)
    return _missing(stage, node, command) if is_naming else None


def _of_other_system(stage: Stage, node: Node, command: Command) -> Failing | None:
    """An option of BusyBox's `adduser` that Debian's does not know; shadow's programs know none of them either."""
    program = command.effective.program
    image = image_at(stage, node)
    system = image.system
    if program in _BUSYBOX_KNOWS and image.apk is not None and image.doubt == "none":
        return _not_of_busybox(node, command)
    if program not in _BUSYBOX_ONLY or system is None or system.name not in ("debian", "ubuntu"):
        return None
    has = step_of(stage, node).during.has(program)  # what stands before it in the RUN may bring it
    if has is None:
        return None
    for word in command.effective.args if has else ():
        if program == "adduser" and word.value in ("-H", "-h"):
            return Failing("help", node, command, word.span.shift(node.start), word.value)
    for word in command.effective.args:
        if re.fullmatch(r"-[A-Za-z]+", word.value) and (bad := _BUSYBOX_ONLY[program] & set(word.value)):
            option = f"-{min(bad)}"
            return Failing("option", node, command, word.span.shift(node.start), option)
    return None


def _not_of_busybox(node: Node, command: Command) -> Failing | None:
    """An option that BusyBox's program does not know (its loginutils/adduser.c and addgroup.c): it ends with its usage."""
    long, short = _BUSYBOX_KNOWS[command.effective.program]
    for word in command.effective.args:
        text = word.value
        if text == "--":
            return None
        if text.startswith("--"):
            name = text[2:].partition("=")[0]
            if not any(one.startswith(name) for one in long):
                return Failing("busybox", node, command, word.span.shift(node.start), f"--{name}")
        elif re.fullmatch(r"-[A-Za-z]+", text):
            # A letter that takes a value takes what is behind it in the word.
            letters = re.match(rf"[{short.replace(':', '')}]*?(?:[{_with_value(short)}]|$)", text[1:])
            if letters is None:
                bad = next(letter for letter in text[1:] if letter not in short)
                return Failing("busybox", node, command, word.span.shift(node.start), f"-{bad}")
    return None


def _with_value(short: str) -> str:
    """The letters of getopt's list that take a value."""
    return "".join(letter for letter, sign in pairwise(short) if sign == ":")


def _taken(stage: Stage, node: Node, command: Command, lists: _Lists) -> Failing | None:
    effective = command.effective
    program = effective.program
    if effective.option_value(*_FORGIVING[program]) is not None or any(
        word.value in _FORGIVING[program] for word in effective.args
    ):
        return None
    names = account_operands(effective)
    if len(names) != 1 or not names[0].static:
        return None
    is_user = program in ("useradd", "adduser")
    there = lists.users if is_user else lists.groups
    name = names[0]
    letters = {one for word in effective.args if re.fullmatch(r"-[a-z]+", word.value) for one in word.value[1:]}
    if "o" in letters or ("f" in letters and not is_user):
        return None
    kind: Kind
    if name.value in there:
        kind = "user-there" if is_user else "group-there"
        return Failing(kind, node, command, name.span.shift(node.start), name.value)
    system = image_at(stage, node).system
    is_shadows = program == "useradd" or (
        program == "adduser" and system is not None and system.name in ("debian", "ubuntu")
    )
    if is_shadows and name.value in lists.groups and not _names_group(command):
        return Failing("group-of-user", node, command, name.span.shift(node.start), name.value)
    given = effective.option_value(*(_NUMBERED[0] if is_user else _NUMBERED[1]))
    if given is None or not given.value.isdecimal():
        return None
    owner = next((one for one, number in there.items() if number == int(given.value)), None)
    if owner is None:
        return None
    kind = "user-number" if is_user else "group-number"
    return Failing(kind, node, command, given.span.shift(node.start), given.value, owner)


def _missing(stage: Stage, node: Node, command: Command) -> Failing | None:
    """A name that the command is given and nobody made."""
    for one in named_accounts(command):
        is_name = re.fullmatch(r"[a-z_][a-z0-9_-]*", one.name) is not None
        if is_name and _lacks(stage, node, command, one.name, group=one.is_group):
            return Failing("missing", node, command, one.word.span.shift(node.start), one.name, one.program)
    return None


def _lacks(stage: Stage, node: Node, command: Command, name: str, *, group: bool) -> bool:
    """Whether nobody has made it, also not this RUN before the command."""
    text = node.instruction.text[: command.span.start]
    if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) or _CHANGES.search(text):
        return False
    return lacks_user(stage, node, name, group=group) and not _may_be_brought(_without_installs(stage, node, command))


def _without_installs(stage: Stage, node: Node, command: Command) -> str:
    """What a RUN does before a command, less what it installs by apt or apk: these packages are looked at one by one."""
    text = node.instruction.text
    parts, end = [], 0
    for call in calls_of(node.instruction, stage.scope_of(node)):
        span = call.command.span
        if span.end <= command.span.start and call.manager in (*APT, "apk") and call.action in ("install", "update"):
            parts.append(text[end : span.start])
            end = span.end
    return "".join((*parts, text[end : command.span.start]))


def _may_be_brought(text: str) -> bool:
    """Whether what the RUN does before may make users: packages, scripts."""
    return re.search(r"\b(?:install|add|dnf|yum|apk|apt|apt-get|curl|wget|sh|bash|dpkg|make)\b|\./", text) is not None

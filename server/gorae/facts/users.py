"""Users: who the image starts as, whom its commands make, and what numbers they have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from gorae.facts.scripts import commands_of
from gorae.images import default_user, own_user, provided_user
from gorae.images.users import ROOT
from gorae.source.derived import derived

if TYPE_CHECKING:
    from gorae.shell import Effective, Word
    from gorae.stages import Build, Stage
    from gorae.syntax import Node

_ROOTS = ("root", "0", "containeradministrator")
# They start as root and give it up themselves.
_DROPPERS = ("gosu", "su-exec", "setpriv", "s6-overlay", "s6-setuidgid", "fixuid", "chpst", "tini-static-su")
# Official images whose start script does so (their Dockerfiles, 2026-11).
_DROP = frozenset((
    "postgres", "redis", "valkey", "mysql", "mariadb", "percona", "mongo", "rabbitmq", "cassandra", "couchdb", "influxdb",
    "zookeeper", "ghost", "couchbase", "arangodb", "rethinkdb", "nats-streaming", "consul", "vault",
))  # fmt: skip
# Options of shadow's, Debian's and BusyBox's programs that take the next word (their manual pages and `--help`).
VALUE_OPTIONS = {
    "useradd": frozenset((
        "-b", "-c", "-d", "-e", "-f", "-g", "-G", "-k", "-K", "-p", "-P", "-R", "-s", "-u", "-Z", "--base-dir", "--comment",
        "--home-dir", "--home", "--expiredate", "--inactive", "--gid", "--groups", "--skel", "--key", "--password",
        "--prefix", "--root", "--shell", "--uid", "--selinux-user",
    )),
    "usermod": frozenset((
        "-c", "-d", "-e", "-f", "-g", "-G", "-aG", "-l", "-p", "-P", "-R", "-s", "-u", "-Z", "--comment", "--home",
        "--expiredate", "--inactive", "--gid", "--groups", "--login", "--password", "--prefix", "--root", "--shell", "--uid",
    )),
    # Red Hat's is a link to useradd; Debian's and BusyBox's have the rest.
    "adduser": frozenset((
        "-b", "-c", "-d", "-e", "-f", "-g", "-G", "-h", "-k", "-K", "-p", "-s", "-u", "--comment", "--conf", "--firstgid",
        "--firstuid", "--gecos", "--gid", "--home", "--ingroup", "--lastgid", "--lastuid", "--shell", "--uid",
    )),
    "addgroup": frozenset(("-g", "--gid", "--firstgid", "--lastgid", "--conf")),
    "groupadd": frozenset(("-g", "-K", "-p", "-P", "-R", "-U", "--gid", "--key", "--password", "--prefix", "--root", "--users")),
    "gpasswd": frozenset(("-a", "--add", "-d", "--delete", "-M", "--members", "-A", "--administrators")),
    "userdel": frozenset(("-P", "--prefix", "-R", "--root")),
    "deluser": frozenset(("--conf", "--backup-to")),
}  # fmt: skip
ACCOUNT_MAKERS = frozenset(("useradd", "adduser", "groupadd", "addgroup"))
_OF_GROUPS = (("-g", "--gid"), ("-G", "--groups", "--ingroup"))  # options whose value names groups
# The numbers of the users that images bring (their Dockerfiles and /etc/passwd, 2026-08).
_NUMBERS = {
    ("node", "node"): 1000, ("nginx", "nginx"): 101, ("bun", "bun"): 1000, ("gradle", "gradle"): 1000, ("mongo", "mongodb"): 999,
    ("elasticsearch", "elasticsearch"): 1000, ("ubuntu", "ubuntu"): 1000,
}  # fmt: skip
_NOBODY = 65534


class FinalUser(NamedTuple):
    """The user in force at the end of the stage that is built."""

    stage: Stage
    node: Node | None  # the USER instruction, None where only the base image decides
    user: str | None  # its name without group; None where it is not known


def final_user(build: Build) -> FinalUser | None:
    """Who the last stage ends as; None where there is no stage."""
    stage = build.last
    if stage is None:
        return None
    for one in stage.chain:
        node = one.last("USER")
        if node is not None and node.instruction.words:
            user = one.evaluate(node, node.instruction.words[0])
            return FinalUser(stage, node, user.partition(":")[0] if user else None)
    root = stage.root
    if root.is_scratch:
        return FinalUser(stage, None, ROOT)
    return FinalUser(stage, None, default_user(root.reference) if root.reference is not None else None)


def is_root(user: str | None) -> bool:
    """Whether that is the name or number of root."""
    return user is not None and user.strip().lower() in _ROOTS


def user_in_force(stage: Stage, node: Node) -> str | None:
    """Who a RUN in an instruction's place works as, with the group where USER names one; None where that is not known.

    By the last USER, as it is written where its value is not known; else by the base image.
    """
    reference, user = stage.root.reference, stage.scope_of(node).user
    if user or stage.root.is_scratch:
        return user or ROOT
    if reference is None:
        return None
    return own_user(reference) or (ROOT if is_root(default_user(reference)) else None)


def works_as_root(stage: Stage, node: Node) -> bool | None:
    """Whether a RUN in an instruction's place works as root; None where an unknown base image decides.

    A variable in USER whose value is not known is taken for another user.
    """
    user = user_in_force(stage, node)
    return is_root(user.partition(":")[0]) if user is not None else None


def drops_root(build: Build, stage: Stage) -> bool:
    """Whether the image brings a program, or its base a start script, that begins as root and becomes another user."""
    reference = stage.root.reference
    if reference is not None and reference.official_name in _DROP and stage.in_force("ENTRYPOINT") is None:
        return True
    text = build.document.text.value
    return any(word in one.span.of(text) for one in stage.chain for word in _DROPPERS)


def uses_root_home(stage: Stage) -> bool:
    """Whether the program, or those that are looked for on PATH, stand in root's home, which no other user may enter."""
    workdir = stage.scopes[-1].workdir if stage.scopes else None
    if workdir is not None and (workdir.rstrip("/") + "/").startswith("/root/"):
        return True
    return any(
        pair.key.value == "PATH" and pair.value is not None and "/root/" in pair.value.value
        for one in stage.chain
        for node in one.instructions("ENV")
        for pair in node.instruction.pairs
    )


def knows_users(stage: Stage) -> bool:
    """Whether it is known who may start the image: its users are made here, or its base is known."""
    reference = stage.root.reference
    if made_user(stage) is not None or stage.root.is_scratch or stage.os_family is not None:
        return True
    return reference is not None and (default_user(reference) is not None or provided_user(reference) is not None)


def is_root_in_force(stage: Stage) -> bool:
    """Whether what stands at the stage's end still runs as root."""
    user = stage.in_force("USER")
    if user is None:
        return True
    words = user.instruction.words
    return bool(words) and is_root(words[0].value.partition(":")[0])


class MadeUser(NamedTuple):
    """A user that the commands of a stage make, and the RUN that does."""

    name: str
    node: Node
    stage: Stage  # the RUN's: the stage that was asked for, or one that it is based on
    number: int | None  # where the command gives it


def made_users(stage: Stage, before: int | None = None) -> tuple[MadeUser, ...]:
    """The users that a stage and those it is based on make, in the order of their commands.

    `before` is an index among the document's instructions: what a RUN at it or below does is left out. A user that is
    renamed (`usermod -l`) or deleted again is not there. Names and numbers that hold a variable are not known.
    """
    made: dict[str, MadeUser] = {}
    for one in reversed(stage.chain):
        for change in _changes(one):
            if before is None or change.node.index < before:
                _account(made, change, one)
    return tuple(made.values())


class _Change(NamedTuple):
    """What one command does to the users."""

    kind: Literal["made", "changed", "deleted"]
    node: Node
    name: str
    new: str = ""  # of one that is changed: its name from then on
    number: int | None = None  # where the command gives it


@derived
def _changes(stage: Stage) -> tuple[_Change, ...]:
    """What the commands of a stage do to the users, in their order."""
    return tuple(
        change for node, command in commands_of(stage) if (change := _change(node, command.effective)) is not None
    )


def _change(node: Node, command: Effective) -> _Change | None:
    names = account_operands(command) if command.program in VALUE_OPTIONS else ()
    if not names or not all(word.static for word in names):
        return None
    name, given = names[0].value, command.option_value("-u", "--uid")
    number = int(given.value) if given is not None and given.value.isdecimal() else None
    if command.program in ("userdel", "deluser") and len(names) == 1:
        return _Change("deleted", node, name)
    if command.program == "usermod":
        renamed = command.option_value("-l", "--login")
        return _Change("changed", node, name, renamed.value if renamed is not None else name, number)
    if command.program in ("useradd", "adduser") and len(names) == 1:
        return _Change("made", node, name, number=number)  # with two names, adduser puts a user into a group
    return None


def _account(made: dict[str, MadeUser], change: _Change, stage: Stage) -> None:
    """Takes in what one command does."""
    if change.kind == "made":
        made[change.name] = MadeUser(change.name, change.node, stage, change.number)
        return
    known = made.pop(change.name, None)
    if change.kind == "changed" and (known is not None or change.new != change.name):
        number = change.number if change.number is not None or known is None else known.number
        made[change.new] = MadeUser(change.new, change.node, stage, number)


class Names(NamedTuple):
    """Users and groups."""

    names: frozenset[str]
    are_all: bool  # False: there are others, whose names hold a variable


def account_operands(command: Effective) -> tuple[Word, ...]:
    """The names that a command on accounts is given; the value behind a bundle (`-ms /bin/sh`) is none of them."""
    values = VALUE_OPTIONS[command.program]
    bundles = {
        word.value
        for word in command.args
        if re.fullmatch(r"-[A-Za-z]{2,}", word.value)
        and f"-{word.value[-1]}" in values
        and not any(f"-{letter}" in values for letter in word.value[1:-1])
    }
    return command.operands(values | bundles)


def names_after(command: Effective) -> Names:
    """The users and groups that are there once a command has made one: those, and the groups that it names for it."""
    if command.program not in ACCOUNT_MAKERS:
        return Names(frozenset(), are_all=True)
    words = list(account_operands(command))
    if command.program in ("useradd", "adduser"):
        words += [word for names in _OF_GROUPS if (word := command.option_value(*names)) is not None]
    known = frozenset(name for word in words if word.static for name in word.value.split(",") if not name.isdecimal())
    return Names(known, are_all=all(word.static for word in words))


def made_user(stage: Stage) -> MadeUser | None:
    """The user that was made last; None where the stage makes none."""
    made = made_users(stage)
    return made[-1] if made else None


def known_users(stage: Stage | None, before: int | None = None) -> list[str]:
    """The users that a stage is known to have: those that it makes, its image's, and what each list of users has."""
    made = [one.name for one in made_users(stage, before)] if stage is not None else []
    base = stage.root.reference if stage is not None else None
    brought = provided_user(base) if base is not None else None
    return list(dict.fromkeys([*made, *([brought] if brought else []), "nobody", "root"]))


def number_of(stage: Stage, user: str) -> int | None:
    """The user's number, where the Dockerfile or the image is known to give it."""
    made = next((one for one in made_users(stage) if one.name == user), None)
    if made is not None:
        return made.number
    reference = stage.root.reference
    if reference is None:
        return None
    if stage.os_family == "distroless":
        return {"nonroot": 65532, "nobody": _NOBODY}.get(user)
    if user == "nobody" and stage.os_family in ("debian", "ubuntu", "alpine", "redhat"):
        return _NOBODY
    return _NUMBERS.get((reference.official_name or reference.name, user))


def known_number(image: str, user: str) -> int | None:
    """The number that an official image's user has; None where it is not known."""
    return _NUMBERS.get((image, user))


def groups_of(stage: Stage, user: str, before: int) -> list[str]:
    """The groups besides the first one that RUN commands above an index put the user into."""
    groups: list[str] = []
    for one in reversed(stage.chain):
        for node, command in commands_of(one):
            if node.index < before:
                groups += _groups_given(command.effective, user)
    return list(dict.fromkeys(groups))


def _groups_given(command: Effective, user: str) -> list[str]:
    values = VALUE_OPTIONS.get(command.program)
    if values is None or command.program in ("userdel", "deluser"):
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

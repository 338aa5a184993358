"""Users: who the image starts as, whom its commands make, and what numbers they have."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.entrypoint import argv
from gorae.facts.scripts import script
from gorae.images import default_user, provided_user

if TYPE_CHECKING:
    from gorae.stages import Build, Stage
    from gorae.syntax import Node

_STARTS = ("CMD", "ENTRYPOINT")
_WORK = ("RUN", "COPY", "ADD", "WORKDIR", "USER", "FROM", "ARG", "ENV", "SHELL", "ONBUILD")
_ROOTS = ("root", "0", "containeradministrator")
# They start as root and give it up themselves.
_DROPPERS = ("gosu", "su-exec", "setpriv", "s6-overlay", "s6-setuidgid", "fixuid", "chpst", "tini-static-su")
# Official images whose start script does so (their Dockerfiles, 2026-11).
_DROP = frozenset((
    "postgres", "redis", "valkey", "mysql", "mariadb", "percona", "mongo", "rabbitmq", "cassandra", "couchdb", "influxdb",
    "zookeeper", "ghost", "couchbase", "arangodb", "rethinkdb", "nats-streaming", "consul", "vault",
))  # fmt: skip
_STAY_ROOT = re.compile(
    r"dockerd|php-fpm|apache2-foreground|apache2ctl|apachectl|httpd-foreground|supervisord|sshd|crond?\Z|init\Z|systemd\Z"
    r"|ServiceMonitor"
)
_MADE_BY = {
    "useradd": frozenset(
        [
            "-b",
            "-c",
            "-d",
            "-e",
            "-f",
            "-g",
            "-G",
            "-k",
            "-K",
            "-p",
            "-s",
            "-u",
            "-Z",
            "--uid",
            "--gid",
            "--shell",
            "--home-dir",
            "--home",
            "--groups",
            "--comment",
        ]
    ),
    "adduser": frozenset(
        [
            "-h",
            "-g",
            "-s",
            "-G",
            "-u",
            "-k",
            "--uid",
            "--gid",
            "--shell",
            "--home",
            "--ingroup",
            "--gecos",
            "--firstuid",
            "--lastuid",
        ]
    ),
}

# The numbers of the users that images bring (their Dockerfiles and /etc/passwd, 2026-08).
_NUMBERS = {
    ("node", "node"): 1000, ("nginx", "nginx"): 101, ("bun", "bun"): 1000, ("gradle", "gradle"): 1000, ("mongo", "mongodb"): 999,
    ("elasticsearch", "elasticsearch"): 1000, ("ubuntu", "ubuntu"): 1000,
}  # fmt: skip
_NOBODY = 65534


class Ending(NamedTuple):
    """The user in force at the end of the stage that is built."""

    stage: Stage
    node: Node | None  # the USER instruction, None where only the base image decides
    user: str | None  # its name without group; None where it is not known


def ending(build: Build) -> Ending | None:
    """Who the last stage ends as; None where there is no stage."""
    stage = build.last
    if stage is None:
        return None
    for one in stage.chain:
        node = one.last("USER")
        if node is not None and node.instruction.words:
            user = one.evaluate(node, node.instruction.words[0])
            return Ending(stage, node, user.partition(":")[0] if user else None)
    root = stage.root
    if root.is_scratch:
        return Ending(stage, None, "root")
    return Ending(stage, None, default_user(root.reference) if root.reference is not None else None)


def is_root(user: str | None) -> bool:
    """Whether that is the name or number of root."""
    return user is not None and user.strip().lower() in _ROOTS


def drops_root(build: Build, stage: Stage) -> bool:
    """Whether the image brings a program, or its base a start script, that begins as root and becomes another user."""
    reference = stage.root.reference
    if reference is not None and reference.official_name in _DROP and stage.in_force("ENTRYPOINT") is None:
        return True
    text = build.document.text.value
    return any(word in one.span.of(text) for one in stage.chain for word in _DROPPERS)


def has_to_be_root(stage: Stage) -> bool:
    """Whether the image starts what is root or is nothing, or gives each of its workers another user itself."""
    expose = stage.in_force("EXPOSE")
    if expose is not None and [word.value.partition("/")[0] for word in expose.instruction.words] == ["22"]:
        return True  # a server for people to log in
    return any(_STAY_ROOT.match(posixpath.basename(word.replace("\\", "/"))) for word, _ in argv(stage)[:4])


def starts(stage: Stage) -> Node | None:
    """The first of the CMD and ENTRYPOINT that stand behind all work; the last one where there is work behind it."""
    work = max((node.index for node in stage.instructions(*_WORK)), default=0)
    behind = [node for node in stage.instructions(*_STARTS) if node.index > work]
    return behind[0] if behind else None


def uses_root_home(stage: Stage) -> bool:
    """Whether programs that are looked for on PATH stand in root's home, which no other user may enter."""
    return any(
        pair.key.value == "PATH" and pair.value is not None and "/root/" in pair.value.value
        for one in stage.chain
        for node in one.instructions("ENV")
        for pair in node.instruction.pairs
    )


def knows_users(stage: Stage) -> bool:
    """Whether it is known who may start the image: its users are made here, or its base is known."""
    reference = stage.root.reference
    if made_user(stage)[0] is not None or stage.root.is_scratch or stage.os_family is not None:
        return True
    return reference is not None and (default_user(reference) is not None or provided_user(reference) is not None)


def is_root_in_force(stage: Stage) -> bool:
    """Whether what stands at the stage's end still runs as root."""
    user = stage.in_force("USER")
    if user is None:
        return True
    words = user.instruction.words
    return bool(words) and is_root(words[0].value.partition(":")[0])


def made_user(stage: Stage) -> tuple[str | None, Node | None]:
    """The last user that the stage's own commands make, and the RUN that makes it; None where they make none."""
    for one in stage.chain:
        for node in reversed(one.instructions("RUN")):
            for command in reversed(script(node.instruction, one.scope_of(node)).commands):
                effective = command.effective
                values = _MADE_BY.get(effective.program)
                names = effective.operands(values) if values is not None else ()
                if names and all(word.static for word in names):
                    return names[0].value, node
    return None, None


def number_of(stage: Stage, user: str) -> int | None:
    """The user's number, where the Dockerfile or the image is known to give it."""
    for one in stage.chain:
        for node in one.instructions("RUN"):
            for command in script(node.instruction, one.scope_of(node)).commands:
                effective = command.effective
                if effective.program in ("useradd", "adduser", "addgroup") and user in [
                    word.value for word in effective.args
                ]:
                    given = effective.option_value("-u", "--uid")
                    if effective.program != "addgroup":
                        return int(given.value) if given is not None and re.fullmatch(r"\d+", given.value) else None
    reference = stage.root.reference
    if reference is None:
        return None
    if stage.os_family == "distroless":
        return {"nonroot": 65532, "nobody": _NOBODY}.get(user)
    if user == "nobody" and stage.os_family in ("debian", "ubuntu", "alpine", "redhat"):
        return _NOBODY
    return _NUMBERS.get((reference.official_name or reference.name, user))

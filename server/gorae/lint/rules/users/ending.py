"""Who the image starts as, and how a Dockerfile is told to start as someone else."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.images import default_user, provided_user
from gorae.lint.lines import with_comments
from gorae.lint.model import Fix, fix
from gorae.lint.script import script
from gorae.lint.starting import argv
from gorae.source import Edit, Span
from gorae.stages import evaluate

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


# What a user that the image brings cannot do without: folders that the server writes to.
_NEEDS = {"nginx": "chown -R nginx /var/cache/nginx && touch /run/nginx.pid && chown nginx /run/nginx.pid"}

# They belong to root for good reasons.
_SYSTEM_FOLDERS = frozenset(
    ("/", "/root", "/usr", "/etc", "/opt", "/bin", "/usr/bin", "/usr/local/bin", "/var", "/srv", "/home")
)


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
            values = {name: value.value for name, value in one.environment_at(node).items()}
            user = evaluate(node.instruction.words[0], values, build.document.escape)
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


def switch(build: Build, stage: Stage, before: Node | None = None) -> Fix:
    """The fix that makes the image start as another user: one that it has, or one that is made."""
    document = build.document
    text, newline = document.text.value, document.newline
    at = before or starts(stage)
    sample = stage.from_instruction.instruction
    lower = sample.slice(sample.keyword).islower()
    lines, variant, name = _lines(build, stage)
    if lower:
        lines = [line.replace("RUN ", "run ", 1).replace("USER ", "user ", 1) for line in lines]
    if at is None:
        end = stage.nodes[-1].span.end
        written = "".join(f"{newline}{line}" for line in lines)
        return fix(Edit(Span(end, end), written), safe=False, variant=variant, user=name)
    start = with_comments(document, at).start
    indent = text[text.rfind("\n", 0, at.start) + 1 : at.start]
    written = "".join(f"{indent}{line}{newline}" for line in lines)
    return fix(Edit(Span(start, start), written), safe=False, variant=variant, user=name)


def _lines(build: Build, stage: Stage) -> tuple[list[str], str, str]:
    reference, family = stage.root.reference, stage.os_family
    made, _ = made_user(stage)
    if made is not None:
        return [f"USER {made}"], "", made
    known = provided_user(reference) if reference is not None else None
    if known is not None:
        run = _NEEDS.get(reference.name) if reference is not None and reference.is_official else None
        root = ["USER root"] if run is not None and not is_root_in_force(stage) else []
        return [*root, *([f"RUN {run}"] if run else []), f"USER {known}"], "", known
    if family == "windows":
        return ["USER ContainerUser"], "", "ContainerUser"
    scope = stage.scopes[-1]
    minimal = reference is not None and reference.name in (
        "ubi-minimal",
        "ubi-micro",
        "ubi9-minimal",
        "ubi8-minimal",
        "ubi9-micro",
    )
    if family in ("debian", "ubuntu", "redhat") and not minimal and scope.dialect in ("sh", "bash"):
        make = "useradd --system --create-home --shell /usr/sbin/nologin app"
    elif family in ("alpine", "busybox") and scope.dialect in ("sh", "bash"):
        make = "adduser -S -D app"
    else:
        # Nothing is known that could make a user; a number needs none.
        return ["USER 65532:65532"], "", "65532:65532"
    if is_root_in_force(stage):
        folder = _writable(build, stage)
        owner = f" && chown app {folder}" if folder else ""
        return [f"RUN {make}{owner}", "USER app"], "make", "app"
    return ["USER root", f"RUN {make}", "USER app"], "make", "app"


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


def _writable(build: Build, stage: Stage) -> str | None:
    """The folder that the program starts in, where the Dockerfile itself made it."""
    node = stage.last("WORKDIR")
    if node is None or not node.instruction.words:
        return None
    scope = stage.scopes[-1]
    if node.index == stage.nodes[-1].index:
        values = {name: value.value for name, value in stage.environment_at(node).items()}
        folder = evaluate(node.instruction.words[0], values, build.document.escape)
    else:
        folder = scope.workdir
    if folder is None or not folder.startswith("/") or folder in _SYSTEM_FOLDERS:
        return None
    return folder if all(c.isalnum() or c in "/._-" for c in folder) else None


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

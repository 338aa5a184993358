"""Programs that a stage calls and does not have, and names that its package manager does not find."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.entrypoint import start_nodes
from gorae.facts.image import final_image, steps
from gorae.facts.packages import calls_of
from gorae.facts.scripts import script
from gorae.images import has_own_program
from gorae.packages import new_name, read
from gorae.shell.packages import APT, MANAGERS
from gorae.source.derived import derived

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.facts.image import Image, Step
    from gorae.packages import Word as AptWord
    from gorae.shell import Command, Word
    from gorae.shell.packages import Call, Package
    from gorae.source import Span
    from gorae.stages import Stage
    from gorae.syntax import Node

# What is asked for: programs that come with packages, and that images are missing. Others cost no look.
_WATCHED = """
    a2enmod add-apt-repository addgroup adduser apache2ctl aria2c autoconf autoreconf automake aws bash bc bison
    bunzip2 bundle bzip2 c++ cargo cc chromium clang cmake column composer convert corepack cron crontab curl
    deluser dig dos2unix dumb-init envsubst fc-cache ffmpeg file flex free g++ gcc gem git git-lfs gosu go gpg gpg1
    gradle groupadd groupmod hg host hostname htop identify ifconfig iostat ip iptables java javac jq killall less
    libtoolize locale-gen lsb_release lsof lsmod make man meson mkpasswd modprobe mvn mysql mysqladmin nano nasm nc
    netcat netstat nginx ninja node npm npx nslookup openssl parallel patch php pidof ping pip pip3 pkg-config
    pkgconf pkill pgrep pnpm ps psql pg_isready python python3 python2 redis-cli redis-server rsync ruby rustc
    rustup scp screen service sqlite3 ss ssh ssh-keygen ssh-keyscan sshd strace su-exec supervisord svn telnet tini
    tmux top traceroute tree unzip update-ca-certificates useradd userdel usermod uuidgen vi vim vmstat w watch wget
    whois xmllint xvfb-run xxd xz yarn yq yum apk apt-get apt dnf microdnf zip
"""
WATCHED = frozenset(_WATCHED.split())
_ASKS = re.compile(r"\b(?:command\s+-v|which|type|hash|\[\s+-x|test\s+-x)\b")
_LEFT = MANAGERS & frozenset(("apt-get", "apt", "apk", "dnf", "yum", "microdnf", "zypper", "tdnf"))


class Missing(NamedTuple):
    """A program that is called and not there. The span is the document's."""

    node: Node
    span: Span
    program: str
    image: Image
    packages: tuple[str, ...]  # that bring it, the usual one first; of the last part of their list a few


@derived
def missing_programs(stage: Stage) -> tuple[Missing, ...]:
    """The programs that the stage's RUN, HEALTHCHECK, CMD and ENTRYPOINT call and the stage does not have.

    Only where that is sure: nothing that is not understood may have brought it, and nobody asks first whether it is there.
    """
    called = list(_called(stage))
    return tuple(_missing(stage, called)) if called else ()


class _Called(NamedTuple):
    node: Node
    span: Span
    program: str
    is_start: bool  # called when the container runs: after all instructions
    is_first: bool  # of a RUN: nothing before it in its script can have brought it


def _called(stage: Stage) -> Iterator[_Called]:
    if stage.is_scratch and not stage.instructions("RUN"):
        return  # what a static image starts is copied
    for node in stage.nodes:
        if node.name not in ("RUN", "HEALTHCHECK", "CMD", "ENTRYPOINT"):
            continue
        text = node.instruction.text
        if not any(word in WATCHED for word in re.findall(r"[\w.+-]+", text)):
            continue
        if node.name in ("CMD", "ENTRYPOINT") and not any(one is node for one in start_nodes(stage)):
            continue
        body = script(node.instruction, stage.scope_of(node))
        asks = bool(_ASKS.search(text))
        own = {command.name_text for command in body.commands if command.kind != "simple"}
        for at, command in enumerate(body.commands):
            if node.name in ("CMD", "ENTRYPOINT") and at:
                break
            for word in _programs(command):
                program = word.value
                if (
                    program not in own
                    and not (asks and _asks_for(text, program))
                    and _counts(command, body.commands[at + 1 :], node.name)
                ):
                    yield _Called(node, word.span.shift(node.start), program, node.name != "RUN", at == 0)


def _programs(command: Command) -> Iterator[Word]:
    """The watched programs that a command calls: its own (`bash`, `sudo`) and the one that this runs."""
    if command.kind != "simple" or not command.words:
        return
    words = [command.words[0], *command.effective.words[:1]]
    for word in {one.span: one for one in words}.values():
        if word.static and word.value in WATCHED and word.value not in _LEFT:
            yield word


def _asks_for(text: str, program: str) -> bool:
    return re.search(rf"(?:command\s+-v|which|type|hash|-x\s+\S*/?)\s*\S*{re.escape(program)}\b", text) is not None


def _counts(command: Command, later: Sequence[Command], keyword: str) -> bool:
    """Whether the script ends where the program is not there: it is no branch, and nothing stands in for it."""
    if not command.runs_unconditionally or command.negated or command.operator_after == "&":
        return False
    if command.operator_after != "||":
        return True
    # `|| exit 1` of a health check only says again that it failed.
    return keyword == "HEALTHCHECK" and bool(later) and later[0].program in ("exit", "false", "kill")


def _missing(stage: Stage, called: list[_Called]) -> Iterator[Missing]:
    reference = stage.root.reference
    wanted = [one for one in called if not (reference is not None and has_own_program(reference, one.program))]
    if not wanted:
        return
    by_index = {step.node.index: step for step in steps(stage)}
    for one in wanted:
        step = by_index[one.node.index]
        image = final_image(stage) if one.is_start else step.before if one.is_first else step.during
        # A RUN's own commands may bring the program; whoever calls it before that is not told apart.
        if image.has(one.program) is False and not _is_alias(one.program):
            yield Missing(one.node, one.span, one.program, image, image.bringers(one.program)[:6])


def _is_alias(program: str) -> bool:
    return program in ("python2", "yum", "apk")


def called_programs(stage: Stage) -> tuple[tuple[Node, str], ...]:
    """The watched programs that the stage calls and its image is not made for, each with an instruction that does."""
    reference = stage.root.reference
    return tuple(
        (one.node, one.program)
        for one in _called(stage)
        if not (reference is not None and has_own_program(reference, one.program))
    )


class Unknown(NamedTuple):
    """A word of an install call that names no package of the stage's release. Spans are the document's."""

    node: Node
    call: Call
    package: Package
    word: AptWord
    instead: str | None  # the package that serves here
    image: Image

    @property
    def span(self) -> Span:
        """Where the word stands."""
        return self.node.to_document(self.package.span)


@derived
def unknown_packages(stage: Stage) -> tuple[Unknown, ...]:
    """The words of apt's install calls that name nothing in the stage's release of Debian, where that is sure."""
    return tuple(_unknown(stage)) if installs_by_apt(stage) else ()


def installs_by_apt(stage: Stage) -> bool:
    """Whether one of the stage's own RUNs calls apt: others cost no look."""
    return any(
        call.manager in APT
        for node in stage.instructions("RUN")
        for call in calls_of(node.instruction, stage.scope_of(node))
    )


def _unknown(stage: Stage) -> Iterator[Unknown]:
    for step in steps(stage):
        for install in step.installs:
            release = install.before.release
            if release is None or not _is_judged(step, install.call) or not install.is_sure:
                continue
            for package, word in install.words:
                if word.kind not in ("unknown", "empty", "version") or "$" in package.word.text:
                    continue
                if read(release, package.word.value, "arm64").kind not in ("unknown", "empty", "version"):
                    continue  # arm64 has it
                name = package.name.partition(":")[0]
                yield Unknown(step.node, install.call, package, word, new_name(release, name), install.before)


def _is_judged(step: Step, call: Call) -> bool:
    command = call.command
    return (
        command.runs_unconditionally
        and command.operator_after not in ("||", "&")
        and not step.node.instruction.heredocs
    )

"""What the image starts goes into the background: the container ends at once."""

from __future__ import annotations

import posixpath
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from gorae.facts.entrypoint import launched, start_nodes, words_of
from gorae.facts.scripts import script
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import StageRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.shell import Script
    from gorae.stages import Stage
    from gorae.syntax import Node

_STARTS = frozenset(("start", "restart", "reload"))
# Programs that hand their work to a process of their own where an option asks for it.
_ASKED = {
    "gunicorn": frozenset(("-D", "--daemon")), "memcached": frozenset(("-d", "--daemon")), "mysqld": frozenset(("-D", "--daemonize")),
    "redis-server": frozenset(("--daemonize yes",)), "mongod": frozenset(("--fork",)), "openvpn": frozenset(("--daemon",)),
}  # fmt: skip
# Programs that do so unless an option keeps them (their manual pages).
_KEPT = {
    "supervisord": frozenset(("-n", "--nodaemon", "-v", "--version", "-h", "--help")),
    "cron": frozenset(("-f", "-n", "-V")), "sshd": frozenset(("-D", "-d", "-t", "-T", "-i", "-V")),
    "apache2": frozenset(("FOREGROUND", "NO_DETACH", "-DFOREGROUND", "-DNO_DETACH", "-X", "-t", "-v", "-V", "-l")),
    "httpd": frozenset(("FOREGROUND", "NO_DETACH", "-DFOREGROUND", "-DNO_DETACH", "-X", "-t", "-v", "-V", "-l")),
}  # fmt: skip
_DAEMON = re.compile(r"-g\s(?P<words>daemon\soff;?)")
_UNENDED = re.compile(r"""-g\s+(?P<words>(?P<quote>["'])daemon\s+off\s?(?P=quote))""")
_PHP_FPM = re.compile(r"php-?fpm[\d.]*|php\d+-fpm")
_OF_PHP = re.compile(r"/etc/php|\bfpm\b[^&|;]{0,100}\.conf|^(?:COPY|ADD)\s[^\n]*\s/(?:etc/?)?[\"\]]*\s*$")
_OF_SUPERVISOR = ("supervisor", ".conf", ".ini")
_CONTROL = frozenset(("apachectl", "catalina.sh", "apache2ctl", "pm2", "forever", "postfix", "supervisorctl"))


def find(stage: Stage) -> Iterator[Finding]:
    """Report the command that the container's life hangs on, where it goes into the background."""
    entrypoint, command = start_nodes(stage)
    node = entrypoint if entrypoint is not None else command
    if node is None or node not in stage.nodes or stage.os_family == "windows":
        return
    misread = _misread(node)
    if misread is not None:
        variant, span = misread
        edit = Edit(node.to_document(span), '"daemon off;"')
        yield found(node.to_document(span), fix(edit, safe=False), variant=variant, severity="error")
        return
    if node.instruction.form == "shell":
        yield from _in_shell(stage, node)
        return
    words = launched(words_of(stage, node))
    if entrypoint is not None and command is not None and command.instruction.form == "exec":
        words = launched((*words_of(stage, entrypoint), *words_of(stage, command)))
    elif entrypoint is not None and command is not None:
        return
    if words and _leaves([word.value for word in words]):
        own = [word.span for word in words if word.node is node]
        if own and not _is_configured(stage, words[0].value):
            yield _found(own[0] | own[-1], [word.value for word in words])


def _misread(node: Node) -> tuple[str, Span] | None:
    """What nginx refuses of `daemon off;`, and where it stands in the instruction.

    `torn`: without quotes, where `off` is an option that nginx does not know, and the shell keeps `;` for itself.
    `unended`: in quotes, and no `;` ends it (`expecting ";"`).
    """
    if "nginx" not in node.instruction.text:
        return None
    if node.instruction.form == "shell":
        for variant, pattern in (("torn", _DAEMON), ("unended", _UNENDED)):
            match = pattern.search(node.instruction.text)
            if match is not None:
                return variant, Span(*match.span("words"))
        return None
    for one, other in pairwise(node.instruction.words):
        if one.value == "daemon" and other.value in ("off", "off;"):
            return "torn", one.span | other.span
        if one.value == "-g" and re.fullmatch(r"\s*daemon\s+off\s*", other.value):
            return "unended", other.span
    return None


def _in_shell(stage: Stage, node: Node) -> Iterator[Finding]:
    read = script(node.instruction, stage.scope_of(node))
    last = _last(read)
    if last is not None and not _is_configured(stage, last[1][0]):
        span, words = last
        yield _found(node.to_document(span), words)
        return
    unwatched = _unwatched(read)
    if unwatched is not None and not _is_configured(stage, unwatched[1][0]):
        span, words = unwatched
        yield found(node.to_document(span), variant="unwatched", severity="information", command=" ".join(words[:3]))


def _is_configured(stage: Stage, program: str) -> bool:
    """Whether a configuration that the image is given may keep nginx or PHP-FPM in the foreground."""
    every = [node for one in stage.chain for node in one.instructions("RUN", "COPY", "ADD")]
    if _PHP_FPM.fullmatch(posixpath.basename(program)):
        # The images of PHP and what is built on them say `daemonize = no`; distributions' packages do not.
        base = stage.root.reference
        is_packaged = base is not None and base.official_name in ("debian", "ubuntu", "alpine")
        return not is_packaged or any(
            "daemonize" in one.instruction.text or _OF_PHP.search(one.instruction.text) for one in every
        )
    if posixpath.basename(program) == "supervisord":
        base = stage.root.reference
        is_known = base is not None and base.official_name is not None
        # What is copied may be a configuration that says `nodaemon=true`.
        return not is_known or any(
            "nodaemon" in one.instruction.text.lower()
            or _fills(one, "", ".", "/etc")
            or (one.name in ("COPY", "ADD") and any(word in one.instruction.text for word in _OF_SUPERVISOR))
            for one in every
        )
    if posixpath.basename(program) != "nginx":
        return False
    return any("daemon" in node.instruction.text or "nginx.conf" in node.instruction.text for node in every) or any(
        _fills(node, "", "/etc", "/etc/nginx") for node in every
    )


def _fills(node: Node, *folders: str) -> bool:
    """Whether a COPY or ADD goes into one of these folders of the image."""
    words = node.instruction.words
    return node.name in ("COPY", "ADD") and bool(words) and words[-1].value.rstrip("/") in folders


def _last(read: Script) -> tuple[Span, list[str]] | None:
    """The last command of a script that is a plain list, where it goes into the background."""
    if not read.complete or read.errors or read.compounds or not read.commands:
        return None
    command = read.commands[-1]
    words = [word.value for word in command.effective.words]
    if not words or command.is_piped or command.pipeline_position > 0:
        return None
    if command.background and not any(one.program == "wait" for one in read.commands):
        return command.span, words
    return (command.effective.span, words) if _leaves(words) else None


def _unwatched(read: Script) -> tuple[Span, list[str]] | None:
    """The command before a `tail -f` that only keeps the container alive, where it goes into the background."""
    if not read.complete or read.errors or read.compounds or len(read.commands) < 2:
        return None
    *_, before, last = read.commands
    if last.effective.program != "tail" or not last.effective.has_flag("-f", "-F", "--follow") or last.is_piped:
        return None
    words = [word.value for word in before.effective.words]
    if not words or before.is_piped or before.background or not _leaves(words):
        return None
    return before.effective.span, words


def _leaves(words: Sequence[str]) -> bool:
    """Whether the program ends at once and leaves its work to others."""
    name, rest = posixpath.basename(words[0]), words[1:]
    if name == "service":
        return len(rest) > 1 and rest[1] in _STARTS
    if re.fullmatch(r"/etc/(?:rc\.d/)?init\.d/[\w.@-]+", words[0]):
        return bool(rest) and rest[0] in _STARTS
    if name in _CONTROL:
        stays = {"--no-daemon", "--foreground", "start-fg", "-DFOREGROUND", "FOREGROUND", "--attach", "-X"}
        return bool(_STARTS & set(rest[:1])) and not stays & set(rest)
    if name in _ASKED:
        asked = set(rest) | {f"{one} {other}" for one, other in pairwise(rest)}
        return bool(_ASKED[name] & asked)
    if _PHP_FPM.fullmatch(name):
        return not any(re.fullmatch(r"-[tvimyhF]+|--nodaemonize|--fpm-config.*|--[tvh].*", word) for word in rest)
    if name == "nginx":
        # Its own configuration says `daemon on`; `-t`, `-s`, `-v` and the like start nothing.
        return not any(
            "daemon" in word or word in ("-t", "-T", "-s", "-v", "-V", "-h", "-c", "-p") or "$" in word for word in rest
        )
    return name in _KEPT and not _KEPT[name] & set(rest) and not any("$" in word for word in rest)


def _found(span: Span, words: Sequence[str]) -> Finding:
    return found(span, command=" ".join(words[:3]))


RULE = StageRule(
    "start-in-background", find, fixes="unsafe", supersedes=frozenset({"cmd-shell-form", "entrypoint-shell-form"})
)

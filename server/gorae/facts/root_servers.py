"""Programs that have to start as root: servers that give each worker a user themselves, and what works on the kernel."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from gorae.context import is_action
from gorae.facts.entrypoint import command_line, start_nodes
from gorae.facts.scripts import inner_script, script
from gorae.facts.start_script import start_script
from gorae.source.derived import derived_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.shell import Script
    from gorae.stages import Build, Stage

# Their manual pages (2026-11): cron and mail run for each user as that user; VPNs and routers change interfaces; `service`
# starts a server that Debian's scripts expect root for.
_NAMES = (
    r"dockerd(?:-entrypoint\.sh)?|containerd|php-fpm[\d.]*|apache2-foreground|apache2ctl|apachectl|httpd-foreground|supervisord|sshd|crond?|fcron"
    r"|init|systemd|ServiceMonitor(?:\.exe)?|service|openvpn|wg-quick|ipsec|charon|pppd|xl2tpd|keepalived|dnsmasq|hostapd|dhcpd"
    r"|rpc\.\w+|smbd|nmbd|winbindd|postfix|dovecot|exim4?|vsftpd|proftpd|pure-ftpd|iptables|nft|rsyslogd|fail2ban-server|tailscaled"
)
_SERVER = re.compile(_NAMES)
_STARTED = re.compile(rf"^\s*(?:exec\s+)?(?:/\S*/)?(?:{_NAMES})(?=\s|$|[;&])", re.MULTILINE)
_INIT_SCRIPT = re.compile(r"/etc/init\.d/\S+")
_PORT_OF_SSH = ["22"]
_MOST_BYTES = 100_000


def has_to_be_root(build: Build, stage: Stage, context: BuildContext | None) -> bool:
    """Whether the image starts what is root or is nothing, or gives each of its workers another user itself.

    GitHub wants root for the image of an action too: no other user may write the workspace that is mounted.
    """
    if _starts_server(stage):
        return True
    return context is not None and (is_action(context) or _script_starts_server(build, context))


def _starts_server(stage: Stage) -> bool:
    expose = stage.in_force("EXPOSE")
    if expose is not None and [word.value.partition("/")[0] for word in expose.instruction.words] == _PORT_OF_SSH:
        return True  # a server for people to log in
    if any(_is_server(word.value) for word in command_line(stage)[:4]):
        return True
    return any(
        _is_server(command.effective.words[0].value)
        for read in _scripts(stage)
        for command in read.commands
        if command.effective.words
    )


def _script_starts_server(build: Build, context: BuildContext) -> bool:
    started = start_script(build, context)
    return started is not None and _says_so(context, started.file)


def _is_server(word: str) -> bool:
    path = word.replace("\\", "/")
    return _SERVER.fullmatch(posixpath.basename(path)) is not None or _INIT_SCRIPT.fullmatch(path) is not None


def _scripts(stage: Stage) -> Iterator[Script]:
    """The commands of the ENTRYPOINT and CMD that count, and those of `sh -c '…'` in them."""
    for node in start_nodes(stage):
        if node is None:
            continue
        owner = next(one for one in stage.chain if node in one.nodes)
        outer = script(node.instruction, owner.scope_of(node))
        yield outer
        for command in outer.commands:
            inner = inner_script(command)
            if inner is not None:
                yield inner


@derived_by(lambda file: file)
def _says_so(context: BuildContext, file: str) -> bool:
    text = context.read_text(file, _MOST_BYTES)
    return text is not None and _STARTED.search(text) is not None

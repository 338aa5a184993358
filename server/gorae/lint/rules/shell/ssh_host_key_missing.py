"""Git over SSH in a build that knows no host key: nobody is there to confirm one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.git_over_ssh import GIT_READS, ssh_host
from gorae.facts.image import step_of
from gorae.facts.scripts import script
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import StageRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage

_READS = re.compile(rf"{GIT_READS.pattern}|(?:\S*pip3?|uv pip) install|npm (?:ci|install)|go (?:get|mod)")
# Host keys, or settings that do without them.
_KNOWN = re.compile(
    r"known_hosts|ssh-keyscan|StrictHostKeyChecking|GIT_SSH|\.ssh\b|/etc/ssh|insteadOf|core\.sshCommand", re.IGNORECASE
)
_SYSTEMS = frozenset(("debian", "ubuntu", "alpine", "redhat"))


def find(stage: Stage) -> Iterator[Finding]:
    """Report the first address, where no instruction up to it has to do with host keys and the base image is official."""
    reference = stage.root.reference
    if reference is None or not reference.is_official or stage.os_family not in _SYSTEMS:
        return
    if any(_KNOWN.search(node.instruction.text) for one in stage.chain[1:] for node in one.nodes):
        return
    for node in stage.nodes:
        text = node.instruction.text
        if _KNOWN.search(text):
            return
        if node.name != "RUN" or "@" not in text:
            continue
        for command in script(node.instruction, stage.scope_of(node)).commands:
            words = command.effective.words
            if command.operator_after == "||" or not _READS.match(" ".join(word.value for word in words)):
                continue
            for word in words:
                host = ssh_host(word.value)
                if host is None:
                    continue
                offset = node.to_document(command.span).start
                keys = f"mkdir -p -m 0700 ~/.ssh && ssh-keyscan {host} >> ~/.ssh/known_hosts && "
                can_fix = (
                    command.is_top_level
                    and not command.is_piped
                    and step_of(stage, node).during.has("ssh-keyscan") is not False
                )
                repair = fix(Edit(Span(offset, offset), keys), safe=False, host=host) if can_fix else None
                yield found(
                    node.to_document(word.span), repair, host=host, command=" ".join(one.value for one in words[:2])
                )
                return


RULE = StageRule("ssh-host-key-missing", find, severity="error", fixes="unsafe")

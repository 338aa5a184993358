"""A package asks for a region, a keyboard or a language while it is installed, and the build waits for an answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.packages import calls_of, is_set, said_before
from gorae.facts.scripts import script
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import StageRule
from gorae.shell.packages import APT
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Command, Effective
    from gorae.stages import Stage
    from gorae.syntax import Node

# What they ask has debconf's priority `high` or `critical`, so that it is asked by default.
_ASK = {
    "tzdata": "zone", "keyboard-configuration": "question", "console-setup": "question", "postfix": "question",
    "iptables-persistent": "question",
}  # fmt: skip
_ANSWERED = re.compile(r"noninteractive|debconf-set-selections|/etc/localtime|/etc/timezone", re.IGNORECASE)


def find(stage: Stage) -> Iterator[Finding]:
    """Installs of a package that asks, and dpkg-reconfigure, without noninteractive. Debian's images have tzdata already."""
    if stage.os_family not in ("ubuntu", "debian"):
        return
    for node in stage.instructions("RUN"):
        hit = _installs(stage, node) or _reconfigures(stage, node)
        if hit is None or _ANSWERED.search(node.instruction.text) or said_before(stage, node, _ANSWERED):
            continue
        calls = calls_of(node.instruction, stage.scope_of(node))
        if not is_set(stage, node, [call for call in calls if call.manager in APT], "DEBIAN_FRONTEND"):
            span, effective, variant, package = hit
            yield found(node.to_document(span), _fix(node, effective), variant=variant, package=package)


def _installs(stage: Stage, node: Node) -> tuple[Span, Effective, str, str] | None:
    for call in calls_of(node.instruction, stage.scope_of(node)):
        if call.manager not in APT or call.action != "install":
            continue
        for package in call.packages:
            asks = _ASK.get(package.name)
            if asks and (asks != "zone" or _lacks_zones(stage)):
                return package.span, call.effective, asks, package.name
    return None


def _lacks_zones(stage: Stage) -> bool:
    """Whether the base is Ubuntu's own image, which has no tzdata; images made of it often install it themselves."""
    reference = stage.root.reference
    return reference is not None and reference.official_name == "ubuntu"


def _reconfigures(stage: Stage, node: Node) -> tuple[Span, Effective, str, str] | None:
    for command in script(node.instruction, stage.scope_of(node)).commands:
        effective = command.effective
        if effective.program != "dpkg-reconfigure" or _is_fed(command):
            continue
        names = effective.operands(("-f", "--frontend", "-p", "--priority"))
        if names and effective.option_value("-f", "--frontend") is None and effective.name is not None:
            return effective.name.span | names[0].span, effective, "reconfigure", names[0].value
    return None


def _is_fed(command: Command) -> bool:
    """Whether something answers through a pipe or a file."""
    return command.operator_before in ("|", "|&") or any(one.operator.startswith("<") for one in command.redirections)


def _fix(node: Node, effective: Effective) -> Fix | None:
    """In front of the program, behind `sudo`, which would drop what stands before it."""
    if node.instruction.form != "shell" or not set(effective.wrappers) <= {"sudo", "env"}:
        return None
    at = effective.words[0].span.start + node.start
    return fix(Edit(Span(at, at), "DEBIAN_FRONTEND=noninteractive "), safe=True)


RULE = StageRule("locale-or-timezone-prompt", find, severity="warning", fixes="safe")

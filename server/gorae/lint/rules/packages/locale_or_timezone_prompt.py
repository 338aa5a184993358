"""A package asks for a region, a keyboard or a language while it is installed, and nobody answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.image import image_at, step_of
from gorae.facts.packages import calls_of, is_set, said_before
from gorae.facts.scripts import script
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import StageRule
from gorae.packages import resolve
from gorae.shell.packages import APT
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.image import Install
    from gorae.images import System
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
    """Installs of a package that asks, and dpkg-reconfigure, without noninteractive; not where it is there already.

    Nor where nothing is asked without a terminal, which a build does not have: since debconf 1.5.91.
    """
    if stage.os_family not in ("ubuntu", "debian") or not stage.instructions("RUN"):
        return
    for node in stage.instructions("RUN"):
        hit = _installs(stage, node) or _reconfigures(stage, node)
        if hit is None or _ANSWERED.search(node.instruction.text) or said_before(stage, node, _ANSWERED):
            continue
        calls = calls_of(node.instruction, stage.scope_of(node))
        if not is_set(stage, node, [call for call in calls if call.manager in APT], "DEBIAN_FRONTEND"):
            if _is_quiet(image_at(stage, node).system):
                return
            yield found(
                node.to_document(hit.span), _fix(node, hit.effective), variant=hit.variant, package=hit.package,
                asks=hit.asks,
            )  # fmt: skip


class _Hit(NamedTuple):
    span: Span
    effective: Effective
    variant: str
    package: str
    asks: str = ""  # the package that asks, where another one brings it


# debconf's frontends of text want a terminal since 1.5.91 (its changelog): Debian 13, Ubuntu 25.10.
_QUIET_SINCE = {"debian": (13,), "ubuntu": (25, 10)}


def _is_quiet(system: System | None) -> bool:
    return system is not None and system.is_since(_QUIET_SINCE)


def _installs(stage: Stage, node: Node) -> _Hit | None:
    for call in calls_of(node.instruction, stage.scope_of(node)):
        if call.manager not in APT or call.action != "install":
            continue
        install = next((one for one in step_of(stage, node).installs if one.call is call), None)
        new = None if install is None else frozenset(install.answer.new)  # None: not known
        for package in call.packages:
            asks = _ASK.get(package.name)
            if asks and (package.name in new if new is not None else asks != "zone" or _lacks_zones(stage)):
                return _Hit(package.span, call.effective, asks, package.name)
        if install is not None and new is not None and not new.isdisjoint(_ASK):
            hit = _brought(install)
            if hit is not None:
                return hit
    return None


def _brought(install: Install) -> _Hit | None:
    """The word of an install call that brings a package that asks."""
    before, release = install.before, install.before.release
    if release is None or before.packages is None:
        return None
    for package, word in install.words:
        if word.kind != "found" or word.removes:
            continue
        done = resolve(release, word.packages, before.packages, recommends=install.recommends, arch=before.arch)
        asks = next((name for name in done.new if name in _ASK), None)
        if asks is not None:
            return _Hit(package.span, install.call.effective, "brought", package.name, asks)
    return None


def _lacks_zones(stage: Stage) -> bool:
    """Whether the base is Ubuntu's own image, which has no tzdata; images made of it often install it themselves."""
    reference = stage.root.reference
    return reference is not None and reference.official_name == "ubuntu"


def _reconfigures(stage: Stage, node: Node) -> _Hit | None:
    for command in script(node.instruction, stage.scope_of(node)).commands:
        effective = command.effective
        if effective.program != "dpkg-reconfigure" or _is_fed(command):
            continue
        names = effective.operands(("-f", "--frontend", "-p", "--priority"))
        if names and effective.option_value("-f", "--frontend") is None and effective.name is not None:
            return _Hit(effective.name.span | names[0].span, effective, "reconfigure", names[0].value)
    return None


def _is_fed(command: Command) -> bool:
    """Whether something answers through a pipe or a file."""
    return command.operator_before in ("|", "|&") or any(one.operator.startswith("<") for one in command.redirections)


def _fix(node: Node, effective: Effective) -> Fix | None:
    """In front of the program, behind `sudo`, which would drop what stands before it."""
    if node.instruction.form != "shell" or not set(effective.wrappers) <= {"sudo", "env"}:
        return None
    offset = effective.words[0].span.start + node.start
    return fix(Edit(Span(offset, offset), "DEBIAN_FRONTEND=noninteractive "), safe=True)


RULE = StageRule("locale-or-timezone-prompt", find, severity="warning", fixes="safe")

"""What dnf refuses on Red Hat's family since a release: `curl` beside curl-minimal, and commands of the old dnf.

Amazon Linux 2023 and Red Hat's, Rocky's and AlmaLinux's 9 come with curl-minimal, which conflicts with curl (docs.aws.amazon.com,
"AL2023: curl-minimal"; amazonlinux/amazon-linux-2023, issue 416). dnf 5, Fedora's since 41, has no `groupinstall` and another
`config-manager` (dnf5.readthedocs.io, "Changes between DNF and DNF5").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.gone_commands import Gone
from gorae.facts.image import image_at
from gorae.facts.packages import runs
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.images import System
    from gorae.shell.packages import Call, Package
    from gorae.stages import Stage
    from gorae.syntax import Node

_MANAGERS = frozenset(("dnf", "yum", "microdnf"))
_MINIMAL = {"amazonlinux": "2023", "rockylinux": "9", "almalinux": "9", "ubi": "9"}
_FORGIVING = ("--allowerasing", "--skip-broken", "--installroot", "--nobest")
_DNF5_SINCE = 41
_GROUPS = {"groupinstall": "group install", "groupremove": "group remove", "grouplist": "group list"}


def refused_by_dnf(stage: Stage) -> Iterator[Gone]:
    """The calls of the stage's RUNs that dnf refuses on this system."""
    for node, _, calls in runs(stage):
        for call in calls:
            if call.manager not in _MANAGERS or not call.command.is_unguarded:
                continue
            system = image_at(stage, node).system
            if system is None:
                continue
            if call.action == "install" and _is_minimal(stage, node, system):
                yield from _curl(node, call)
            if system.name == "fedora" and _is_dnf5(system):
                yield from _dnf5(node, call)


def _is_minimal(stage: Stage, node: Node, system: System) -> bool:
    """Whether curl-minimal is still there."""
    if _MINIMAL.get(system.name) != system.release.partition(".")[0]:
        return False
    above = (one.instruction.text for each in stage.chain for one in each.instructions("RUN") if each is not stage or one.index <= node.index)  # fmt: skip
    return not any("curl-minimal" in text or "--allowerasing" in text for text in above)


def _curl(node: Node, call: Call) -> Iterator[Gone]:
    if call.has_flag(*_FORGIVING):
        return
    curl = next((one for one in call.packages if one.word.static and one.word.value == "curl"), None)
    if curl is not None:
        yield Gone("curl-minimal", node.to_document(curl.span), edit=_without(node, call, curl))


def _without(node: Node, call: Call, package: Package) -> Edit | None:
    """Takes the name away, where others stand beside it on the line: the image has `curl` itself."""
    words = [*call.command.effective.words]
    at = next((n for n, word in enumerate(words) if word.span == package.word.span), 0)
    if len(call.packages) < 2 or not at:
        return None
    return Edit(node.to_document(Span(words[at - 1].span.end, words[at].span.end)), "")


def _is_dnf5(system: System) -> bool:
    return system.release == "rawhide" or (system.release.isdecimal() and int(system.release) >= _DNF5_SINCE)


def _dnf5(node: Node, call: Call) -> Iterator[Gone]:
    words = call.command.effective.args
    name = next((word for word in words if not word.is_option), None)
    if name is None or not name.static:
        return
    span = node.to_document(name.span)
    if name.value in _GROUPS and call.manager in ("dnf", "yum"):
        instead = _GROUPS[name.value]
        yield Gone("dnf5", span, (("old", name.value), ("instead", instead)), Edit(span, instead))
    elif name.value == "config-manager":
        option = next(
            (word for word in words if re.match(r"--(?:add-repo|set-enabled|set-disabled)\b", word.value)), None
        )
        if option is None:
            return
        kind, equals, value = option.value.partition("=")
        instead = {"--add-repo": "addrepo --from-repofile="}.get(kind, "setopt")
        edit = None
        following = next((word for word in words if word.span.start > option.span.end), None)
        if kind == "--add-repo" and (equals or following is not None):
            end = option.span.end if equals or following is None else following.span.end
            target = value if equals or following is None else following.text
            edit = Edit(node.to_document(Span(option.span.start, end)), instead + target)
        yield Gone("dnf5", node.to_document(option.span), (("old", kind), ("instead", instead.rstrip("="))), edit)

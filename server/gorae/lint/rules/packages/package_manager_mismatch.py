"""The package manager of another system."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.image_effects import copied
from gorae.facts.other_manager import in_words_of
from gorae.facts.packages import calls_of, runs
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import StageRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.images import ImageReference
    from gorae.shell.packages import Call
    from gorae.stages import Stage
    from gorae.syntax import Node

_SYSTEMS = {
    "alpine": "Alpine", "debian": "Debian", "ubuntu": "Ubuntu", "redhat": "Red Hat", "wolfi": "Wolfi", "suse": "openSUSE",
    "azurelinux": "Azure Linux", "photon": "Photon", "arch": "Arch Linux", "busybox": "BusyBox", "distroless": "Distroless",
}  # fmt: skip
# Who has which. Others are not judged.
_OWN = {
    "alpine": frozenset(("apk",)), "wolfi": frozenset(("apk",)),
    "debian": frozenset(("apt-get", "apt", "aptitude")), "ubuntu": frozenset(("apt-get", "apt", "aptitude")),
    "redhat": frozenset(("dnf", "yum", "microdnf", "zypper", "tdnf")), "suse": frozenset(("zypper",)),
    "azurelinux": frozenset(("tdnf", "dnf", "yum", "microdnf")), "photon": frozenset(("tdnf", "dnf", "yum", "microdnf")),
    "arch": frozenset(("pacman",)), "busybox": frozenset(), "distroless": frozenset(),
}  # fmt: skip
_JUDGED = frozenset(("apk", "apt-get", "apt", "dnf", "yum", "microdnf", "zypper"))
_USUAL = {
    "alpine": "apk add",
    "wolfi": "apk add",
    "debian": "apt-get install",
    "ubuntu": "apt-get install",
    "redhat": "dnf install",
    "suse": "zypper install",
    "azurelinux": "tdnf install",
    "photon": "tdnf install",
    "arch": "pacman -S",
}
_MICRO = ("ubi-micro", "ubi8-micro", "ubi9-micro", "ubi10-micro")  # they have none
_KEYCLOAK_WITHOUT = 21  # the version since which Keycloak's image is made of ubi-micro
_ON_SLIM = frozenset(("mysql", "openjdk"))
_MINIMAL = ("ubi-minimal", "ubi8-minimal", "ubi9-minimal", "ubi10-minimal")


def find(stage: Stage) -> Iterator[Finding]:
    """Report the first call in each RUN of a package manager that the stage's system does not have."""
    family = stage.os_family
    if family not in _OWN or stage.root.is_scratch:
        return
    reference = stage.root.reference
    if reference is not None and reference.digest and not reference.tag:
        return  # its name alone does not tell which variant it is
    is_minimal = reference is not None and (reference.name in _MINIMAL or _is_slim(reference))
    own = frozenset() if reference is not None and _has_none(reference) else _OWN[family]
    if reference is not None and _has_yum_alone(reference):
        own = frozenset(("yum",))
    for node, _, calls in runs(stage):
        if _is_guarded(node):
            continue
        for call in calls:
            if (
                call.manager not in _JUDGED
                or not call.command.runs_unconditionally
                or call.command.operator_after == "||"
            ):
                continue
            other = is_minimal and call.manager in ("dnf", "yum")
            if (call.manager in own and not other) or _is_brought(stage, node, call):
                continue
            span = node.to_document(call.program.span)
            if other:
                yield found(
                    span,
                    fix(Edit(span, "microdnf"), safe=False, variant="minimal"),
                    variant="minimal",
                    program=call.program.value,
                )
            elif not own:
                system = _SYSTEMS[family] if family != "redhat" else "UBI micro"
                yield found(span, variant="none", program=call.program.value, system=system)
            elif own == {"yum"}:
                renamed = fix(Edit(span, "yum"), safe=False, variant="yum")
                system = stage.root.image or ""
                yield found(span, renamed, program=call.program.value, system=system, instead="yum")
            else:
                text = in_words_of(family, node.instruction, stage.scope_of(node), stage.document.newline)
                usual = "microdnf install" if is_minimal else _USUAL[family]
                whole = Span(node.instruction.arguments.start, node.instruction.arguments.end).shift(node.start)
                repair = fix(Edit(whole, text), safe=False, instead=usual) if text else None
                yield found(span, repair, program=call.program.value, system=_SYSTEMS[family], instead=usual)
            break


def _has_none(reference: ImageReference) -> bool:
    """Whether an image of Red Hat's family has no package manager: it is made of UBI's smallest."""
    if reference.familiar == "quay.io/keycloak/keycloak":
        version = re.match(r"\d+", reference.tag or "99")
        return version is not None and int(version[0]) >= _KEYCLOAK_WITHOUT
    return reference.name in _MICRO


def _has_yum_alone(reference: ImageReference) -> bool:
    """Whether it is Amazon Linux 2, CentOS 7 or Red Hat's 7, from before dnf."""
    tag, name = reference.tag or "", reference.official_name or reference.familiar
    if name == "amazonlinux":
        return re.match(r"(?:1|2|2018\.03|2\.0)(?:$|[.-])", tag) is not None
    return name in ("centos", "oraclelinux") and tag.startswith("7") and "slim" not in tag


def _is_slim(reference: ImageReference) -> bool:
    """Whether it is the small image of Oracle Linux, Rocky Linux or UBI, or made of it: they have microdnf alone.

    The official images of OpenJDK and MySQL are made of Oracle Linux's where they are not Debian's (their Dockerfiles).
    """
    tag = reference.tag or ""
    if reference.official_name in _ON_SLIM or re.search(r"(?:^|-)ubi\d*-minimal", tag):
        return True
    is_old = tag.startswith("7")  # it has yum
    return (reference.name == "oraclelinux" and "slim" in tag and not is_old) or (
        reference.name == "rockylinux" and "minimal" in tag
    )


def _is_guarded(node: Node) -> bool:
    """Whether the RUN asks which system it is."""
    text = node.instruction.text
    return any(word in text for word in ("command -v", "which ", "/etc/os-release", "-release", "type ", "hash "))


def _is_brought(stage: Stage, node: Node, call: Call) -> bool:
    """Whether an earlier instruction put the manager there, by name or with all that it copied."""
    for one in stage.chain:
        for other in one.nodes:
            if other.index > node.index:
                break
            if other.name == "RUN" and any(
                call.manager == package.name
                for known in calls_of(other.instruction, one.scope_of(other))
                for package in known.packages
            ):
                return True
            if other.index == node.index:
                break
            if other.name in ("COPY", "ADD"):
                names, doubt = copied(one, other)
                if call.manager in names or doubt == "all":
                    return True
            elif (
                other.name == "RUN"
                and call.manager in other.instruction.text
                and not any(call.manager == known.manager for _, _, known_calls in runs(one) for known in known_calls)
            ):
                return True
    return False


RULE = StageRule(
    "package-manager-mismatch",
    find,
    severity="error",
    fixes="unsafe",
    supersedes=frozenset(
        (
            "apt-assume-yes-missing",
            "apt-lists-kept",
            "apt-recommends-installed",
            "apt-version-unpinned",
            "install-after-sources",
        )
    ),
)

"""Programs that a stage calls and does not have, and names that its package manager does not find."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.called_programs import JDK
from gorae.facts.image import final_image, step_of, steps, written
from gorae.facts.image_base import made_of
from gorae.facts.image_calls import calls, calls_in_scripts
from gorae.facts.image_effects import doubt_before, effects, may_be_mounted, worst
from gorae.facts.image_rpm import SYSTEMS as RPM_SYSTEMS
from gorae.facts.other_manager import name_on_alpine
from gorae.facts.other_names import EL, gone_of_el, of_epel, on_old_ubuntu, on_redhat
from gorae.facts.packages import calls_of, runs
from gorae.facts.scripts import ends_run
from gorae.images import has_own_program, new_program
from gorae.packages import Word as AptWord
from gorae.packages import alpine, new_name, read
from gorae.shell.packages import APT, RPM
from gorae.source.derived import derived

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.facts.image import Image, Step
    from gorae.facts.image_calls import Called
    from gorae.shell.packages import Call, Package
    from gorae.source import Span
    from gorae.stages import Stage
    from gorae.syntax import Node

_OF_SYSTEMS = frozenset((*APT, *RPM, "apk", "zypper", "pacman"))
_ELSEWHERE = frozenset((*APT, "apk", "dnf", "yum", "microdnf"))
_FORGIVING = ("-X", "--repository", "--skip-broken", "--skip-unavailable", "--installroot", "--root")
_ALIASES = frozenset(("python2", "yum", "apk"))  # said by other rules


class Missing(NamedTuple):
    """A program that is called and not there."""

    call: Called
    image: Image
    packages: tuple[str, ...]  # that bring it, the usual one first; of the last part of their list a few
    instead: str = ""  # what the image calls the program since some version


@derived
def missing_programs(stage: Stage) -> tuple[Missing, ...]:
    """The programs that the stage's RUN, HEALTHCHECK, CMD and ENTRYPOINT call and the stage does not have.

    Only where that is sure: nothing that is not understood may have brought it, and nobody asks first whether it is there.
    """
    called = calls(stage)
    return tuple(_missing(stage, called)) if called else ()


def missing_in_scripts(stage: Stage, context: BuildContext) -> tuple[Missing, ...]:
    """The same for the programs that the context's scripts call which these instructions run."""
    called = tuple(calls_in_scripts(stage, context))
    return tuple(_missing(stage, called)) if called else ()


def _missing(stage: Stage, called: tuple[Called, ...]) -> Iterator[Missing]:
    reference = stage.root.reference
    wanted = [one for one in called if not (reference is not None and has_own_program(reference, one.program))]
    if not wanted:
        return
    for one in wanted:
        if one.node.name == "RUN" and may_be_mounted(one.node.instruction, one.program):
            continue
        instead = new_program(reference, one.program) if reference is not None else ""
        if instead:
            if not _is_brought_back(stage, one):
                yield Missing(one, final_image(stage), (), instead)
            continue
        step = step_of(stage, one.node)
        image = final_image(stage) if one.is_start else step.before if one.is_first else _during(stage, step, one)
        # A RUN's own commands may bring the program; whoever calls it before that is not told apart.
        if _is_by_apt_key(stage, one) and image.has("apt-key") is False:
            continue  # since Debian 13: there is nothing that would call it
        # Of a JDK that is called for, its compiler is asked.
        if image.has("javac" if one.program == JDK else one.program) is False and one.program not in _ALIASES:
            yield Missing(one, image, image.bringers(one.program)[:6])


def _is_by_apt_key(stage: Stage, called: Called) -> bool:
    return called.program == "gpg" and called.span.of(stage.document.text.value).endswith("apt-key")


def _is_brought_back(stage: Stage, called: Called) -> bool:
    """Whether another instruction may bring a program that the image has under another name."""
    nodes = (node for one in stage.chain for node in one.instructions("RUN", "COPY", "ADD") if node is not called.node)
    return any(called.program in node.instruction.text for node in nodes)


def _during(stage: Stage, step: Step, called: Called) -> Image:
    """What is there when a RUN comes to a call; what stands behind it has brought nothing yet."""
    image = step.during
    start = called.span.start - step.node.start
    installs = any(
        call.manager in _OF_SYSTEMS and call.action not in ("update", "clean") and call.head.start < start
        for call in calls_of(step.node.instruction, stage.scope_of(step.node))
    )
    if called.file or step.node.instruction.heredocs or (installs and not _are_known(stage, step, start)):
        return image
    return replace(image, doubt=worst(step.before.doubt, doubt_before(stage, step.node, start)))


def _are_known(stage: Stage, step: Step, start: int) -> bool:
    """Whether all that a RUN installs before a call is apt's or apk's, and known: npm itself, which is looked for, leaves no doubt then."""
    known = {one.call.head for one in step.installs if one.is_sure and one.answer.is_known}
    made = [
        call
        for call in calls_of(step.node.instruction, stage.scope_of(step.node))
        if call.manager in _OF_SYSTEMS and call.action not in ("update", "clean") and call.head.start < start
    ]
    return all(call.head in known or (call.manager == "apk" and call.action == "install") for call in made)


def called_programs(stage: Stage) -> tuple[tuple[Node, str], ...]:
    """The watched programs that the stage calls and its image is not made for, each with an instruction that does."""
    reference = stage.root.reference
    return tuple(
        (one.node, one.program)
        for one in calls(stage)
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
    is_kept_out: bool = False  # the image's own preferences keep the package out

    @property
    def span(self) -> Span:
        """Where the word stands."""
        return self.node.to_document(self.package.span)


class OtherName(NamedTuple):
    """A word of an `apk add` or of dnf's that is another system's name of a package. The span is the document's."""

    span: Span
    node: Node
    package: Package
    instead: str  # empty: there is no such package
    image: Image
    in_epel: bool = False  # an archive that the image does not know has it
    newest: str = ""  # of a version that Alpine no longer keeps: the one that it kept last, or an older one


@derived
def unknown_elsewhere(stage: Stage) -> tuple[OtherName, ...]:
    """The words of `apk add` and dnf's calls that surely name nothing there, where only the system's own archives are asked."""
    return tuple(_unknown_elsewhere(stage))


def _unknown_elsewhere(stage: Stage) -> Iterator[OtherName]:
    for node, _, made in runs(stage):
        for call in made:
            if call.action != "install" or call.manager not in _ELSEWHERE or call.has_flag(*_FORGIVING):
                continue
            if not call.command.is_unguarded or not _ends(stage, node, call):
                continue
            if call.manager in APT and not _is_plain_ubuntu(stage, node, call):
                continue
            image = step_of(stage, node).before
            for package in call.packages:
                if not package.word.static or package.local or "repositories" in stage.document.text.value:
                    continue
                instead = _other_name(image, call, package)
                if instead is None and call.manager in RPM and _is_own_el(stage, image):
                    instead = gone_of_el(package.word.value, image.system.release if image.system is not None else "")
                    if of_epel(package.word.value):
                        yield OtherName(node.to_document(package.span), node, package, "", image, in_epel=True)
                        continue
                if instead is None and (newest := _kept_version(image, call, package)):
                    yield OtherName(node.to_document(package.span), node, package, package.name, image, newest=newest)
                if instead is not None:
                    yield OtherName(node.to_document(package.span), node, package, instead, image)


_OTHER_ARCHIVES = re.compile(
    r"epel|\.repo\b|rpmfusion|config-manager|\brpm\b|copr|\bcrb\b|https?:|module|subscription|repos\.d"
)


def _is_own_el(stage: Stage, image: Image) -> bool:
    """Whether only the archives that an image of Enterprise Linux knows by itself are asked."""
    if image.system is None or image.system.name not in EL or image.has_foreign_archive:
        return False
    return not any(
        _OTHER_ARCHIVES.search(node.instruction.text)
        for one in stage.chain
        for node in one.instructions("RUN", "COPY", "ADD")
    )


_RUNS_SCRIPT = re.compile(r"(?:^|[\s;&(])(?:\./|\S+\.sh\b|(?:ba|da)?sh\s+[\w/.]|python3?\s+\S+\.py)")


def _is_plain_ubuntu(stage: Stage, before: Node, call: Call) -> bool:
    """Whether the stage is on Ubuntu's own image, and no script may have added an archive so far."""
    reference = stage.root.reference
    if reference is None or reference.official_name != "ubuntu":
        return False
    added_at = effects(stage, before).foreign_at
    if added_at is not None and added_at < call.head.start:
        return False
    above = (node for one in stage.chain for node in one.instructions("RUN") if node.index <= before.index)
    return not any(_RUNS_SCRIPT.search(node.instruction.text) for node in above)


def _other_name(image: Image, call: Call, package: Package) -> str | None:
    if image.system is None:
        return None
    if call.manager in APT:
        is_own = image.system.name == "ubuntu" and not image.has_foreign_archive
        return on_old_ubuntu(package.name, image.system.release) if is_own else None
    if call.manager == "apk":
        return name_on_alpine(package.name, image.system.release) if image.is_todays_alpine() else None
    # The yum of Amazon Linux 2 and CentOS 7 goes on without what it does not find.
    if image.system.name not in RPM_SYSTEMS or image.system.release in ("2", "7"):
        return None
    return on_redhat(package.word.value, image.system.name)


def _kept_version(image: Image, call: Call, package: Package) -> str:
    """The version of a package that Alpine keeps instead of an older one that is asked for; empty where that may be there.

    A release's archive holds the newest version alone, and a newer release never an older one than the packaged index.
    """
    if call.manager != "apk" or not package.version or not package.version.startswith("=") or image.system is None:
        return ""
    release = image.system.release
    if release != "edge" and not image.system.is_since({"alpine": alpine.release()}):
        return ""
    kept = alpine.version_of(package.name) or ""
    asked, there = alpine.version_key(package.version[1:]), alpine.version_key(kept)
    # `=8` and `=~8` ask for less than a version.
    is_exact = re.search(r"-r\d+$", package.version) is not None
    return kept if is_exact and asked is not None and there is not None and asked < there else ""


def _ends(stage: Stage, node: Node, call: Call) -> bool:
    return ends_run(node.instruction, stage.scope_of(node), call.command)


# Whoever writes more names that are not there has another system in mind, and each look takes milliseconds.
_MOST_HELPED = 20


_SYSTEM_NAMES = {
    "rockylinux": "Rocky Linux", "almalinux": "AlmaLinux", "oraclelinux": "Oracle Linux", "amazonlinux": "Amazon Linux", "ubi": "UBI",
    "centos": "CentOS",
}  # fmt: skip


def system_name(image: Image) -> str:
    """The system of an image as people say it: `Rocky Linux 9`; empty where it is not known."""
    system = image.system
    if system is None:
        return ""
    return f"{_SYSTEM_NAMES.get(system.name, system.name.capitalize())} {system.release}".strip()


@derived
def unknown_packages(stage: Stage) -> tuple[Unknown, ...]:
    """The words of apt's install calls that name nothing in the stage's release of Debian, where that is sure."""
    return tuple(_unknown(stage)) if installs_by_apt(stage) else ()


def installs_by_apt(stage: Stage) -> bool:
    """Whether one of the stage's own RUNs calls apt: others cost no look."""
    return any(call.manager in APT for _, _, made in runs(stage) for call in made)


def _unknown(stage: Stage) -> Iterator[Unknown]:
    keeps_out = made_of(stage, "php")  # its preferences give Debian's php* the priority -1
    asked: set[str] = set()
    for step in steps(stage):
        for install in step.installs:
            release = install.before.release
            if release is None or not _is_judged(stage, step, install.call) or not install.is_sure:
                continue
            for package, word in install.words:
                if keeps_out and word.kind == "found" and package.name.startswith("php"):
                    kept = AptWord("unknown")
                    yield Unknown(step.node, install.call, package, kept, None, install.before, is_kept_out=True)
                    continue
                if package.name == "yarn" and word.kind == "found" and "cmdtest" in word.packages:
                    yield Unknown(step.node, install.call, package, word, None, install.before)
                    continue
                if word.kind not in ("unknown", "empty", "version"):
                    continue
                if read(release, written(package), "arm64").kind not in ("unknown", "empty", "version"):
                    continue  # arm64 has it
                name = package.name.partition(":")[0]
                asked.add(name)
                is_helped = len(asked) <= _MOST_HELPED and not (keeps_out and name.startswith("php"))
                instead = new_name(release, name) if is_helped else None
                yield Unknown(step.node, install.call, package, word, instead, install.before)


def _is_judged(stage: Stage, step: Step, call: Call) -> bool:
    return call.command.is_unguarded and (not step.node.instruction.heredocs or _ends(stage, step.node, call))

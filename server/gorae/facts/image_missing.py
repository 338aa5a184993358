"""Programs that a stage calls and does not have, and names that its package manager does not find."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.image import final_image, step_of, steps
from gorae.facts.image_base import made_of
from gorae.facts.image_calls import calls, calls_in_scripts
from gorae.facts.other_manager import name_on_alpine
from gorae.facts.packages import calls_of
from gorae.images import has_own_program
from gorae.packages import Word as AptWord
from gorae.packages import new_name, read
from gorae.shell.packages import APT
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

_ALIASES = frozenset(("python2", "yum", "apk"))  # said by other rules


class Missing(NamedTuple):
    """A program that is called and not there."""

    call: Called
    image: Image
    packages: tuple[str, ...]  # that bring it, the usual one first; of the last part of their list a few


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
        step = step_of(stage, one.node)
        image = final_image(stage) if one.is_start else step.before if one.is_first else step.during
        # A RUN's own commands may bring the program; whoever calls it before that is not told apart.
        if image.has(one.program) is False and one.program not in _ALIASES:
            yield Missing(one, image, image.bringers(one.program)[:6])


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


class UnknownApk(NamedTuple):
    """A word of an `apk add` that is Debian's name of a package. The span is the document's."""

    span: Span
    node: Node
    package: Package
    instead: str
    image: Image


@derived
def unknown_apks(stage: Stage) -> tuple[UnknownApk, ...]:
    """The words of `apk add` that Alpine has no package for, where only its own archives are asked."""
    return tuple(_unknown_apks(stage))


def _unknown_apks(stage: Stage) -> Iterator[UnknownApk]:
    for node in stage.instructions("RUN"):
        calls_here = [call for call in calls_of(node.instruction, stage.scope_of(node)) if call.manager == "apk"]
        for call in calls_here:
            if call.action != "install" or call.has_flag("-X", "--repository", "-t", "--virtual"):
                continue
            for package in call.packages:
                instead = name_on_alpine(package.name) if package.word.static else None
                if instead is None:
                    continue
                image = step_of(stage, node).before
                if (
                    image.apk is not None
                    and image.is_todays_alpine()
                    and "repositories" not in stage.document.text.value
                ):
                    yield UnknownApk(node.to_document(package.span), node, package, instead, image)


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
    keeps_out = made_of(stage, "php")  # its preferences give Debian's php* the priority -1
    for step in steps(stage):
        for install in step.installs:
            release = install.before.release
            if release is None or not _is_judged(step, install.call) or not install.is_sure:
                continue
            for package, word in install.words:
                if keeps_out and word.kind == "found" and package.name.startswith("php"):
                    kept = AptWord("unknown")
                    yield Unknown(step.node, install.call, package, kept, None, install.before, is_kept_out=True)
                    continue
                if word.kind not in ("unknown", "empty", "version") or "$" in package.word.text:
                    continue
                if read(release, package.word.value, "arm64").kind not in ("unknown", "empty", "version"):
                    continue  # arm64 has it
                name = package.name.partition(":")[0]
                instead = None if keeps_out and name.startswith("php") else new_name(release, name)
                yield Unknown(step.node, install.call, package, word, instead, install.before)


def _is_judged(step: Step, call: Call) -> bool:
    command = call.command
    return (
        command.runs_unconditionally
        and command.operator_after not in ("||", "&")
        and not step.node.instruction.heredocs
    )

"""systemd as process 1 takes SIGTERM for something else than the order to shut down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.signals import stopped_by_other
from gorae.lint.fixes.stop_signal import stop_signal
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build

_PROGRAMS = frozenset((
    "systemd", "/sbin/init", "/usr/sbin/init", "/lib/systemd/systemd", "/usr/lib/systemd/systemd", "/bin/systemd",
))  # fmt: skip
_NO_SYSTEMD = ("alpine", "busybox", "wolfi", "distroless")  # their /sbin/init is another program
_SET_IT = "-init"  # Red Hat's ubi8-init, ubi9-init … set SIGRTMIN+3

_SIGNAL = "SIGRTMIN+3"


def find(build: Build) -> Iterator[Finding]:
    """In the last stage."""
    stage = build.last
    if stage is None or stage.os_family in _NO_SYSTEMD:
        return
    reference = stage.root.reference
    if reference is not None and reference.name.endswith(_SET_IT) and stage.in_force("STOPSIGNAL") is None:
        return
    wrong = stopped_by_other(build, _PROGRAMS, _SIGNAL)
    if wrong is not None:
        span, repair = wrong.node.to_document(wrong.word.span), stop_signal(build.document, wrong, _SIGNAL)
        variant = "wrong" if wrong.is_given else ""
        yield found(span, repair, variant=variant, program=wrong.program, signal=wrong.word.text)


RULE = FileRule(
    "systemd-stopsignal-missing",
    find,
    aliases=(Alias("tally", "tally/prefer-systemd-sigrtmin-plus-3"),),
    fixes="unsafe",
    last_only=True,
)

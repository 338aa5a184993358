"""systemd as process 1 takes SIGTERM for something else than the order to shut down."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.fixes.stop_signal import stopped_by_other_signal
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.model import Finding
    from gorae.stages import Build

_PROGRAMS = frozenset((
    "systemd", "/sbin/init", "/usr/sbin/init", "/lib/systemd/systemd", "/usr/lib/systemd/systemd", "/bin/systemd",
))  # fmt: skip
_NO_SYSTEMD = ("alpine", "busybox", "wolfi", "distroless")  # their /sbin/init is another program
_OF_UPSTART = re.compile(r"centos:[56](?![\d])|ubuntu:(?:1[0-4]\.|trusty|precise)")  # their /sbin/init is Upstart
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
    if _OF_UPSTART.search(stage.root.image or ""):
        return
    yield from stopped_by_other_signal(build, _PROGRAMS, _SIGNAL)


RULE = FileRule(
    "systemd-stopsignal-missing",
    find,
    aliases=(Alias("tally", "tally/prefer-systemd-sigrtmin-plus-3"),),
    fixes="unsafe",
    last_only=True,
)

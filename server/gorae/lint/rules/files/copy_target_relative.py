"""Files are copied to wherever the base image happens to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage

# Official images that leave the working folder at `/`; of the others it is not known here.
_AT_ROOT = frozenset((
    "almalinux", "alpine", "amazoncorretto", "amazonlinux", "archlinux", "buildpack-deps", "busybox", "centos", "debian",
    "eclipse-temurin", "erlang", "fedora", "gcc", "haskell", "mariadb", "maven", "mongo", "mysql", "nginx", "node",
    "openjdk", "oraclelinux", "postgres", "pypy", "python", "rockylinux", "ruby", "rust", "sapmachine", "swift", "ubuntu",
))  # fmt: skip


def find(stage: Stage) -> Iterator[Finding]:
    """At a relative target before any WORKDIR, where the stage is known to begin in `/`; not in scratch."""
    reference = stage.root.reference
    if reference is None or reference.official_name not in _AT_ROOT:
        return
    if any(one.all("WORKDIR") for one in stage.chain[1:]):
        return
    first = next(iter(stage.all("WORKDIR")), stage.placed[-1])
    for placed in stage.all("COPY", "ADD"):
        words = placed.instruction.words
        if len(words) < 2 or placed.index > first.index:
            continue
        target = words[-1]
        if target.value and target.value[0] not in "/\\$%" and target.value[1:2] != ":":
            yield found(placed.at(target.span), path=target.value)


RULE = Rule("copy-target-relative", find, "stage", aliases=("DL3045",))

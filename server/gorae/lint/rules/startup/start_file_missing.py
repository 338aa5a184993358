"""ENTRYPOINT or CMD names a file that nothing brings into the image."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from gorae.facts.copies import landings
from gorae.facts.entrypoint import command_line, launched
from gorae.lint.model import Finding, found
from gorae.lint.rule import FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Stage

# Official images without files of their own outside of the system's folders.
_PLAIN = frozenset((
    "debian", "ubuntu", "alpine", "busybox", "fedora", "almalinux", "rockylinux", "python", "node", "golang", "ruby", "rust",
    "eclipse-temurin", "amazoncorretto", "openjdk", "gcc", "perl", "buildpack-deps",
))  # fmt: skip
_SYSTEM = ("/bin/", "/sbin/", "/usr/", "/lib", "/etc/", "/opt/java", "/proc/", "/dev/")


def find(build: Build) -> Iterator[Finding]:
    """Report the absolute path that the image starts, on its word, where its base is plain and no COPY or RUN can bring it."""
    stage = build.last
    if stage is None or not (stage.root.is_scratch or _is_plain(stage)):
        return
    for word in launched(command_line(stage))[:1]:
        path = word.value
        is_system = path.startswith(_SYSTEM) and not stage.root.is_scratch
        if not path.startswith("/") or "$" in path or is_system or word.node.instruction.form != "exec":
            continue
        if not _may_be_brought(stage, posixpath.normpath(path)):
            yield found(word.span, path=path)


def _is_plain(stage: Stage) -> bool:
    reference = stage.root.reference
    return reference is not None and reference.official_name in _PLAIN


def _may_be_brought(stage: Stage, path: str) -> bool:
    """Whether a COPY or ADD puts something at the path or a folder above it, or a RUN or mount may make it."""
    parts = [part for part in path.split("/") if part not in ("", "opt", "srv", "home", "var")]
    for one in stage.chain:
        placed = landings(one)
        if {landing.node.index for landing in placed} != {node.index for node in one.instructions("COPY", "ADD")}:
            return True  # where one of them puts its files is not known
        for landing in placed:
            place = landing.path or landing.target
            if place is None or place == path or path.startswith(place.rstrip("/") + "/"):
                return True
        for node in one.nodes:
            instruction = node.instruction
            if instruction.name in ("COPY", "ADD") and (
                any(not word.is_static for word in instruction.words)
                or instruction.flag("parents")
                or instruction.heredocs
            ):
                return True
            text = instruction.text
            if instruction.name == "RUN" and (any(part in text for part in parts) or ("$" in text and "cp " in text)):
                return True
            if instruction.name in ("ONBUILD", "VOLUME"):
                return True
    return False


RULE = FileRule("start-file-missing", find, severity="error")

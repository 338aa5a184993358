"""ENTRYPOINT or CMD names a file that nothing brings into the image."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from gorae.facts.archives import is_tar
from gorae.facts.copies import landings
from gorae.facts.entrypoint import command_line, launched
from gorae.facts.image_base import may_bring
from gorae.facts.image_effects import effects
from gorae.lint.model import Finding, found
from gorae.lint.rule import FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Stage

_SYSTEM = ("/bin/", "/sbin/", "/usr/", "/lib", "/etc/", "/opt/java", "/proc/", "/dev/")


def find(build: Build) -> Iterator[Finding]:
    """Report the absolute path that the image starts, on its word, where its base is known and no COPY or RUN can bring it."""
    stage = build.last
    if stage is None:
        return
    for word in launched(command_line(stage))[:1]:
        path = word.value
        is_system = path.startswith(_SYSTEM) and not stage.root.is_scratch
        if not path.startswith("/") or "$" in path or is_system:
            continue
        path = posixpath.normpath(path)
        if not _may_be_brought(stage, path) and not may_bring(stage, path):
            archive = _kept_archive(stage, path)
            yield found(word.span, variant="archive" if archive else "", path=word.value, archive=archive)


def _kept_archive(stage: Stage, path: str) -> str:
    """The archive that an ADD downloads to a folder above the path, and leaves as it is; "" for none."""
    for one in stage.chain:
        for landing in landings(one):
            if landing.is_remote and is_tar(landing.source) and path.startswith(landing.target.rstrip("/") + "/"):
                return posixpath.basename(landing.source)
    return ""


def _may_be_brought(stage: Stage, path: str) -> bool:
    """Whether a COPY or ADD puts something at the path or a folder above it, or a RUN or mount may make it."""
    parts = [part for part in path.split("/") if part not in ("", "opt", "srv", "home", "var")]
    for one in stage.chain:
        placed = landings(one)
        if {landing.node.index for landing in placed} != {node.index for node in one.instructions("COPY", "ADD")}:
            return True  # where one of them puts its files is not known
        for landing in placed:
            place = landing.path or landing.target
            below = path.startswith(landing.target.rstrip("/") + "/")
            is_unpacked = landing.is_unpacked or landing.node.instruction.flag("unpack") is not None
            if place is None or place == path or path.startswith(place.rstrip("/") + "/") or (below and is_unpacked):
                return True
            # A name without an end may be a folder, whose files land in the target itself.
            is_folder = "." not in posixpath.basename(landing.source.rstrip("/"))
            if is_folder and not landing.is_local and path.startswith(landing.target.rstrip("/") + "/"):
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
            if instruction.name == "RUN" and (any(part in text for part in parts) or effects(one, node).doubt == "all"):
                return True
            if instruction.name in ("ONBUILD", "VOLUME"):
                return True
    return False


RULE = FileRule("start-file-missing", find, severity="error", last_only=True)

"""Images without a shell: what is written in shell form cannot run there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gorae.stages import Build, Stage
    from gorae.syntax import Node

# Targets below which a shell may come, and sources that are one.
_SYSTEM = re.compile(r"(?:/|/(?:usr/)?(?:local/)?s?bin(?:/.*)?|/busybox(?:/.*)?)/?")
_SHELL = re.compile(r"busybox|rootfs|(?:^|/)(?:ba|da|a)?sh$|\.tar(?:\.\w+)?$", re.IGNORECASE)


def lacks_shell(stage: Stage, node: Node) -> bool:
    """Whether an instruction of a stage of scratch, or of a distroless image, surely finds no `/bin/sh`.

    Not where a COPY or ADD above it may bring one, nor where SHELL names another, nor in distroless's `debug` images.
    """
    reference = stage.root.reference
    if not stage.root.is_scratch and (
        stage.os_family != "distroless" or reference is None or "debug" in (reference.tag or "")
    ):
        return False
    for one in stage.chain:
        for other in one.nodes:
            if other.index >= node.index:
                break
            if other.name == "SHELL" or (other.name in ("COPY", "ADD") and _may_bring_shell(other)):
                return False
    return True


def is_without_shell(build: Build, node: Node) -> bool:
    """Whether an instruction of a file surely finds no `/bin/sh` in its stage."""
    stage = build.stage_of(node)
    return stage is not None and lacks_shell(stage, node)


def _may_bring_shell(node: Node) -> bool:
    words = node.instruction.words
    if len(words) < 2 or node.instruction.heredocs or any(word.variables for word in words):
        return True
    *sources, target = (word.value for word in words)
    if any(_SHELL.search(source) for source in sources):
        return True
    if not target.startswith("/") and any(source.rstrip("/") in ("", ".", "*", "./*") for source in sources):
        return True  # below the WORKDIR, which may be the top
    return _SYSTEM.fullmatch(target) is not None and not all(_names_a_file(source, target) for source in sources)


def _names_a_file(source: str, target: str) -> bool:
    """Whether what comes to a system folder is one file by its name, and no folder of files."""
    return "*" not in source and not source.endswith("/") and (target.rstrip("/") != "" or "/" in source.strip("/"))

"""NVIDIA's container runtime, which belongs on the machine that starts containers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.packages import runs
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.rewrites.edit_command import taken_out
from gorae.shell.packages import APT, RPM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage

_PACKAGE = re.compile(r"nvidia-container-(?:toolkit|runtime)(?:-base)?|nvidia-docker2?|libnvidia-container(?:1|-\w+)?")
_MANAGERS = APT | RPM | {"apk", "zypper"}
# An image that starts containers itself needs it: Docker in Docker, k3s, kind, a node's own tools.
_ENGINE = re.compile(
    r"\b(?:dind|docker-ce|docker\.io|dockerd|containerd(?:\.io)?|cri-o|crio|podman|k3s|k3d|rke2|kubelet|kind)\b"
)


def find(stage: Stage) -> Iterator[Finding]:
    """Report the package in each install call, unless a container engine is in the image too."""
    if any(_ENGINE.search(node.instruction.text) for one in stage.chain for node in one.nodes):
        return
    for node, _, calls in runs(stage):
        for call in calls:
            if call.manager not in _MANAGERS or call.action != "install":
                continue
            for package in call.packages:
                if not _PACKAGE.fullmatch(package.name):
                    continue
                edit = taken_out(node.instruction, package.span).shift(node.start)
                repair = fix(edit, safe=False, package=package.name) if len(call.packages) > 1 else None
                yield found(node.to_document(package.span), repair, package=package.name)


RULE = StageRule(
    "nvidia-runtime-in-image",
    find,
    aliases=(Alias("tally", "tally/gpu/no-container-runtime-in-image"),),
    fixes="unsafe",
    report="once_per_stage",
)

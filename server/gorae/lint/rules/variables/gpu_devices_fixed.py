"""Which GPUs a container sees, written into the image."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.fixes.pair import without_pair
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, StageRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage
    from gorae.syntax import Node, Pair

# Numbers of devices, or their names: `0,1`, `GPU-8932f937-…`, `MIG-GPU-…/1/2`.
_DEVICES = re.compile(r"(?:\d+|(?:GPU|MIG)-[\w/-]+)(?:[,:](?:\d+|(?:GPU|MIG)-[\w/-]+))*", re.IGNORECASE)
_NAMES = ("NVIDIA_VISIBLE_DEVICES", "CUDA_VISIBLE_DEVICES")


def find(stage: Stage) -> Iterator[Finding]:
    """Report a pair of ENV that names devices, and one that says again what `nvidia/cuda` says."""
    if not stage.reaches_image:
        return
    for node in stage.instructions("ENV"):
        for pair in node.instruction.pairs:
            value = pair.value.value if pair.value is not None else ""
            if pair.key.value not in _NAMES:
                continue
            if _DEVICES.fullmatch(value):
                repair = _without(stage, node, pair, safe=False)
                yield found(node.to_document(pair.span), repair, name=pair.key.value, value=value)
            elif value == "all" and pair.key.value == _NAMES[0] and _base_says_all(stage, node):
                repair = _without(stage, node, pair, safe=True)
                yield found(node.to_document(pair.span), repair, variant="again", severity="hint", name=pair.key.value)


def _base_says_all(stage: Stage, node: Node) -> bool:
    """Whether the value above is that of the base image: NVIDIA's Dockerfiles of `cuda` set `all`."""
    reference = stage.root.reference
    is_cuda = reference is not None and reference.familiar in ("nvidia/cuda", "nvcr.io/nvidia/cuda")
    return is_cuda and _NAMES[0] not in stage.environment_at(node)


def _without(stage: Stage, node: Node, pair: Pair, *, safe: bool) -> Fix | None:
    """Takes the pair out; not where something else in the file reads it, nor two of one instruction at once."""
    name = pair.key.value
    if len(re.findall(rf"\b{name}\b", stage.document.text.value)) > 1:
        return None
    if sum(one.key.value in _NAMES for one in node.instruction.pairs) > 1:
        return None
    return fix(without_pair(stage.document, node, pair), safe=safe, name=name)


RULE = StageRule(
    "gpu-devices-fixed",
    find,
    aliases=(Alias("tally", "tally/gpu/no-hardcoded-visible-devices"),),
    fixes="safe",
    shipped_only=True,
)

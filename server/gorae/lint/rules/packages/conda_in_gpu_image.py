"""conda installs Python packages into an image that has CUDA, where their wheels would do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.scripts import commands_of
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, StageRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage

_CONDAS = frozenset(("conda", "mamba", "micromamba"))
_PACKAGE = re.compile(
    r"(?:pytorch|pytorch-cuda|torch|torchvision|torchaudio|tensorflow(?:-gpu)?|transformers|flash-attn|xformers|jax|numpy|scipy|"
    r"pandas|scikit-learn|accelerate|datasets|cupy|onnxruntime(?:-gpu)?)(?:[=<>!~].*)?"
)
_ENVIRONMENT = re.compile(r"\benv (?:create|update)\b|environment\.ya?ml|conda-lock|\bcreate\s+-")


def find(stage: Stage) -> Iterator[Finding]:
    """Report the first package of an install, unless the stage makes an environment of conda's own."""
    reference = stage.root.reference
    if reference is None or not _has_cuda(reference.familiar, reference.tag or ""):
        return
    if any(_ENVIRONMENT.search(node.instruction.text) for one in stage.chain for node in one.nodes):
        return
    for node, command in commands_of(stage, *_CONDAS):
        effective = command.effective
        words = [word for word in effective.args if not word.is_option]
        if effective.program not in _CONDAS or not words or words[0].value != "install":
            continue
        package = next((word for word in words[1:] if _PACKAGE.fullmatch(word.value)), None)
        if package is not None:
            yield found(node.to_document(package.span), program=effective.program)


def _has_cuda(name: str, tag: str) -> bool:
    return name == "nvidia/cuda" or name.startswith("nvcr.io/nvidia/") or (name == "pytorch/pytorch" and "cuda" in tag)


RULE = StageRule(
    "conda-in-gpu-image",
    find,
    aliases=(Alias("tally", "tally/gpu/prefer-uv-over-conda"),),
    severity="hint",
    default=False,
    report="once_per_stage",
)

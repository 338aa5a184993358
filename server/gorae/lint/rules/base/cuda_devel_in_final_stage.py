"""A CUDA image with compiler and headers, where the one that only runs would do."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from gorae.facts.entrypoint import is_for_people, process
from gorae.facts.scripts import commands_of
from gorae.lint.fixes.image_tag import with_tag
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Stage

_IMAGES = frozenset(("nvidia/cuda", "nvcr.io/nvidia/cuda", "pytorch/pytorch"))
_DEVEL = re.compile(r"(?:^|-)devel(?=-|$)")
_WORKSHOP = re.compile(r"dev|build|test|compil|ci\b", re.IGNORECASE)
_COMPILERS = frozenset(("nvcc", "make", "cmake", "ninja", "gcc", "g++", "clang", "cargo", "meson", "bazel"))
# What compiles for the GPU while it runs, or when pip installs it.
_COMPILES_LATER = re.compile(
    r"flash[-_]attn|deepspeed|apex|triton|xformers|vllm|sglang|tensorrt|cupy|numba|pycuda|bitsandbytes|jupyter|git\+|nvcc"
    r"|auto[-_]?gptq|mamba|torch\.utils\.cpp_extension|setup\.py|llama[-_]cpp|tilelang|flashinfer",
    re.IGNORECASE,
)


def find(build: Build) -> Iterator[Finding]:
    """Report the image of the target stage; another tag is offered only if nothing is compiled in that stage."""
    stage = build.last
    if stage is None or stage.reference is None or _WORKSHOP.search(stage.name or ""):
        return
    reference = stage.reference
    if reference.familiar not in _IMAGES or not reference.tag or not _DEVEL.search(reference.tag):
        return
    if any(_COMPILES_LATER.search(node.instruction.text) for node in stage.nodes[1:]):
        return
    if is_for_people(stage) or posixpath.basename(next((one.value for one in process(stage)), "")) == "nvcc":
        return
    tag = _DEVEL.sub(lambda match: match[0].replace("devel", "runtime"), reference.tag)
    if _compiles(stage):
        yield found(stage.image_span, variant="compiled", tag=tag)
    else:
        yield found(stage.image_span, None if reference.digest else with_tag(build, stage, tag), tag=tag)


def _compiles(stage: Stage) -> bool:
    return any(command.effective.program in _COMPILERS for _, command in commands_of(stage))


RULE = FileRule(
    "cuda-devel-in-final-stage",
    find,
    aliases=(Alias("tally", "tally/gpu/prefer-runtime-final-stage"),),
    severity="information",
    fixes="unsafe",
    shipped_only=True,
    last_only=True,
)

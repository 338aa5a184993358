"""Models of hundreds of megabytes that COPY or ADD bring into the image."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.copies import context_sources
from gorae.lint.model import Finding, found
from gorae.lint.rule import ContextRule
from gorae.texts.sizes import size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.stages import Build

_SUFFIXES = (
    ".safetensors", ".gguf", ".ggml", ".pt", ".pth", ".ckpt", ".onnx", ".onnx_data", ".tflite", ".h5", ".keras", ".mlmodel",
    ".caffemodel", ".engine", ".nemo", "pytorch_model.bin", "model.bin",
)  # fmt: skip
_LEAST_BYTES = 100_000_000


def find(build: Build, context: BuildContext) -> Iterator[Finding]:
    """Report the source that brings them, with the largest file's name and the size of all."""
    for source in context_sources(build):
        stage = build.stage_of(build.document.node_at(source.span.start) or build.document.nodes[0])
        if stage is None or not stage.reaches_image:
            continue
        files = {file for name in context.matches(source.value) for file in context.under(name)}
        models = sorted((file for file in files if file.path.lower().endswith(_SUFFIXES)), key=lambda file: -file.bytes)
        total = sum(file.bytes for file in models)
        if total >= _LEAST_BYTES:
            yield found(source.span, name=models[0].path, size=size(total), count=len(models))


RULE = ContextRule("model-file-in-image", find, severity="information", reads={"ADD": (), "COPY": ()})

"""Python packages that are built for another CUDA than the base image has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.scripts import commands_of
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, StageRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage

_BASE = re.compile(r"v?(?P<major>\d+)\.(?P<minor>\d+)")
_INDEX = re.compile(r"https://download\.pytorch\.org/whl/(?:\w+/)?cu(?P<version>\d{3})(?:/.*)?")
# Packages that use the CUDA of the system: the number is its major version.
_PACKAGE = re.compile(
    r"(?:cupy-cuda|cudf-cu|cuml-cu|cugraph-cu|rmm-cu|cuda-python-cu)(?P<major>\d\d)x?(?:\[[\w,]*\])?(?:[=<>~!].*)?"
)


def find(stage: Stage) -> Iterator[Finding]:
    """Report the index or the package in a stage on `nvidia/cuda` whose major version is another."""
    reference = stage.root.reference
    if reference is None or reference.path != "nvidia/cuda" or reference.tag is None:
        return
    base = _BASE.match(reference.tag)
    if base is None:
        return
    for node, command in commands_of(stage):
        for word in command.effective.args:
            index = _INDEX.fullmatch(word.value.partition("=")[2] if word.is_option else word.value)
            package = _PACKAGE.fullmatch(word.value)
            wanted = index["version"][:2] if index is not None else package["major"] if package is not None else None
            if wanted is None or wanted == base["major"]:
                continue
            yield found(
                node.to_document(word.span),
                variant="index" if index is not None else "",
                wanted=f"{wanted}.{index['version'][2]}" if index is not None else wanted,
                base=f"{base['major']}.{base['minor']}",
            )


RULE = StageRule(
    "cuda-version-mismatch",
    find,
    aliases=(Alias("tally", "tally/gpu/cuda-version-mismatch"),),
    report="once_per_message",
)

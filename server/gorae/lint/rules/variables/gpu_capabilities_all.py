"""All of the NVIDIA driver's parts in every container of the image."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage

_ENOUGH = "compute,utility"


def find(stage: Stage) -> Iterator[Finding]:
    """Report `all` as the value of the variable."""
    for node in stage.instructions("ENV"):
        for pair in node.instruction.pairs:
            if (
                pair.key.value != "NVIDIA_DRIVER_CAPABILITIES"
                or pair.value is None
                or pair.value.value.lower() != "all"
            ):
                continue
            span = node.to_document(pair.value.span)
            yield found(node.to_document(pair.span), fix(Edit(span, _ENOUGH), safe=False, value=_ENOUGH))


RULE = StageRule(
    "gpu-capabilities-all",
    find,
    aliases=(Alias("tally", "tally/gpu/prefer-minimal-driver-capabilities"),),
    severity="hint",
    default=False,
    fixes="unsafe",
)

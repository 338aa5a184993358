"""A label that the configuration asks for is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, found
from gorae.lint.options import LABEL_SCHEMA
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.rule import Inputs
    from gorae.stages import Build


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report the image of the last FROM, for labels that neither its stage nor the stages below it set."""
    stage = build.last
    if stage is None or not inputs.option(LABEL_SCHEMA):
        return
    labels = [pair for one in stage.chain for node in one.instructions("LABEL") for pair in node.instruction.pairs]
    if any(not pair.key.is_static for pair in labels):
        return
    known = {pair.key.value for pair in labels}
    missing = [name for name, _ in inputs.option(LABEL_SCHEMA) if name not in known]
    if missing:
        yield found(stage.image_span, names=", ".join(missing), count=len(missing))


RULE = FileRule(
    "label-required",
    find_with=find,
    options=(LABEL_SCHEMA,),
    aliases=(Alias("hadolint", "DL3049"),),
    severity="information",
)

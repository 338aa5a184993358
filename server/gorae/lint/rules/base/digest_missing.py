"""A base image that is named without a digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, found
from gorae.lint.rule import StageRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage


def find(stage: Stage) -> Iterator[Finding]:
    """Report the image, unless it is scratch, a stage or a name that is unknown before the build."""
    if stage.reference is not None and stage.reference.digest is None:
        yield found(stage.image_span, image=stage.reference.text)


RULE = StageRule("digest-missing", find, severity="hint", default=False)

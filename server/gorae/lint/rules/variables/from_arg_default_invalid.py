"""FROM whose image has no valid name without build arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.images import parse_reference
from gorae.lint.model import Finding, Rule, found
from gorae.stages import PLATFORM_ARGUMENTS, evaluate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """At the image, as BuildKit's check: an ARG without a default is empty."""
    known = build.global_arguments
    for stage in build.stages:
        words = stage.from_.instruction.words
        if (
            not words
            or not words[0].variables
            or any(use.name not in known and not use.modifier for use in words[0].variables)
        ):
            continue
        if any(use.name in PLATFORM_ARGUMENTS and not use.modifier for use in words[0].variables):
            continue
        values = {name: value.value or "" for name, value in known.items() if value.origin != "platform"}
        image = evaluate(words[0], values, build.document.escape) or ""
        if stage.parent is not None or image == "scratch" or parse_reference(image) is not None:
            continue
        yield found(stage.image_span, variant="" if image else "empty", image=image)


RULE = Rule(
    "from-arg-default-invalid", find, "build", aliases=("InvalidDefaultArgInFrom",), severity="hint", told="same"
)

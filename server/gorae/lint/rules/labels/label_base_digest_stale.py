"""A label names the base image's digest, FROM does not, or another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.labels import labels_of_image
from gorae.lint.fixes.pair import without_pair
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build

_KEY = "org.opencontainers.image.base.digest"


def find(build: Build) -> Iterator[Finding]:
    """Report the label's value, unless the builder fills it in or FROM's image is not known."""
    for stage, node, pair, key in labels_of_image(build):
        if key != _KEY or pair.value is None or not pair.value.is_static or not pair.value.value:
            continue
        reference = stage.root.reference
        if reference is None and not stage.root.is_scratch:
            continue
        digest = reference.digest if reference is not None else None
        image = stage.root.image or ""
        span = node.to_document(pair.value.span)
        if digest is None:
            edit = without_pair(build.document, node, pair)
            yield found(span, fix(edit, safe=False), image=image)
        elif digest != pair.value.value:
            edit = Edit(span, f'"{digest}"' if pair.value.text.startswith('"') else digest)
            yield found(span, fix(edit, safe=False, variant="other"), variant="other", image=image)


RULE = FileRule(
    "label-base-digest-stale", find, aliases=(Alias("tally", "tally/labels/no-stale-base-digest"),), fixes="unsafe"
)

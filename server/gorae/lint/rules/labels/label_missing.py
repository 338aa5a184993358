"""An image that does not say where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, found
from gorae.lint.rule import FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build

_PREFIX = "org.opencontainers.image."
# Those that registries show (docs.github.com, "Labelling container images"); the others are made when an image is built.
_WANTED = ("source", "description", "licenses")


def find(build: Build) -> Iterator[Finding]:
    """Report the image of the target stage, for labels that neither it nor its bases in the file set."""
    stage = build.last
    if stage is None:
        return
    known = {
        pair.key.value for one in stage.chain for node in one.instructions("LABEL") for pair in node.instruction.pairs
    }
    if any(not key.isascii() or "$" in key for key in known):
        return  # a key that is not known may be any of them
    missing = [f"`{_PREFIX}{name}`" for name in _WANTED if f"{_PREFIX}{name}" not in known]
    if missing:
        yield found(stage.image_span, names=", ".join(missing))


RULE = FileRule("label-missing", find, severity="hint", default=False)

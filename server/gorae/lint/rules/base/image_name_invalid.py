"""FROM of what cannot be an image's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.images import parse_reference
from gorae.lint.model import Finding, Fix, fix
from gorae.lint.rule import FileRule
from gorae.source import Edit
from gorae.stages.dispatch import dispatch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.source import Span
    from gorae.stages import Build
    from gorae.stages.dispatch import Refusal


def find(build: Build) -> Iterator[Finding]:
    """Report the name, with the nearest valid one."""
    names = {stage.name for stage in build.stages if stage.name}
    dispatched = dispatch(build)
    undefined = {(warned.index, warned.name) for warned in dispatched.warned("UndefinedArgInFrom")}
    stopped = dispatched.stopped_by_variables(build.document)
    for refusal in dispatched.of("image-empty"):
        if not _is_told(build, refusal, undefined):
            yield Finding(refusal.span, refusal.facts, variant="empty")
    for refusal in dispatched.of("image-capitals", "image-form", "image-digest", "image-identifier"):
        node = build.document.nodes[refusal.index]
        if node.name != "FROM" or _is_told(build, refusal, undefined):
            continue  # `stage-unknown` speaks of what files are copied from
        if refusal.index in stopped:
            continue  # said of the variable
        image = dict(refusal.facts)["image"]
        variant = refusal.kind.removeprefix("image-")
        if image.lower() in names:
            variant = "stage"
        repair = _repaired(refusal.span, refusal.span.of(build.document.text.value), image)
        yield Finding(refusal.span, (("image", image),), (repair,) if repair else (), variant=variant)


def _is_told(build: Build, refusal: Refusal, undefined: set[tuple[int, str]]) -> bool:
    """Whether `from-arg-undefined` reports it: of a variable that no ARG declares, and that has no default."""
    uses = build.document.nodes[refusal.index].instruction.variables
    return any(not use.modifier and (refusal.index, use.name) in undefined for use in uses)


def _repaired(span: Span, written: str, image: str) -> Fix | None:
    """Small letters, or no `:` at the end."""
    if written != image:
        return None
    tag = image.rfind(":") if image.rfind(":") > image.rfind("/") else len(image)
    for right in (image[:tag].lower() + image[tag:], image.rstrip(":@")):
        if right != image and parse_reference(right) is not None:
            return fix(Edit(span, right), safe=False, right=right)
    return None


RULE = FileRule(
    "image-name-invalid",
    find,
    severity="error",
    fixes="unsafe",
    reads={},
    supersedes=frozenset({"from-arg-default-invalid"}),
)

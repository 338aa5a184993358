"""FROM whose image has no valid name without build arguments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.images import parse_reference, stable_tags, tags
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit, Span
from gorae.stages import PLATFORM_ARGUMENTS, evaluate
from gorae.stages.dispatch import dispatch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.config.settings import Settings
    from gorae.lint.rule import Inputs
    from gorae.stages import Build
    from gorae.syntax import Word

# `node:${VERSION}-slim`: a version, and what stands behind it.
_BY_VERSION = re.compile(r"(?P<name>[^$:]+):\$(?:\w+|\{\w+\})(?P<after>[^$]*)")


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report the image, like BuildKit's check: an ARG without a default is empty. Not where that ARG stops the build."""
    known = build.global_arguments
    stopped = dispatch(build).stopped_by_variables(build.document)
    values, worked_out = _defaults_of(build)
    for stage in build.stages:
        words = stage.from_instruction.instruction.words
        if stage.from_instruction.index in stopped or stage.from_instruction.instruction.issues:
            continue
        if (
            not words
            or not words[0].variables
            or any(use.name not in known and not use.modifier for use in words[0].variables)
        ):
            continue
        if any(use.name in worked_out and not use.modifier for use in words[0].variables):
            continue
        image = evaluate(words[0], values, build.document.escape) or ""
        if stage.parent is not None or image == "scratch" or parse_reference(image) is not None:
            continue
        repairs = _defaults(build, words[0], inputs.settings)
        yield found(stage.image_span, *repairs, variant="" if image else "empty", image=image)


def _defaults_of(build: Build) -> tuple[dict[str, str], set[str]]:
    """The ARGs' values without further build arguments than those that callers give, and the names of those that only
    the build's platform decides."""
    values: dict[str, str] = {}
    by_platform = set(PLATFORM_ARGUMENTS)
    for pair in (pair for node in build.header for pair in node.instruction.pairs):
        name = pair.key.value
        if name in build.build_arguments:
            values[name] = build.build_arguments[name]
            by_platform.discard(name)
            continue
        if pair.value is None:
            values.setdefault(name, "")
            continue
        values[name] = evaluate(pair.value, values, build.document.escape) or ""
        if any(use.name in by_platform for use in pair.value.variables):
            by_platform.add(name)
        else:
            by_platform.discard(name)
    return values, by_platform


def _defaults(build: Build, image: Word, settings: Settings) -> Iterator[Fix]:
    """Versions of an official image, one a fix, for the ARG that holds the version in its tag."""
    written = _BY_VERSION.fullmatch(image.text)
    use = image.variables[0]
    place = _declared_bare(build, use.name)
    reference = parse_reference(written["name"]) if written else None
    if place is None or written is None or reference is None or not reference.is_official:
        return
    for version in stable_tags(reference.name, settings.today):
        if version + written["after"] in tags(reference.name):
            edit = Edit(Span(place, place), f"={version}")
            yield fix(edit, safe=False, name=use.name, value=version)


def _declared_bare(build: Build, name: str) -> int | None:
    """Where the value of the one `ARG NAME` above the first FROM would stand."""
    pairs = [(node, pair) for node in build.header if node.name == "ARG" for pair in node.instruction.pairs]
    own = [node.to_document(pair.key.span).end for node, pair in pairs if pair.key.value == name and pair.value is None]
    return own[0] if len(own) == 1 else None


RULE = FileRule(
    "from-arg-default-invalid",
    find_with=find,
    aliases=(Alias("buildkit", "InvalidDefaultArgInFrom"),),
    severity="hint",
    fixes="unsafe",
    report="once_per_message",
    reads={},
)

"""A base image of another version than the project asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.project_versions import asked, numbers
from gorae.images import tags
from gorae.lint.fixes.image_tag import with_newer_tag
from gorae.lint.model import Finding, Fix, found
from gorae.lint.rule import ELSEWHERE, ContextRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.facts.project_versions import Asked
    from gorae.stages import Build, Stage

_VERSION = re.compile(r"\d+(?:\.\d+)*")
_BY_MAJOR = frozenset(("node",))  # images whose lines are called by the first number
_SIGNS = re.compile(
    r"(?:go\.mod|package\.json|pyproject\.toml|requirements|Gemfile|Cargo\.toml|composer\.json|\.csproj|\s\.\s|\s\./)"
)


def find(build: Build, context: BuildContext) -> Iterator[Finding]:
    """At the image of each stage that copies from the context, where a file of the project does not allow its version."""
    for stage in build.stages:
        reference = stage.reference
        if reference is None or not reference.tag or stage.parent is not None or not _copies_project(stage):
            continue
        name = reference.official_name or reference.familiar
        match = _VERSION.match(reference.tag)
        wanted = asked(context, name) if match is not None else None
        if match is None or wanted is None or wanted.allows(numbers(match[0])):
            continue
        if name == "golang" and "GOTOOLCHAIN" in build.document.text.value:
            continue
        yield found(
            stage.image_span, _fitting(build, stage, wanted, reference.tag[match.end() :]),
            variant="stops" if wanted.stops else "", severity="error" if name == "golang" else None,
            file=wanted.file, wanted=wanted.wanted, version=match[0],
        )  # fmt: skip


def _copies_project(stage: Stage) -> bool:
    return any(
        node.instruction.flag("from") is None and _SIGNS.search(node.instruction.text + " ")
        for node in stage.instructions("COPY", "ADD")
    )


def _fitting(build: Build, stage: Stage, wanted: Asked, rest: str) -> Fix | None:
    """The tag of the lowest version that fits, of the same variant."""
    name = stage.reference.official_name if stage.reference is not None else None
    if name is None or (stage.reference is not None and stage.reference.digest):
        return None
    parts = 1 if name in _BY_MAJOR else 2
    exact = ".".join(str(part) for part in wanted.least[:parts]) + rest
    if exact in tags(name) and wanted.allows(wanted.least[:parts]):
        return with_newer_tag(build, stage, exact)
    # Of a version that is no longer made, the next one that is: `20` has gone, `22` is there.
    lines = {
        numbers(match[0]): tag
        for tag in tags(name)
        if (match := _VERSION.match(tag)) and tag[match.end() :] == rest and len(numbers(match[0])) == parts
    }
    newer = [tag for number, tag in sorted(lines.items()) if number >= wanted.least[:parts] and wanted.allows(number)]
    return with_newer_tag(build, stage, newer[0]) if newer else None


RULE = ContextRule(
    "base-image-behind-project", find, fixes="unsafe", reads={ELSEWHERE: ("gotoolchain",), "ADD": (), "COPY": ()}
)

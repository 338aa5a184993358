"""A base image of another version than the project asks for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from gorae.facts.node_frameworks import asked_by_framework
from gorae.facts.project_asks import asked, is_java, version_in
from gorae.facts.project_versions import numbers
from gorae.images import tags
from gorae.lint.fixes.image_tag import with_newer_tag
from gorae.lint.model import Finding, Fix, found
from gorae.lint.rule import ELSEWHERE, ContextRule
from gorae.source.derived import inherited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.facts.project_versions import Asked
    from gorae.stages import Build, Stage

_VERSION = re.compile(r"\d+(?:\.\d+)*")
_BY_MAJOR = frozenset(("node",))  # images whose lines are called by the first number
_SIGNS = re.compile(
    r"(?:go\.mod|package\.json|pyproject\.toml|requirements|Gemfile|Cargo\.toml|composer\.json|\.[cf]sproj|pom\.xml|build\.gradle"
    r"|mix\.exs|\s\.\s|\s\./|\ssrc)"
)


# What brings a program that was built of the project into a stage that starts it.
_BUILT = re.compile(r"--from=|\.[jw]ar\b|\btarget/|\bbuild/libs|/publish\b|/out\b")
_BUILDERS = re.compile(r"\b(?:mvnw?|gradlew?|javac|ant|sbt|dotnet\s+(?:build|publish|restore|test))\b")
_LONG_TERM = (8, 11, 17, 21, 25)  # Java's releases that images are kept for
_DOTNET = "mcr.microsoft.com/dotnet/"


def find(build: Build, context: BuildContext) -> Iterator[Finding]:
    """Report the image of each stage that copies from the context, where a project file rules its version out."""
    asked_of = lru_cache(maxsize=None)(lambda name: asked(context, name, build.document.text.value))
    for stage in build.stages:
        reference = stage.reference
        if reference is None or not reference.tag or stage.parent is not None:
            continue
        name = reference.official_name or reference.familiar
        starts = is_java(name) or name.startswith(_DOTNET)
        if not (_copies_project(stage) or (starts and _copies_built(stage))):
            continue
        match = version_in(name, reference.tag)
        wanted = asked_of(name) if match is not None else None
        if match is not None and name == "node":
            wanted = _stricter(asked_by_framework(context, _commands(stage)), wanted, match[1])
        if match is None or wanted is None or wanted.allows(numbers(match[1])):
            continue
        if name == "golang" and ("GOTOOLCHAIN" in build.document.text.value or _is_old_go(match[1], wanted)):
            continue
        is_start = wanted.at_start or (starts and not _builds(stage))
        yield found(
            stage.image_span, _fitting(build, stage, wanted, match),
            variant="starts" if is_start else "stops" if wanted.stops else "", severity="error" if name == "golang" else None,
            file=wanted.file, wanted=wanted.wanted, version=match[1],
        )  # fmt: skip


def _is_old_go(version: str, wanted: Asked) -> bool:
    """Whether a Go only warns of a newer go.mod (before 1.21, unless it cannot read a third number), or reads none (before 1.11)."""
    return numbers(version) < (1, 11) or (numbers(version) < (1, 21) and len(wanted.least) < 3)


def _stricter(framework: Asked | None, project: Asked | None, version: str) -> Asked | None:
    """What a framework needs where the image does not have it, else what the project asks for itself."""
    return framework if framework is not None and not framework.allows(numbers(version)) else project


def _commands(stage: Stage) -> str:
    return "\n".join(node.instruction.text for node in stage.instructions("RUN"))


@inherited
def _copies_project(stage: Stage) -> bool:
    return any(
        node.instruction.flag("from") is None and _SIGNS.search(node.instruction.text + " ")
        for node in stage.instructions("COPY", "ADD")
    )


@inherited
def _copies_built(stage: Stage) -> bool:
    return any(_BUILT.search(node.instruction.text) for node in stage.instructions("COPY", "ADD"))


@inherited
def _builds(stage: Stage) -> bool:
    return any(_BUILDERS.search(node.instruction.text) for node in stage.instructions("RUN"))


def _fitting(build: Build, stage: Stage, wanted: Asked, match: re.Match[str]) -> Fix | None:
    """The tag of the lowest version that fits, of the same variant."""
    reference, tag = stage.reference, match.string
    if reference is None or reference.digest:
        return None
    before, rest = tag[: match.start(1)], tag[match.end(1) :]
    name = reference.official_name
    if name is None:
        # .NET's tags go on as they were: `8.0-alpine`, `9.0-alpine`.
        is_plain = reference.familiar.startswith(_DOTNET) and rest in ("", "-alpine") and wanted.least[0] >= 8
        return with_newer_tag(build, stage, f"{wanted.least[0]}.0{rest}") if is_plain else None
    if is_java(name):
        for number in _LONG_TERM:
            if number >= wanted.least[0] and f"{before}{number}{rest}" in tags(name):
                return with_newer_tag(build, stage, f"{before}{number}{rest}")
        return None
    parts = 1 if name in _BY_MAJOR else 2
    exact = ".".join(str(part) for part in wanted.least[:parts]) + rest
    if exact in tags(name) and wanted.allows(wanted.least[:parts]):
        return with_newer_tag(build, stage, exact)
    # Of a version that is no longer made, the next one that is: `20` has gone, `22` is there.
    lines = {
        numbers(found[0]): one
        for one in tags(name)
        if (found := _VERSION.match(one)) and one[found.end() :] == rest and len(numbers(found[0])) == parts
    }
    newer = [one for number, one in sorted(lines.items()) if number >= wanted.least[:parts] and wanted.allows(number)]
    return with_newer_tag(build, stage, newer[0]) if newer else None


RULE = ContextRule(
    "base-image-behind-project", find, fixes="unsafe", report="once_per_message",
    reads={ELSEWHERE: ("gotoolchain", "proj", ".dll", "self-contained", "publish"), "ADD": (), "COPY": (), "RUN": ()},
)  # fmt: skip

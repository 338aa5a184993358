"""What the project in the build context asks of a base image."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts import project_builds, project_versions
from gorae.facts.project_files import inner, json_of
from gorae.facts.project_versions import Asked, numbers, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gorae.context import BuildContext

_JAVAS = ("eclipse-temurin", "openjdk", "amazoncorretto", "maven", "gradle", "tomcat")
_LEADING = re.compile(r"(\d+(?:\.\d+)*)")
# Maven's, Gradle's and Tomcat's tags begin with their own version: `3.9-eclipse-temurin-21`, `8-jdk17`, `10-jre21`.
_OF_JAVA = re.compile(r"(?:jdk|jre|temurin|corretto|openjdk|semeru|sapmachine|liberica\w{0,12})-?(\d+)")


def asked(context: BuildContext, image: str, text: str) -> Asked | None:
    """What the project asks of the image's language; None where no file says so, or not in a way that is understood.

    `text` is the Dockerfile's: it says which of several projects is built.
    """
    reader = _READERS.get(image)
    return next(reader(context, text), None) if reader is not None else None


def is_held_at(context: BuildContext, image: str, tag: str, newer: str, text: str) -> bool:
    """Whether the project asks for the version that a tag has, and does not allow the one of a newer tag."""
    old, new = version_in(image, tag), version_in(image, newer)
    wanted = asked(context, image, text) if old is not None and new is not None else None
    if old is None or new is None or wanted is None:
        return False
    return wanted.allows(numbers(old[1])) and not wanted.allows(numbers(new[1]))


def is_java(image: str) -> bool:
    """Whether an image is made for Java."""
    return image in _JAVAS


def version_in(image: str, tag: str) -> re.Match[str] | None:
    """The version of the language in a tag, as group 1; None where the tag does not say it."""
    if image in ("maven", "gradle", "tomcat"):
        return _OF_JAVA.search(tag)
    return _LEADING.match(tag)


def _dotnet(context: BuildContext, text: str) -> Iterator[Asked]:
    sdk = inner(json_of(context, "global.json"), "sdk")
    version = inner(sdk, "version")
    is_floor = str(inner(sdk, "rollForward")).lower() in ("major", "latestmajor")
    found = plain("global.json", version, stops=True, exact=0 if is_floor else 1) if isinstance(version, str) else None
    if found is not None:
        yield found
    yield from project_builds.sdk(context, text)


_READERS: dict[str, Callable[[BuildContext, str], Iterator[Asked]]] = {
    "golang": project_versions.go, "node": project_versions.node, "python": project_versions.python,
    "ruby": project_versions.ruby, "rust": project_versions.rust, "php": project_versions.php,
    "elixir": project_builds.elixir, "hexpm/elixir": project_builds.elixir,
    "swift": project_builds.swift,
    **dict.fromkeys(_JAVAS, project_builds.java),
    "mcr.microsoft.com/dotnet/sdk": _dotnet,
    "mcr.microsoft.com/dotnet/aspnet": project_builds.runtime, "mcr.microsoft.com/dotnet/runtime": project_builds.runtime,
}  # fmt: skip

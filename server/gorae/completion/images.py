"""Base images, their tags, and stages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.completion.model import Item
from gorae.completion.phrases import say
from gorae.images import end_of_life, parse_reference, stable_tags
from gorae.images.catalog import official_images, tags
from gorae.reference import library
from gorae.source import Span

if TYPE_CHECKING:
    from gorae.completion.place import Place
    from gorae.syntax import Instruction

# The ones that most Dockerfiles begin with come first.
_FIRST = ("alpine", "debian", "ubuntu", "node", "python", "golang", "nginx", "eclipse-temurin", "rust", "php", "ruby",
          "postgres", "redis", "httpd", "gradle", "maven", "busybox", "scratch")  # fmt: skip
_ELSEWHERE = (
    "gcr.io/distroless/static-debian13", "gcr.io/distroless/base-debian13", "gcr.io/distroless/cc-debian13",
    "gcr.io/distroless/java21-debian13", "gcr.io/distroless/nodejs24-debian13", "gcr.io/distroless/python3-debian13",
    "mcr.microsoft.com/dotnet/sdk", "mcr.microsoft.com/dotnet/aspnet", "mcr.microsoft.com/dotnet/runtime",
    "mcr.microsoft.com/windows/servercore", "mcr.microsoft.com/windows/nanoserver",
    "registry.access.redhat.com/ubi9/ubi-minimal", "ghcr.io/astral-sh/uv", "nvidia/cuda", "oven/bun",
)  # fmt: skip
_DISTROLESS_TAGS = ("nonroot", "debug-nonroot", "debug", "latest")
_NUMBER = re.compile(r"\d+")
_UNSTABLE = re.compile(
    r"(?:^|[-.\d])(?:rc|alpha|beta|a|b|dev|nightly|preview|ea|edge|experimental|unstable)(?:\d|[-.]|$)"
)
_MOST_TAGS = 250


def of_from(place: Place, written: Instruction, before: int) -> list[Item]:
    """Behind FROM: stages and images; behind a colon tags; behind the image AS."""
    if before == 0:
        typed = place.typed(place.word())
        if ":" in typed.rsplit("/", 1)[-1]:
            return _tags(place, typed)
        named = [
            item for item in stages(place, place.word()) if not item.label.isdecimal()
        ]  # `COPY --from` takes numbers
        return named + _names(place, place.word())
    if before == 1:
        word = written.in_case("AS")
        return [
            Item(word, "keyword", word + " ", place.word(), detail=say("as", place.language), sort="0", filter=word)
        ]
    return []


def stages(place: Place, span: Span) -> list[Item]:
    """The stages above, the nearest first, by name and, those without, by number."""
    own = place.stage
    above = [one for one in place.build.stages if one.nodes[0].index < place.index]
    if place.written is not None and place.written.name != "FROM":
        above = [one for one in above if one is not own]
    found = []
    for order, stage in enumerate(reversed(above)):
        name = stage.name or str(stage.index)
        line = place.document.line_number(stage.from_instruction)
        detail = say("stage", place.language, image=stage.image or "?", line=line)
        found.append(Item(name, "class", name, span, detail=detail, sort=f"0{order:03}", filter=name))
    return found


def sources(place: Place, span: Span) -> list[Item]:
    """What `--from` and a mount's `from` may name: stages above, then images."""
    typed = place.typed(span)
    if ":" in typed:
        return _tags(place, typed)
    return stages(place, span) + _names(place, span)


def _names(place: Place, span: Span) -> list[Item]:
    first = {name: order for order, name in enumerate(_FIRST)}
    found = []
    for name in sorted({*official_images(), *_FIRST}):
        order = f"1{first[name]:02}" if name in first else "2"
        detail = say("scratch" if name == "scratch" else "official", place.language)
        found.append(
            Item(
                name,
                "module",
                name,
                span,
                detail=detail,
                sort=f"{order}{name}",
                filter=name,
                page=f"images/{name}",
                commit=() if name == "scratch" else (":",),
            )
        )
    found += [Item(name, "module", name, span, sort=f"3{name}", filter=name, commit=(":",)) for name in _ELSEWHERE]
    return found


def _tags(place: Place, typed: str) -> list[Item]:
    repository, _, _ = typed.rpartition(":")
    reference = parse_reference(repository)
    name = reference.official_name if reference is not None else None
    word = place.word()
    span = Span(word.start + len(repository) + 1, word.end)
    if name is None:
        return _distroless(place, span) if repository.startswith("gcr.io/distroless/") else []
    stable = {tag: order for order, tag in enumerate(stable_tags(name, place.today))}
    rows = sorted(tags(name), key=lambda tag: _order(tag, name, place, stable))
    found = []
    for number, tag in enumerate(rows[:_MOST_TAGS]):
        ended = end_of_life(name, tag, place.today)
        found.append(
            Item(
                tag,
                "constant",
                tag,
                span,
                detail=_about(tag, ended is not None, place),
                sort=f"{number:04}",
                filter=tag,
                deprecated=ended is not None or tag == "latest",
            )
        )
    return found


def _distroless(place: Place, span: Span) -> list[Item]:
    found = []
    for number, tag in enumerate(_DISTROLESS_TAGS):
        row = library.entry("variants", tag, place.language)
        detail = row.value if row is not None else ""
        found.append(
            Item(tag, "constant", tag, span, detail=detail, sort=str(number), filter=tag, deprecated=tag == "latest")
        )
    return found


def _order(tag: str, name: str, place: Place, stable: dict[str, int]) -> tuple[object, ...]:
    """Supported and stable ones first, newest first; a version's plain tag before its variants; `latest` at the end."""
    numbers = tuple(-int(number) for number in _NUMBER.findall(tag.split("-", 1)[0])[:4])
    ended = end_of_life(name, tag, place.today) is not None
    named = not tag[:1].isdigit()
    cycle = next(
        (order for known, order in stable.items() if tag == known or tag.startswith((known + "-", known + "."))), 9
    )
    return (tag == "latest", ended, _UNSTABLE.search(tag) is not None, named, cycle, numbers, len(tag), tag)


def _about(tag: str, ended: bool, place: Place) -> str:
    if ended:
        return say("ended", place.language)
    if tag == "latest":
        return say("latest", place.language)
    for mark in ("alpine", "slim", "windowsservercore", "nanoserver"):
        if mark in tag:
            return say(mark, place.language)
    return ""

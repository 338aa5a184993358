"""Docker's official images: their tags, lighter variants, and when versions end. From the files in `data`."""

from __future__ import annotations

import datetime as dt
import json
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from gorae.source.packaged import folder_of

if TYPE_CHECKING:
    from gorae.images.reference import ImageReference

# The names of versions that tags are called by (debian.org/releases, releases.ubuntu.com).
_CODENAMES = {
    "debian": {"jessie": "8", "stretch": "9", "buster": "10", "bullseye": "11", "bookworm": "12", "trixie": "13"},
    "ubuntu": {
        "trusty": "14.04", "xenial": "16.04", "bionic": "18.04", "focal": "20.04", "jammy": "22.04", "mantic": "23.10",
        "noble": "24.04", "oracular": "24.10", "plucky": "25.04", "questing": "25.10", "resolute": "26.04",
    },
}  # fmt: skip
_VERSION = re.compile(r"\d+(?:\.\d+)*")
_LIGHT = ("slim", "alpine")
_RELEASES = "bullseye|bookworm|trixie|focal|jammy|noble|resolute"
_HEAVY = re.compile(
    rf"(?P<version>\d[\d.]*|lts|current|mainline|stable)(?P<release>-(?:{_RELEASES}))?(?:-(?:fpm|cli|zts|apache|jdk))?"
)
_MOST_CHOICES = 3
# Debian's long-term support is for everybody, from the same mirrors, and the official images go on with it; the packaged
# dates end with the security team's. https://wiki.debian.org/LTS
_LONG_TERM = {"debian": {"10": "2024-06-30", "11": "2026-08-31", "12": "2028-06-30", "13": "2030-06-30"}}

# Tags of other kinds than versions.
_WITHOUT_VERSIONS = ("gcr.io/distroless/", "cgr.dev/chainguard/")


class Ended(NamedTuple):
    """A version that is no longer supported; `date` is None where only the fact is known."""

    cycle: str
    date: dt.date | None


@cache  # there are a handful
def _data(name: str) -> dict[str, Any]:
    text = (folder_of("gorae.images") / "data" / f"{name}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def official_images() -> tuple[str, ...]:
    """The names of all official images."""
    return tuple(_data("official_images")["images"])


@lru_cache(maxsize=64)
def tags(name: str) -> frozenset[str]:
    """All tags of an official image; none where it is not known."""
    return frozenset(tag for group in _data("official_images")["images"].get(name, ()) for tag in group)


@lru_cache(maxsize=64)
def architectures(name: str, tag: str) -> frozenset[str]:
    """The architectures that an official image's tag is built for, as Docker's official images name them: `arm64v8`.

    Empty where the image or the tag is not known. A tag of several builds has those of all.
    """
    data = _data("official_images")
    builds = zip(data["images"].get(name, ()), data["platforms"].get(name, ()), strict=True)
    return frozenset(one for tags, number in builds if tag in tags for one in data["platform_sets"][number])


class Surroundings(NamedTuple):
    """What an image sets for its containers: the names of its variables, `PATH` left out, and whether it has a WORKDIR."""

    variables: frozenset[str]
    has_workdir: bool


@lru_cache(maxsize=256)
def surroundings(familiar: str) -> Surroundings | None:
    """What an image (as people say its name) sets, all its versions taken together; None where that is not known."""
    row = _data("environments")["images"].get(familiar)
    return None if row is None else Surroundings(frozenset(row["env"]), bool(row.get("workdir")))


def known_surroundings() -> tuple[str, ...]:
    """The images whose surroundings are known, as people say their names."""
    return tuple(_data("environments")["images"])


def publishes_no_versions(reference: ImageReference) -> bool:
    """Whether an image is published under tags of other kinds than versions: only a digest names one build of it."""
    return reference.familiar.startswith(_WITHOUT_VERSIONS)


def stable_tags(name: str, today: dt.date) -> list[str]:
    """The tags of the versions that are supported today, the newest stable one first; a few."""
    rows = _data("end_of_life")["images"].get(name, ())
    known = tags(name)
    supported = [(cycle, since) for cycle, eol, since, _ in rows if cycle in known and not _is_over(eol, today)]
    stable = [cycle for cycle, since in supported if since is True or (since and str(since) <= today.isoformat())]
    return (stable or [cycle for cycle, _ in supported])[:_MOST_CHOICES]


def lighter_variants(name: str, tag: str) -> list[str]:
    """The tags of the same version with less in them; none where the tag names a light variant already.

    `24-bookworm` has `24-bookworm-slim` and `24-alpine`, `8.4-fpm` has `8.4-fpm-alpine`.
    """
    match = _HEAVY.fullmatch(tag)
    if match is None or any(light in tag for light in _LIGHT):
        return []
    wanted = [f"{tag}-slim", f"{match['version']}-slim{match['release'] or ''}", f"{tag}-alpine"]
    if name == "eclipse-temurin" and "jre" not in tag:
        release = match["release"] or ""
        wanted = [f"{match['version']}-jre{release}", f"{match['version']}-jre-alpine"]  # what a compiled program needs
    elif match["release"]:
        wanted.append(f"{match['version']}-alpine")
    same = {one for group in _data("official_images")["images"].get(name, ()) if tag in group for one in group}
    found = [one for one in dict.fromkeys(wanted) if one not in same and _is_made(name, one)]
    # Whoever names a release of Debian or Ubuntu wants it: Alpine is a further choice there, and none by itself.
    return [] if match["release"] and all(one.endswith("alpine") for one in found) else found


def _is_made(name: str, tag: str) -> bool:
    """Whether a tag is there; of a patch that is no longer listed (`3.13.1-slim`), whether its line is (`3.13-slim`)."""
    version, sign, variant = tag.partition("-")
    while version:
        if version + sign + variant in tags(name):
            return True
        version = version.rpartition(".")[0]
    return False


def end_of_life(name: str, tag: str, today: dt.date) -> Ended | None:
    """The version that the tag names, where its support is over."""
    row = _cycle(name, tag)
    if row is None or not _is_over(row[1], today):
        return None
    return Ended(row[0], dt.date.fromisoformat(row[1]) if isinstance(row[1], str) else None)


_JAVA = re.compile(r"-(?:(?:adopt)?openjdk|jdk|jre|ibmjava|amazoncorretto|eclipse-temurin)-?(\d+)")


@lru_cache(maxsize=1024)
def nearest_supported(name: str, tag: str, today: dt.date) -> str | None:
    """The tag of the next version that is supported, of the same variant; None where there is none."""
    row = _cycle(name, tag)
    words = {number: word for word, number in _CODENAMES.get(name, {}).items()}
    named = next((word for word in words.values() if tag == word or tag.startswith(word + "-")), "")
    match = _VERSION.match(tag)
    if row is None or (match is None and not named):
        return None
    rest = tag[len(named) if named else match.end() if match else 0 :]
    variant = next((f"-{light}" for light in _LIGHT if light in rest), "")
    rows = _data("end_of_life")["images"][name]
    newer = rows[: next(index for index, one in enumerate(rows) if one[0] == row[0])]
    for cycle, eol, _, _ in reversed(newer):
        if not _is_over(eol, today):
            version = words.get(cycle, cycle) if named else cycle
            java = _JAVA.search(rest)
            # A build tool of another Java than it was is no newer version of the same.
            temurin = f"{version}-eclipse-temurin-{java[1]}" if java is not None else ""
            kept = (temurin + variant, temurin) if java is not None else (version + variant,)
            for wanted in (version + rest, *kept):
                if wanted in tags(name):
                    return str(wanted)
    return None


def _cycle(name: str, tag: str) -> list[Any] | None:
    """The row of the version that a tag names; of several that `5` may mean, the newest."""
    rows: list[list[Any]] = _data("end_of_life")["images"].get(name, [])
    word = re.split(r"[-_]", tag, maxsplit=1)[0]
    match = _VERSION.match(_CODENAMES.get(name, {}).get(word, tag))
    if match is None:
        return None
    parts = match[0].split(".")
    for size in range(len(parts), 0, -1):
        wanted = ".".join(parts[:size])
        for row in rows:
            if row[0] == wanted:
                until = _LONG_TERM.get(name, {}).get(wanted)
                return [row[0], until, *row[2:]] if until else row
    return next((row for row in rows if str(row[0]).startswith(match[0] + ".")), None)


def _is_over(eol: object, today: dt.date) -> bool:
    return eol is True or (isinstance(eol, str) and eol < today.isoformat())

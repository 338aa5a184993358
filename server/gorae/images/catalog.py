"""Docker's official images: their tags, lighter variants, and when versions end. From the files in `data`."""

from __future__ import annotations

import datetime as dt
import importlib.resources
import json
import re
from functools import lru_cache
from typing import Any, NamedTuple

_VERSION = re.compile(r"\d+(?:\.\d+)*")
_LIGHT = ("slim", "alpine")
_MOST_CHOICES = 3


class Ended(NamedTuple):
    """A version that is no longer supported; `date` is None where only the fact is known."""

    cycle: str
    date: dt.date | None


@lru_cache(maxsize=2)
def _data(name: str) -> dict[str, Any]:
    text = (importlib.resources.files("gorae.images") / "data" / f"{name}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def official_images() -> tuple[str, ...]:
    """The names of all official images."""
    return tuple(_data("official_images")["images"])


@lru_cache(maxsize=64)
def tags(name: str) -> frozenset[str]:
    """All tags of an official image; none where it is not known."""
    return frozenset(tag for group in _data("official_images")["images"].get(name, ()) for tag in group)


def exact_tag(name: str, tag: str) -> str | None:
    """The tag of the same image that says the most of its version, with the same variant; None where none is known."""
    groups = _data("official_images")["images"].get(name, ())
    group = next((group for group in groups if tag in group), ())
    variant = "" if tag == "latest" else _VERSION.sub("", tag, count=1) if _VERSION.match(tag) else f"-{tag}"
    found = [one for one in group if (match := _VERSION.match(one)) and one[match.end() :] == variant]
    return max(found, key=lambda one: (one.count("."), -len(one)), default=None)


def stable_tags(name: str, today: dt.date) -> list[str]:
    """The tags of the versions that are supported today, the newest stable one first; a few."""
    rows = _data("end_of_life")["images"].get(name, ())
    known = tags(name)
    supported = [(cycle, since) for cycle, eol, since, _ in rows if cycle in known and not _is_over(eol, today)]
    stable = [cycle for cycle, since in supported if since is True or (since and str(since) <= today.isoformat())]
    return (stable or [cycle for cycle, _ in supported])[:_MOST_CHOICES]


def lighter_variants(name: str, tag: str) -> list[str]:
    """The tags of the same version with less in them; none where the tag names a variant already."""
    if not _VERSION.fullmatch(tag):
        return []
    return [f"{tag}-{variant}" for variant in _LIGHT if f"{tag}-{variant}" in tags(name)]


def end_of_life(name: str, tag: str, today: dt.date) -> Ended | None:
    """The version that the tag names, where its support is over."""
    row = _cycle(name, tag)
    if row is None or not _is_over(row[1], today):
        return None
    return Ended(row[0], dt.date.fromisoformat(row[1]) if isinstance(row[1], str) else None)


def nearest_supported(name: str, tag: str, today: dt.date) -> str | None:
    """The tag of the next version that is supported, of the same variant; None where there is none."""
    row = _cycle(name, tag)
    match = _VERSION.match(tag)
    if row is None or match is None:
        return None
    rest = tag[match.end() :]
    variant = next((f"-{light}" for light in _LIGHT if light in rest), "")
    rows = _data("end_of_life")["images"][name]
    for cycle, eol, _, _ in reversed(rows[: rows.index(row)]):
        if not _is_over(eol, today):
            for wanted in (cycle + rest, cycle + variant):
                if wanted in tags(name):
                    return str(wanted)
    return None


def _cycle(name: str, tag: str) -> list[Any] | None:
    match = _VERSION.match(tag)
    if match is None:
        return None
    rows: list[list[Any]] = _data("end_of_life")["images"].get(name, [])
    parts = match[0].split(".")
    for size in range(len(parts), 0, -1):
        wanted = ".".join(parts[:size])
        for row in rows:
            if row[0] == wanted:
                return row
    return None


def _is_over(eol: object, today: dt.date) -> bool:
    return eol is True or (isinstance(eol, str) and eol < today.isoformat())

"""What a tag of an official image stands for: its version and variant, newest patch, support, platforms, siblings."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

from gorae.images.catalog import _cycle, _data, _is_over, architectures, stable_tags, tags

_VERSION = re.compile(r"\d+(?:\.\d+)*(?:u\d+)?")
_PLATFORMS = {
    "amd64": "linux/amd64", "arm64v8": "linux/arm64", "arm32v7": "linux/arm/v7", "arm32v6": "linux/arm/v6",
    "arm32v5": "linux/arm/v5", "i386": "linux/386", "windows-amd64": "windows/amd64", "mips64le": "linux/mips64le",
    "ppc64le": "linux/ppc64le", "riscv64": "linux/riscv64", "s390x": "linux/s390x",
}  # fmt: skip
_COMMON = ("linux/amd64", "linux/arm64", "linux/arm/v7", "windows/amd64")


class Support(NamedTuple):
    """How long a version is looked after; `until` is None where no date is known."""

    cycle: str
    over: bool
    until: dt.date | None
    latest: str  # the newest patch, as its makers number it


def data_date() -> dt.date:
    """The day that the packaged data on tags is of."""
    return dt.date.fromisoformat(_data("official_images")["date"])


def support(name: str, tag: str, today: dt.date) -> Support | None:
    """What is known of the support of the version that the tag names."""
    row = _cycle(name, tag)
    if row is None:
        return None
    until = dt.date.fromisoformat(row[1]) if isinstance(row[1], str) else None
    return Support(str(row[0]), _is_over(row[1], today), until, str(row[3]))


def version(tag: str) -> str:
    """The version that the tag begins with: `3.13` of `3.13-slim`; nothing for `latest`."""
    match = _VERSION.match(tag)
    return match[0] if match else ""


def variant(tag: str) -> tuple[str, ...]:
    """The tag's words behind its version: `slim`, `bookworm` of `3.13-slim-bookworm`."""
    rest = tag[len(version(tag)) :].strip("-")
    return tuple(part for part in rest.split("-") if part)


@lru_cache(maxsize=256)
def _groups(name: str, tag: str) -> tuple[int, ...]:
    groups = _data("official_images")["images"].get(name, ())
    return tuple(number for number, group in enumerate(groups) if tag in group)


def is_known(name: str, tag: str) -> bool:
    """Whether the official image has the tag."""
    return tag in tags(name)


_COMING = re.compile(r"v?[\d.]+-?(?:rc|beta|alpha|ea|[ab]\d)")  # of a version that was not out on the list's day


def is_newer(name: str, tag: str) -> bool:
    """Whether the tag's version is above all of its line that the data on the image knows: `3.14.99`, `4`."""
    own = _numbers(tag)
    known = [_numbers(one) for one in tags(name) if _COMING.match(one) is None]
    for length in range(len(own) - 1, -1, -1):
        line = [one for one in known if one and one[:length] == own[:length]]
        if line:
            return own > max(line)
    return False


def _numbers(tag: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version(tag.removeprefix("v")).split(".") if part.isdecimal())


def exact_tag(name: str, tag: str) -> str | None:
    """The tag of the same build that says more of its version, with the tag's own words where there is one.

    `3.13.7-slim` for `3.13-slim`, `2.11.4-alpine` for `alpine`, `12.15` for `bookworm`. None where none says more.
    """
    groups = _data("official_images")["images"].get(name, ())
    same = [one for number in _groups(name, tag) for one in groups[number]]
    numbered = [one for one in same if version(one).count(".") > version(tag).count(".") or not version(tag)]
    numbered = [one for one in numbered if version(one)]
    wanted = set(variant(tag))
    fitting = [one for one in numbered if wanted <= set(variant(one))] or numbered
    return max(fitting, key=lambda one: (version(one).count("."), -len(one)), default=None)


def platforms(name: str, tag: str) -> list[str]:
    """The platforms that the tag exists for, the common ones first."""
    found = {_PLATFORMS.get(one, one) for one in architectures(name, tag)}
    return sorted(found, key=lambda one: (_COMMON.index(one) if one in _COMMON else len(_COMMON), one))


def siblings(name: str, tag: str) -> list[str]:
    """Tags of the same version with another variant, the shortest ones first."""
    begin = version(tag)
    if not begin:
        return []
    same = [one for one in tags(name) if version(one) == begin and one != tag and len(variant(one)) <= 1]
    builds = set(_groups(name, tag))
    return sorted((one for one in same if not builds & set(_groups(name, one))), key=lambda one: (len(one), one))


def newest(name: str, today: dt.date) -> str | None:
    """The newest stable version's tag."""
    return next(iter(stable_tags(name, today)), None)

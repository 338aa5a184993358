"""Tags that an official image has not and never had: whoever names one gets no image.

What the images' list named in all its time is packaged (`gorae.images.contents`), so that a tag that is no longer built is
told from one that never was: what was built once stays on Docker Hub. What may have come since is not judged.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from gorae.images.catalog import tags
from gorae.images.contents import tags_ever
from gorae.source.near_words import nearest

_NUMBERS = re.compile(r"\d+(?:\.\d+)*")
_NUMBERED = re.compile(r"(?P<word>[a-z]*?)(?P<version>\d+(?:\.\d+)*)")
# Windows' variants are not packaged; a date stands for a build of its own.
_NOT_JUDGED = re.compile(r"windows|nanoserver|ltsc|20\d{6}|[A-Z]")
# Words for variants and systems: an image that has none by that name has not got one since.
_VARIANTS = frozenset((
    "alpine", "slim", "jessie", "stretch", "buster", "bullseye", "bookworm", "trixie", "bionic", "focal", "jammy", "noble", "debian", "ubuntu",
    "jre", "jdk", "openjdk", "fpm", "musl", "glibc", "nginx", "apache", "cli", "onbuild", "ubi", "windows", "dev", "minimal", "full", "base", "runtime", "headless",
))  # fmt: skip
_COMING = re.compile(r"rc|beta|alpha\d|b\d|ea$")  # of a version that is not out: its variants come with it
_LEAST_LIKE, _LIKE = 0.72, 0.85

Version = tuple[int, ...]


def _version(text: str) -> Version:
    return tuple(map(int, text.split(".")))


class _Known(NamedTuple):
    """What all tags of an image are made of."""

    words: frozenset[str]
    versions: frozenset[str]  # what tags begin with: `3`, `3.12`
    newest: dict[str, Version]  # of words with a number behind them: `alpine` → (3, 24); `` → the highest version


@lru_cache(maxsize=16)
def _known(image: str) -> _Known:
    words: set[str] = set()
    versions: set[str] = set()
    newest: dict[str, Version] = {}
    for tag in tags_ever(image):
        first, *others = tag.split("-")
        words.update((first, *others))
        if _NUMBERS.fullmatch(first) and not _is_coming(tag):
            versions.add(first)
        for word in (first, *others):
            match = _NUMBERED.fullmatch(word)
            if match is not None:
                found = _version(match["version"])
                newest[match["word"]] = max(newest.get(match["word"], ()), found)
    return _Known(frozenset(words), frozenset(versions), newest)


@lru_cache(maxsize=256)
def never_made(image: str, tag: str) -> bool:
    """Whether an official image surely has no such tag, neither now nor from former times."""
    if not tag or tag in tags(image) or _NOT_JUDGED.search(tag):
        return False
    ever = tags_ever(image)
    if not ever or tag in ever:
        return False
    known = _known(image)
    first, *others = tag.split("-")
    verdicts = {_never(known, word) for word in others}
    if None in verdicts:
        return False
    if not _NUMBERS.fullmatch(first):
        # `lts-apline`; a word for a release that is not known here may be a new one.
        if not others or first not in known.words:
            return first in _VARIANTS or _is_misspelt(known, first)
        return True
    if first in known.versions or f"{first}.0" in known.versions:
        return bool(others)
    if True in verdicts and not _is_newest(known, first):
        return True
    return _was_left_out(known, first) or _is_far(known, first)


def _never(known: _Known, word: str) -> bool | None:
    """Whether no tag ever had a word; None where it may have come since."""
    if word in known.words:
        return False
    match = _NUMBERED.fullmatch(word)
    if match is not None:
        newest = known.newest.get(match["word"])
        if newest is None:
            return None
        version = _version(match["version"])
        return _is_beyond(newest, version) or None if version > newest else True
    return True if word in _VARIANTS or _is_misspelt(known, word) else None


def _is_misspelt(known: _Known, word: str) -> bool:
    """Whether a word that no tag has is almost one that tags have."""
    if not word.isalpha() or word in known.words:
        return False
    letters = sorted(word)
    return nearest(word, known.words, cutoff=_LEAST_LIKE) is not None or any(
        sorted(one) == letters for one in known.words if len(one) > 2
    )


def _is_newest(known: _Known, version: str) -> bool:
    """Whether a version is higher than all that are known."""
    return _version(version) > max(map(_version, known.versions), default=())


# Further than these from the newest that is known is no version within some years: majors come once or twice a year, minors
# once a month at most, and a line gets no thirty corrections more.
_MOST_AHEAD = (6, 25, 30)
_FEW_MAJORS = 2


def _is_far(known: _Known, version: str) -> bool:
    """Whether a version is so far beyond those that are known that none will have come to be called so."""
    wanted = _version(version)
    versions = [_version(one) for one in known.versions]
    for offset in range(min(len(wanted), len(_MOST_AHEAD))):
        same = [one[offset] for one in versions if len(one) > offset and one[:offset] == wanted[:offset]]
        if not same:
            break
        if wanted[offset] > max(same) + _MOST_AHEAD[offset]:
            return True
    # Whoever changes the major number once in ten years begins it with `.0`: Python 4.1, Go 2.1.
    majors = {one[0] for one in versions}
    is_next = bool(majors) and len(majors) <= _FEW_MAJORS and wanted[0] == max(majors) + 1
    return is_next and len(wanted) > 1 and wanted[1] > 0


def _is_beyond(newest: Version, version: Version) -> bool:
    """The same of a word's version (`alpine3.99`) beside the newest one."""
    if version[0] > newest[0] + _MOST_AHEAD[0]:
        return True
    return (
        version[:1] == newest[:1] and len(version) > 1 and len(newest) > 1 and version[1] > newest[1] + _MOST_AHEAD[1]
    )


def _was_left_out(known: _Known, version: str) -> bool:
    """Whether a version that was never made is lower than one of its own line: `22.05` where there is `22.10`."""
    *line, last = _version(version)
    same = [_version(one) for one in known.versions if one.count(".") == version.count(".")]
    return any(list(one[:-1]) == line and one[-1] > last for one in same)


def _is_coming(tag: str) -> bool:
    return any(_COMING.match(word) for word in tag.split("-")[1:])


def tag_meant(image: str, tag: str) -> str | None:
    """The tag that is likely meant by one that never was; None where none is near."""
    words = tag.split("-")
    now = frozenset(one for one in tags(image) if not _is_coming(one))
    same = next((one for one in sorted(now) if sorted(one.split("-")) == sorted(words)), None)
    if same is not None:
        return same
    version = words[0]
    for known in (now, tags_ever(image)):
        line = [one for one in sorted(known) if one.split("-")[0] == version and not _is_coming(one)]
        found = nearest(tag, line, cutoff=_LIKE)
        if found is not None:
            return found
    for index in range(len(words) - 1, 0, -1):  # a variant that the image does not have is left away
        fewer = "-".join((*words[:index], *words[index + 1 :]))
        if fewer in now:
            return fewer
    return nearest(tag, [one for one in sorted(now) if "-" not in one], cutoff=0.75) if len(words) == 1 else None

"""The words of an install line, read as apt reads them: names, versions, architectures, patterns, `+` and `-`."""

from __future__ import annotations

import fnmatch
import re
from functools import lru_cache
from typing import Literal, NamedTuple

from gorae.packages.store import Record, Release, names, record
from gorae.packages.versions import key

# How a word ends:
#   found    packages are named (also by a pattern)
#   unknown  `Unable to locate package`, or `has no installation candidate`: apt ends with 100
#   empty    a pattern that names no package that can be installed: apt ends with 0, and installs nothing
#   version  the package is there, the version is not: apt ends with 100
#   unsure   not known here: a file, another suite's version, a version newer than the packaged data
Kind = Literal["found", "unknown", "empty", "version", "unsure"]

_PATTERN = re.compile(r"[.?+*|\[^$]")  # apt-pkg/cacheset.cc: what makes an unknown name a regular expression
_GLOB = re.compile(r"[*\[?]")
# What is a pattern for one line as for many: nothing in it takes in a newline, or asks for the text's end.
_SIMPLE = re.compile(r"[A-Za-z0-9.+*?^$-]+")
_KERNEL = re.compile(r"linux-.*-\d")  # left out of what is packaged of Ubuntu
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9+.-]*")
# `apt-get install .` names the whole archive, `python3-.*` a tenth: more than can be worked through while one types.
_MOST_MATCHED = 1000


class Word(NamedTuple):
    """What a word of the line stands for."""

    kind: Kind
    packages: tuple[str, ...] = ()
    removes: bool = False  # `pkg-`
    providers: tuple[str, ...] = ()  # of a virtual name that several provide: what apt tells to choose from


def read(release: Release, text: str, arch: str = "amd64") -> Word:
    """What a word of `apt-get install` names in a release."""
    if "/" in text:
        name, _, suite = text.partition("/")
        if not _NAME.fullmatch(name) or not suite:
            return Word("unsure")
        return _plain(release, name, arch) if suite in (release.codename, "stable") else Word("unsure")
    if text.endswith("^") or (release.system == "ubuntu" and _KERNEL.match(text)):
        return Word("unsure")  # `lamp-server^` is a task: what belongs to it is not packaged here
    name, sign, version = text.partition("=")
    name, colon, wanted_arch = name.partition(":")
    if colon and wanted_arch not in (arch, "native", "any", "all"):
        return Word("unknown")  # unless `dpkg --add-architecture` came before
    if sign:
        return _versioned(release, name, version, arch)
    found = _exactly(release, name, arch)
    if found is not None:
        return found
    if name[-1:] in "+-" and (found := _exactly(release, name[:-1], arch)) is not None:
        return found._replace(removes=name.endswith("-"))
    return _by_pattern(release, name, arch)


def _plain(release: Release, name: str, arch: str) -> Word:
    return _exactly(release, name, arch) or Word("unknown")


def _exactly(release: Release, name: str, arch: str) -> Word | None:
    """The package of a name, or the one that provides it; None where the index does not have the name at all."""
    known = record(release, name, arch)
    if known is None:
        # Others name it: apt knows it, and says that it has no candidate, without a try as a pattern.
        return Word("unknown") if _PATTERN.search(name) and name in names(release) else None
    return _of(name, known)


def _of(name: str, known: Record) -> Word:
    if known.version:
        return Word("found", (name,))
    providers = tuple(one.rstrip("=") for one in known.providers)
    if providers == ("?",):
        return Word("unsure")
    if len(providers) == 1:
        return Word("found", providers)
    return Word("unknown", providers=providers)


def _versioned(release: Release, name: str, version: str, arch: str) -> Word:
    known = record(release, name, arch)
    if known is None:
        return Word("unknown")
    if not known.version or known.is_named_only:
        return _of(name, known)._replace(kind="unsure")
    versions = (known.version, *known.others)
    if any(fnmatch.fnmatchcase(one, version) for one in versions):
        is_candidate = fnmatch.fnmatchcase(known.version, version)
        return Word("found" if is_candidate else "unsure", (name,))
    if _GLOB.search(version):
        prefix = _GLOB.split(version, maxsplit=1)[0]
        is_older = key(prefix) < key(known.version[: len(prefix)]) if prefix else False
    else:
        is_older = key(version) < key(known.version)
    # The archive keeps the newest; what is newer than the packaged data may have come since.
    return Word("version" if is_older else "unsure", (name,))


def _by_pattern(release: Release, name: str, arch: str) -> Word:
    if not _PATTERN.search(name):
        return Word("unknown")  # the whole list of names is read for patterns alone
    known = names(release)
    if _GLOB.search(name):
        matched = [one for one in known if fnmatch.fnmatchcase(one, name)]
        if matched:
            return _found(release, matched, arch)
    try:
        pattern = re.compile(name, re.IGNORECASE)
    except re.error:
        return Word("unsure")
    is_simple = _SIMPLE.fullmatch(name) is not None
    matched = _lines_with(name, _text_of(release)) if is_simple else [one for one in known if pattern.search(one)]
    return _found(release, matched, arch) if matched else Word("unknown")


@lru_cache(maxsize=2)
def _text_of(release: Release) -> str:
    return "\n".join(names(release))


def _lines_with(pattern: str, text: str) -> list[str]:
    """The lines of a text in which a simple pattern finds something: as one search, it takes a twentieth of the time.

    The text is in small letters, as Debian's names are.
    """
    search = re.compile(pattern.lower(), re.MULTILINE).search
    lines, at = [], 0
    while at < len(text) and (match := search(text, at)) is not None:
        start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
        end = len(text) if end < 0 else end
        lines.append(text[start:end])
        at = end + 1
    return lines


def _found(release: Release, matched: list[str], arch: str) -> Word:
    if len(matched) > _MOST_MATCHED:
        return Word("unsure")
    found = []
    for name in matched:
        one = record(release, name, arch)
        if one is not None and one.version:
            found.append(name)
    return Word("found", tuple(found)) if found else Word("empty")

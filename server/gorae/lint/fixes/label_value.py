"""What a label's value was meant to be, where the value itself says it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.label_kinds import is_valid, licences
from gorae.lint.model import Fix, fix
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gorae.syntax import Word

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/\S*)?")
_SCP = re.compile(r"git@([\w.-]+):([\w./-]+?)(?:\.git)?/?")  # the address that `git clone` takes over SSH
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_VERSION = re.compile(r"[vV]?(\d+)(?:\.(\d+))?(?:\.(\d+))?([-+][\w.+-]+)?")
_FILLERS = re.compile(r"licen[cs]e|version|\bthe\b|\bgnu\b|\bv(?=\d)|(?<=[a-z])v(?=\d)|\.0\b")
_ENDINGS = ("", "only", "orlater", "clause")  # GPLv3 is GPL-3.0-only or GPL-3.0-or-later: both are offered
_PLAIN = re.compile(r"[\w.:/@+~%#?=&,;()-]+")


def repairs(word: Word, kind: str) -> Iterator[Fix]:
    """A fix for each value of the kind that the word may stand for, in the word's own quotes; none where it is not clear."""
    quote = word.text[:1] if word.text[:1] in ('"', "'") else ""
    if word.text != f"{quote}{word.value}{quote}":
        return
    for value in _meant(word.value.strip(), kind):
        if value != word.value and _PLAIN.fullmatch(value) and is_valid(kind, value):
            yield fix(Edit(word.span, f"{quote}{value}{quote}"), safe=False, right=value)


def _meant(value: str, kind: str) -> Iterable[str]:
    if kind == "url":
        scp = _SCP.fullmatch(value)
        return [f"https://{scp[1]}/{scp[2]}"] if scp else [f"https://{value}"] if _HOST.fullmatch(value) else []
    if kind == "email":
        found = _ADDRESS.findall(value)
        return found if len(found) == 1 else []
    if kind == "semver":
        parts = _VERSION.fullmatch(value)
        return [".".join(str(int(part or 0)) for part in parts.group(1, 2, 3)) + (parts[4] or "")] if parts else []
    if kind == "hash":
        return [value.lower()]
    return _licences(value) if kind == "spdx" else []


def _licences(value: str) -> list[str]:
    wanted = _key(value)
    near = sorted(one for one in licences() if wanted and _key(one) in [wanted + ending for ending in _ENDINGS])
    return [one for one in near if one.lower() == value.lower()] or (near if len(near) <= len(_ENDINGS) else [])


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", _FILLERS.sub("", name.lower()))

"""The kinds of values that hadolint's `label-schema` knows: text, url, semver, hash, rfc3339, spdx, email."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from pathlib import Path

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*")  # RFC 3986, absolute
_HASH = re.compile(r"[0-9a-f]{7}|[0-9a-f]{40}")  # of Git, short or whole
_SEMVER = re.compile(r"\d+\.\d+\.\d+(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_ATOM}(?:\.{_ATOM})*|\[[^\[\]\\]*\])")  # RFC 5322, addr-spec
_EXPRESSION = re.compile(r"[()]|[^\s()]+")
_CONJUNCTIONS = frozenset(("AND", "OR", "WITH", "(", ")"))


def is_valid(kind: str, value: str) -> bool:
    """Whether a label's value is of that kind; anything is text. `spdx` is one licence's identifier."""
    if kind == "url":
        return _URI.fullmatch(value) is not None
    if kind == "hash":
        return _HASH.fullmatch(value) is not None
    if kind == "semver":
        return _SEMVER.fullmatch(value) is not None
    if kind == "rfc3339":
        return _is_time(value)
    if kind == "email":
        return _EMAIL.fullmatch(value) is not None
    return kind != "spdx" or value in licences()


def is_licence_expression(value: str) -> bool:
    """Whether it is an SPDX expression, as the OCI label of licences holds: `MIT`, `MIT OR Apache-2.0`, `GPL-2.0+`."""
    words = _EXPRESSION.findall(value)
    names = [word for word in words if word not in _CONJUNCTIONS]
    return bool(names) and all(
        name.removesuffix("+") in licences() | _licences(deprecated=True)
        or name.startswith("LicenseRef-")
        or _is_exception(words, name)
        for name in names
    )


def _is_exception(words: list[str], name: str) -> bool:
    index = words.index(name)
    return index > 0 and words[index - 1] == "WITH"


def licences() -> frozenset[str]:
    """The identifiers of the SPDX licence list (spdx.org/licenses), without those that are deprecated, as `GPL-2.0`."""
    return _licences(deprecated=False)


@lru_cache(maxsize=2)
def _licences(*, deprecated: bool) -> frozenset[str]:
    text = (Path(__file__).parent / "spdx.txt").read_text(encoding="utf-8")
    rows = [row.split() for row in text.splitlines()]
    return frozenset(row[0] for row in rows if (len(row) > 1) is deprecated)


def _is_time(value: str) -> bool:
    if not _TIME.fullmatch(value):
        return False
    try:
        dt.datetime.fromisoformat(value[:10] + "T" + value[11:19])
    except ValueError:
        return False
    return True

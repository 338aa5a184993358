"""Debian's version numbers: which of two is the newer one (deb-version(7))."""

from __future__ import annotations

import re
from functools import lru_cache

_PARTS = re.compile(r"(\D*)(\d*)")


@lru_cache(maxsize=65536)
def key(version: str) -> tuple[int, tuple[object, ...], tuple[object, ...]]:
    """What sorts versions as dpkg does: `1:2.0~rc1-3+b1` is older than `1:2.0-1`."""
    epoch, colon, rest = version.partition(":")
    if not colon:
        epoch, rest = "0", version
    upstream, dash, revision = rest.rpartition("-")
    if not dash:
        upstream, revision = rest, "0"
    return (int(epoch) if epoch.isdecimal() else 0, _key(upstream), _key(revision))


def _key(part: str) -> tuple[object, ...]:
    found: list[object] = []
    for text, number in _PARTS.findall(part):
        # A tilde sorts before the end, letters before everything else.
        found.append((*tuple(_order(sign) for sign in text), 0))
        found.append(int(number or 0))
    return tuple(found)


def _order(sign: str) -> int:
    if sign == "~":
        return -1
    return ord(sign) if sign.isalpha() else ord(sign) + 256


def satisfies(version: str, sign: str, wanted: str) -> bool:
    """Whether a version fulfils a relation's condition; `sign` is one of `<<`, `<=`, `=`, `>=`, `>>` (and `<`, `>`)."""
    one, other = key(version), key(wanted)
    if sign in ("<=", "<"):
        return one <= other
    if sign in (">=", ">"):
        return one >= other
    if sign == "<<":
        return one < other
    return one > other if sign == ">>" else one == other

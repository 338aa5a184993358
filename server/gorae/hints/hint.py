"""A text between the words."""

from __future__ import annotations

from typing import NamedTuple


class Hint(NamedTuple):
    """A text that stands behind the character at `offset - 1`."""

    offset: int
    label: str
    tooltip: str = ""

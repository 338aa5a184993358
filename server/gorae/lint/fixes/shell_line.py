"""Words of an exec form as the line of a shell."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

OPERATOR = re.compile(r"&&|\|\|?|;|&|\d?>{1,2}|\d>&\d|<")
_SEVERAL = re.compile(r"\$\{?\w*(?:ARGS|FLAGS|OPTIONS|OPTS|PARAMS)\}?")  # a variable that holds several words


def shell_line(words: Iterable[str]) -> str:
    """Words as a shell line: variables and command substitutions are replaced there, operators act, all else is as it is."""
    return " ".join(_quoted(word) for word in words)


def _quoted(word: str) -> str:
    if OPERATOR.fullmatch(word) or _SEVERAL.fullmatch(word):
        return word
    return f'"{word}"' if "$" in word and not re.search(r"[`\\!\"]", word) else shlex.quote(word)

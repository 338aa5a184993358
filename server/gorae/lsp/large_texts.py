"""Texts that are too large for all rules to look at while a user types: only what the build refuses is looked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gorae.lsp.phrases import say

if TYPE_CHECKING:
    from gorae.config.settings import Settings
    from gorae.lsp.session import Json
    from gorae.source import Text
    from gorae.texts import Language

# A keystroke in a text of this size costs seconds under all rules. No Dockerfile written by hand comes near it.
MOST_CHARACTERS = 1_000_000
MOST_LINES = 20_000
# Beyond this, as on the command line, nothing is read at all: only taking such a text apart costs a minute.
MOST_READ_CHARACTERS = 5_000_000
_GROUP = "syntax"


def is_large(text: Text) -> bool:
    """Whether a text is larger than all rules can look at."""
    return len(text.value) > MOST_CHARACTERS or text.value.count("\n") > MOST_LINES


def reduced(settings: Settings) -> Settings:
    """The same settings for a large text: the rules on syntax alone."""
    return replace(settings, select=(_GROUP,), extend_select=(), shellcheck=False)


def hint(language: Language, *, is_read: bool = True) -> Json:
    """The one row that says so, on the first line."""
    return {
        "range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}},
        "message": say("large" if is_read else "too-large", language),
        "severity": 4,
        "source": "gorae",
    }

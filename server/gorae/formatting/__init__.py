"""Puts a Dockerfile's layout right without a change of what it builds."""

from gorae.formatting.document import format_edits, format_text
from gorae.formatting.style import CASES, KeywordCase, Options
from gorae.formatting.typing import edits_after

__all__ = ["CASES", "KeywordCase", "Options", "edits_after", "format_edits", "format_text"]

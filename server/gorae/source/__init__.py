"""Texts, positions in code points and their translation to an editor's columns, and edits."""

from gorae.source.edits import Edit, apply_edits, differences, overlapping
from gorae.source.text import Encoding, Position, Span, Text

__all__ = ["Edit", "Encoding", "Position", "Span", "Text", "apply_edits", "differences", "overlapping"]

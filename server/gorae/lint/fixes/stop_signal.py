"""Gives an image the STOPSIGNAL that its program obeys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.fixes.lines import line_above
from gorae.lint.model import Fix, fix
from gorae.source import Edit

if TYPE_CHECKING:
    from gorae.facts.signals import WrongSignal
    from gorae.syntax import Document


def stop_signal(document: Document, wrong: WrongSignal, signal: str) -> Fix:
    """The fix that writes the signal: over another one (`variant` wrong), else on a line above the program's instruction."""
    if wrong.is_given:
        return fix(Edit(wrong.node.to_document(wrong.word.span), signal), safe=False, variant="wrong")
    return fix(line_above(document, wrong.node, "STOPSIGNAL", signal), safe=False)

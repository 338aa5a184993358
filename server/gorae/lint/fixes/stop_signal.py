"""Programs that the image stops by a signal that they do not obey, and the STOPSIGNAL that they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.signals import stopped_by_other
from gorae.lint.model import Finding, Fix, fix, found
from gorae.rewrites.lines import line_above
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from gorae.facts.signals import WrongSignal
    from gorae.stages import Build
    from gorae.syntax import Document


def stopped_by_other_signal(build: Build, programs: Container[str], signal: str) -> Iterator[Finding]:
    """The program, or the STOPSIGNAL (`wrong`), where one of the programs is process 1 and another signal stops it."""
    wrong = stopped_by_other(build, programs, signal)
    if wrong is not None:
        yield found(
            wrong.node.to_document(wrong.word.span),
            _stop_signal(build.document, wrong, signal),
            variant="wrong" if wrong.is_given else "",
            program=wrong.program,
            signal=wrong.word.text,
        )


def _stop_signal(document: Document, wrong: WrongSignal, signal: str) -> Fix:
    """The fix that writes the signal: over another one (`variant` wrong), else on a line above the program's instruction."""
    if wrong.is_given:
        return fix(Edit(wrong.node.to_document(wrong.word.span), signal), safe=False, variant="wrong")
    return fix(line_above(document, wrong.node, "STOPSIGNAL", signal), safe=False)

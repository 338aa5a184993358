"""A keyword that Docker does not know."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit
from gorae.syntax import INSTRUCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.config.severity import Severity
    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """At the word, with the instruction that it is most like."""
    for fault in build.document.issues():
        if fault.kind != "instruction-unknown":
            continue
        word = dict(fault.facts)["instruction"]
        severity: Severity | None = None if fault.stops else "warning"
        close = difflib.get_close_matches(word.upper(), INSTRUCTIONS, n=1, cutoff=0.6)
        if not close:
            yield found(fault.span, variant="far", severity=severity, word=word)
            continue
        written = fault.span.of(build.document.text.value)
        right = close[0].lower() if written.islower() else close[0]
        repair = fix(Edit(fault.span, right), safe=False, right=right)
        yield found(fault.span, repair, severity=severity, word=word, right=right)


RULE = FileRule(
    "instruction-unknown",
    find,
    aliases=(Alias("tally", "tally/unknown-instruction"), Alias("tally", "tally/invalid-onbuild-trigger")),
    severity="error",
    fixes="unsafe",
)

"""Text that BuildKit refuses."""

from __future__ import annotations

import difflib
import json
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Fix, Rule, fix
from gorae.source import Edit, Span
from gorae.syntax import FLAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.source import Text
    from gorae.stages import Build
    from gorae.syntax import SyntaxIssue

_NEAR = 0.7  # `--form` for `--from`, `--user` for nothing


def find(build: Build) -> Iterator[Finding]:
    """Each syntax error, in its own words, with a fix where the text says what it was meant to be."""
    for fault in build.document.issues():
        if fault.kind != "instruction-unknown":
            repair = _repaired(build, fault)
            yield Finding(fault.span, fault.facts, (repair,) if repair else (), variant=fault.kind)


def _repaired(build: Build, fault: SyntaxIssue) -> Fix | None:
    text = build.document.text
    facts = dict(fault.facts)
    if fault.kind == "flag-unknown":
        others = [name for name in FLAGS.get(facts["instruction"], ()) if f"--{name}" not in _line(text, fault.span)]
        close = difflib.get_close_matches(facts["flag"].lower(), sorted(others), n=1, cutoff=_NEAR)
        return fix(Edit(fault.span, f"--{close[0]}"), safe=False, variant="flag", right=close[0]) if close else None
    if fault.kind == "healthcheck-type":
        start = fault.span.start
        word = "cmd " if _line(text, fault.span).lstrip()[:1].islower() else "CMD "
        return fix(Edit(Span(start, start), word), safe=False, variant="check")
    if fault.kind == "shell-not-json":
        words = fault.span.of(text.value).split()
        plain = all(word.replace("/", "").replace("-", "").isalnum() for word in words)
        return fix(Edit(fault.span, json.dumps(words)), safe=False, variant="shell") if plain else None
    return None


def _line(text: Text, span: Span) -> str:
    return text.value[text.start_of_line(span.start) : text.end_of_line(span.end)]


RULE = Rule("syntax-error", find, "build", severity="error", fixes="unsafe")

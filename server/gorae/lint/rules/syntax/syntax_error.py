"""Text that BuildKit refuses."""

from __future__ import annotations

import difflib
import json
from typing import TYPE_CHECKING

from gorae.context import is_containerfile
from gorae.lint.model import Finding, Fix, fix
from gorae.lint.rule import FileRule
from gorae.source import Edit, Span
from gorae.stages.dispatch import dispatch
from gorae.syntax import FLAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.config.severity import Severity
    from gorae.lint.rule import Inputs
    from gorae.source import Text
    from gorae.stages import Build
    from gorae.syntax import SyntaxIssue

_NEAR = 0.7  # `--form` for `--from`, `--user` for nothing


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Each syntax error, in its own words, with a fix where the text says what it was meant to be."""
    by_podman = is_containerfile(inputs.context)
    for issue in build.document.issues():
        if issue.kind == "instruction-unknown" or (by_podman and issue.kind == "mount-key-podman"):
            continue
        repair = _repaired(build, issue)
        severity: Severity | None = None if issue.stops else "warning"
        yield Finding(issue.span, issue.facts, (repair,) if repair else (), variant=issue.kind, severity=severity)
    for refusal in dispatch(build).refusals:
        if refusal.kind.startswith("mount-") and not (by_podman and refusal.kind == "mount-key-podman"):
            yield Finding(refusal.span, refusal.facts, variant=refusal.kind)


def _repaired(build: Build, issue: SyntaxIssue) -> Fix | None:
    text = build.document.text
    facts = dict(issue.facts)
    if issue.kind == "flag-unknown":
        others = [name for name in FLAGS.get(facts["instruction"], ()) if f"--{name}" not in _line(text, issue.span)]
        close = difflib.get_close_matches(facts["flag"].lower(), sorted(others), n=1, cutoff=_NEAR)
        return fix(Edit(issue.span, f"--{close[0]}"), safe=False, variant="flag", right=close[0]) if close else None
    if issue.kind == "healthcheck-type":
        start = issue.span.start
        word = "cmd " if _line(text, issue.span).lstrip()[:1].islower() else "CMD "
        return fix(Edit(Span(start, start), word), safe=False, variant="check")
    if issue.kind == "shell-not-json":
        words = issue.span.of(text.value).split()
        plain = all(word.replace("/", "").replace("-", "").isalnum() for word in words)
        return fix(Edit(issue.span, json.dumps(words)), safe=False, variant="shell") if plain else None
    return None


def _line(text: Text, span: Span) -> str:
    return text.value[text.start_of_line(span.start) : text.end_of_line(span.end)]


RULE = FileRule("syntax-error", find_with=find, severity="error", fixes="unsafe")

"""Text that BuildKit refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.context import is_containerfile
from gorae.lint.fixes.syntax_repairs import syntax_repair
from gorae.lint.model import Finding
from gorae.lint.rule import FileRule
from gorae.stages.dispatch import dispatch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.config.severity import Severity
    from gorae.lint.rule import Inputs
    from gorae.stages import Build
    from gorae.syntax import SyntaxIssue

# What Podman and Buildah know and Docker's Engine does not: options of mounts, and `COPY --from=$NAME` (Buildah 1.44).
_OF_PODMAN = ("mount-key-podman", "from-variable")


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Each syntax error, in its own words, with a fix where the text says what it was meant to be."""
    by_podman = is_containerfile(inputs.context)
    quoted: set[int] = set()  # instructions of which an open quote is told: what stands behind it is read otherwise
    text = build.document.text.value
    above: SyntaxIssue | None = None
    for issue in build.document.issues():
        before, above = above, issue
        if before is not None and before.stops and issue.kind in _OF_PAIRS and _is_next(text, before, issue):
            continue  # `B = 2`, `A=${X:?must be set}`: the words of one slip
        if issue.kind == "instruction-unknown" or (by_podman and issue.kind in _OF_PODMAN):
            continue
        if issue.kind == "quote-open":
            node = build.document.node_at(issue.span.start)
            if node is not None and node.index in quoted:
                continue
            quoted.add(node.index if node is not None else -1)
        repair = syntax_repair(build.document, issue)
        severity: Severity | None = None if issue.stops else "warning"
        yield Finding(issue.span, issue.facts, (repair,) if repair else (), variant=issue.kind, severity=severity)
    for refusal in dispatch(build).refusals:
        if refusal.kind.startswith("mount-") and not (by_podman and refusal.kind in _OF_PODMAN):
            yield Finding(refusal.span, refusal.facts, variant=refusal.kind)


_OF_PAIRS = frozenset(("pair-without-equals", "name-empty"))


def _is_next(text: str, before: SyntaxIssue, issue: SyntaxIssue) -> bool:
    """Whether the two stand in one word, or in words that follow each other on a line."""
    between = text[before.span.end : issue.span.start]
    return before.span.end <= issue.span.start and "\n" not in between and len(between.split(" ")) <= 2


RULE = FileRule("syntax-error", find_with=find, severity="error", fixes="unsafe", reads={})

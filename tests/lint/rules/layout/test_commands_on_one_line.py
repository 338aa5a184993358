"""`commands-on-one-line`: Chained commands, pairs of LABEL or mounts that share a line."""

from __future__ import annotations

import pytest

from gorae.facts.equivalence import meaning
from gorae.stages import build
from gorae.syntax import parse
from lint.cases import findings_of, fixed


def said(text):
    """What the file says: directives, and for each instruction its parts and commands."""
    whole = build(parse(text))
    return [
        [(one.name, one.value) for one in whole.document.directives],
        [meaning(node.instruction, whole.scope_of(node)) for node in whole.document.nodes],
        [comment.text.rstrip() for comment in whole.document.comments],
    ]


@pytest.mark.parametrize(
    ("rule", "why", "text", "wanted"),
    [
        ("commands-on-one-line", "a chain", "RUN a && b || c", "RUN a \\\n    && b \\\n    || c"),
        ("commands-on-one-line", "broken already", "RUN a && \\\n  b", "RUN a && \\\n  b"),
        ("commands-on-one-line", "one of two", "RUN a && b \\\n && c", "RUN a \\\n    && b \\\n && c"),
        ("commands-on-one-line", "inner lists", "RUN (a && b) ; if c && d; then e; fi", None),
        ("commands-on-one-line", "quotes", "RUN sh -c 'a && b'", None),
        ("commands-on-one-line", "exec form", 'RUN ["a", "&&", "b"]', None),
        ("commands-on-one-line", "a heredoc", "RUN cat <<E && b\nx\nE\n", None),
        ("commands-on-one-line", "labels", "  LABEL a=b c=d", "  LABEL a=b \\\n      c=d"),
        ("commands-on-one-line", "legacy label", "LABEL a b c", None),
        ("commands-on-one-line", "one mount", "RUN --mount=type=cache,target=/a b", None),
        (
            "commands-on-one-line", "mounts", "RUN --mount=type=ssh --mount=type=secret,id=a b",
            "RUN --mount=type=ssh \\\n    --mount=type=secret,id=a \\\n    b",
        ),
        ("commands-on-one-line", "a health check", "HEALTHCHECK CMD a || exit 1", "HEALTHCHECK CMD a \\\n    || exit 1"),
        ("commands-on-one-line", "the escape", "# escape=`\nRUN a && b", "# escape=`\nRUN a `\n    && b"),
    ],
)  # fmt: skip
def test_fixes(rule, why, text, wanted):
    after = fixed(text, rule, unsafe=False)
    assert after == (text if wanted is None else wanted), why
    assert bool(findings_of(text, rule)) == (after != text), why
    assert findings_of(after, rule) == [], why
    assert said(after) == said(text), why

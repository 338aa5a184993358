"""`commands-on-one-line`: Chained commands, pairs of LABEL or mounts that share a line."""

from __future__ import annotations

import pytest

from lint.layout_cases import check_fix

RULE = "commands-on-one-line"


@pytest.mark.parametrize(
    ("why", "text", "wanted"),
    [
        ("a chain", "RUN a && b || c", "RUN a \\\n    && b \\\n    || c"),
        ("broken already", "RUN a && \\\n  b", "RUN a && \\\n  b"),
        ("one of two", "RUN a && b \\\n && c", "RUN a \\\n    && b \\\n && c"),
        ("inner lists", "RUN (a && b) ; if c && d; then e; fi", None),
        ("an operator within quotes", "RUN sh -c 'a && b'", None),
        ("exec form", 'RUN ["a", "&&", "b"]', None),
        ("a heredoc", "RUN cat <<E && b\nx\nE\n", None),
        ("labels line up below the first", "  LABEL a=b c=d", "  LABEL a=b \\\n      c=d"),
        ("legacy label", "LABEL a b c", None),
        ("one mount", "RUN --mount=type=cache,target=/a b", None),
        (
            "mounts take a line each", "RUN --mount=type=ssh --mount=type=secret,id=a b",
            "RUN --mount=type=ssh \\\n    --mount=type=secret,id=a \\\n    b",
        ),
        ("a health check", "HEALTHCHECK CMD a || exit 1", "HEALTHCHECK CMD a \\\n    || exit 1"),
        ("the escape", "# escape=`\nRUN a && b", "# escape=`\nRUN a `\n    && b"),
    ],
)  # fmt: skip
def test_fixes(why, text, wanted):
    check_fix(RULE, why, text, wanted)

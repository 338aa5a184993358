"""What a keystroke leaves remembered is what a fresh look finds."""

from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from gorae.lint.cache import FindingsCache
from gorae.source import Edit, Span
from gorae.stages import build
from gorae.syntax import parse, reparse
from lint.cases import check, settings_of

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from documents import dockerfile

# What rules look for on one instruction because of another one.
_OF_RULES = """
FROM golang:1.24 AS builder
RUN CGO_ENABLED=0 go build -o /out/app ./cmd
FROM debian:13-slim
COPY --from=builder /out/app /usr/local/bin/app
COPY start.sh data.tar.gz /srv/
RUN chmod +x /srv/start.sh && tar xzf /srv/data.tar.gz -C /srv
RUN apt-get update
RUN apt-get install -y nginx && useradd app
EXPOSE 80:8080
CMD ["app"]
CMD ["/srv/start.sh"]
"""
TEXT = dockerfile(100) + _OF_RULES
CHOSEN = settings_of("all")
PIECES = st.sampled_from(
    [
        "a",
        "\n",
        "$",
        "#",
        " ",
        '"',
        "\\\n",
        "FROM debian AS x\n",
        "ARG V=1\n",
        "ENV A=$V\n",
        "USER app\n",
        "가🐳",
        "<<E\n",
        "",
        "# a remark\n",
        "\n# hadolint ignore=DL3008,DL3009\n",
        "\n# gorae: ignore=user-missing\n",
        " && useradd app",
        " && apt-get update",
        "/out/app ",
        "/srv/start.sh ",
        "chown app:app /srv",
        "8080:80 ",
    ]
)
EDITS = st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, 40), PIECES), min_size=1, max_size=6)


@settings(max_examples=40, deadline=None)
@given(EDITS)
def test_findings_after_edits_are_those_of_the_text(edits):
    document, cache = parse(TEXT), FindingsCache()
    check(document, CHOSEN, None, cache)
    for start, length, piece in edits:
        size = len(document.text)
        span = Span(min(start, size), min(start + length, size))
        document = reparse(document, [Edit(span, piece)])
        found = check(document, CHOSEN, None, cache)
        fresh = parse(document.text.value)
        assert seen(found) == seen(check(fresh, CHOSEN))
        assert [stage.environments for stage in build(document).stages] == [
            stage.environments for stage in build(fresh).stages
        ]
        assert [stage.scopes for stage in build(document).stages] == [stage.scopes for stage in build(fresh).stages]


def seen(problems):
    return [(one.rule.name, one.span, one.severity, one.finding.facts, one.fixes) for one in problems]

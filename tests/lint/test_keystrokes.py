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

TEXT = dockerfile(120)
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

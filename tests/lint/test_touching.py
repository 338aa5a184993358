"""What is asked of one place, or of one rule, is what stands among all diagnostics."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from gorae.config.settings import Settings
from gorae.lint.cache import FindingsCache
from gorae.lint.engine import check_in_parts
from gorae.lint.registry import all_rules
from gorae.source import Edit, Span
from gorae.syntax import parse, reparse
from lint.cases import TODAY, settings_of

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from documents import dockerfile

TEXTS = {
    "many stages, 한글 and 🐳": dockerfile(90),
    "a rule that is reported once for several stages": "FROM node:14 AS a\nRUN ls\n\nFROM node:14\nRUN sudo ls\nRUN sudo id\n",
    "a rule beside which no other reports": "FROM {{ base }}\nRUN sudo ls\n",
    "a comment that suppresses": "FROM debian:12\n# gorae: ignore=sudo-used\nRUN sudo ls\nRUN sudo id\n",
    "no stage": "RUN sudo ls\nMAINTAINER x\n",
    "an empty text": "",
}


def said(found):
    return [
        (
            one.rule.name,
            one.span,
            one.severity,
            one.related,
            one.places,
            one.finding.facts,
            one.finding.variant,
            one.fixes,
        )
        for one in found
    ]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("settings", [Settings(today=TODAY), settings_of("all")], ids=["by default", "all rules"])
def test_a_place_or_a_rule_has_what_all_diagnostics_say_of_it(text, settings):
    document, cache = parse(text), FindingsCache()
    check_in_parts(document, settings, None, cache)
    document = reparse(
        document, [Edit(Span(len(text), len(text)), "# end\n")]
    )  # parts that were taken over are looked at, too
    checked = check_in_parts(document, settings, None, cache)
    step = max(1, len(text) // 40)
    spans = [Span(start, start + step // 2) for start in range(0, len(text), step)]
    touching = [said(checked.touching(span)) for span in spans]
    of_rules = {rule: said(checked.of_rule(rule)) for rule in all_rules()}
    may_have_safe_fix = checked.may_have_safe_fix
    every = checked.diagnostics  # asked for last: from then on these are looked through
    for span, found in zip(spans, touching, strict=True):
        assert found == said(one for one in every if one.span.start <= span.end and span.start <= one.span.end)
    for rule, found in of_rules.items():
        assert found == said(one for one in every if one.rule == rule)
    assert may_have_safe_fix or not any(fix.safe and fix.edits for one in every for fix in one.fixes)

"""Fixes of every rule on every text: what they promise holds however the file is written, alone and together."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gorae.lint.rule import CallerRule, IgnoreFileRule
from gorae.lint.selection import select_rules
from gorae.syntax import parse
from lint.cases import check
from proof.catalogue import Case, cases, context_of, settings_of_all
from proof.promises import broken_alone, broken_in_order, broken_reach, broken_together
from proof.sizes import examples
from proof.variants import VARIANTS, as_written
from syntax.dockerfiles import dockerfiles, valid_dockerfiles

SETTINGS = settings_of_all()
FREE = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def broken(text: str, context, order: list[int]) -> list[str]:
    return [
        *broken_alone(text, SETTINGS, context),
        *broken_reach(text, SETTINGS, context),
        *broken_together(text, SETTINGS, context, unsafe=False),
        *broken_together(text, SETTINGS, context, unsafe=True),
        *broken_in_order(text, SETTINGS, context, order),
        *broken_in_order(text, SETTINGS, context, order[::-1]),
    ]


@pytest.mark.parametrize("case", cases(), ids=str)
def test_a_page_in_every_form(case: Case, tmp_path):
    for variant in VARIANTS:
        text = variant(case.text)
        if variant is as_written or text != case.text:
            found = broken(text, lambda changed: context_of(case, tmp_path, changed), list(range(50)))
            assert not found, f"{variant.__name__}: " + "\n".join(found)


def _instructions() -> tuple[list[str], list[str]]:
    """The instructions of all pages: those that begin a stage, and the others."""
    froms, others = [], []
    for case in cases():
        for node in parse(case.text).nodes:
            (froms if node.name == "FROM" else others).append(node.span.of(case.text))
    return sorted(set(froms)), sorted(set(others))


_FROMS, _OTHERS = _instructions()


@st.composite
def mixed_dockerfiles(draw: st.DrawFn) -> str:
    """Instructions of the pages in other company, so that findings meet that no page has together."""
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        lines.append(draw(st.sampled_from(_FROMS)))
        for one in draw(st.lists(st.sampled_from(_OTHERS), min_size=1, max_size=8)):
            lines += [one, *draw(st.sampled_from(((), (), (), ("# 주석",), ("",), ("", "# 왜 그런지", ""))))]
    return draw(st.sampled_from(VARIANTS))("\n".join(lines) + "\n")


@settings(FREE, max_examples=examples(60))
@given(text=mixed_dockerfiles(), seed=st.integers(0, 1000))
def test_findings_that_meet(text: str, seed: int):
    order = list(range(40))
    random.Random(seed).shuffle(order)
    found = broken(text, lambda _: None, order)
    assert not found, "\n".join(found)


@settings(FREE, max_examples=examples(60))
@given(text=st.one_of(valid_dockerfiles(), dockerfiles()), seed=st.integers(0, 1000))
def test_any_text(text: str, seed: int):
    order = list(range(40))
    random.Random(seed).shuffle(order)
    found = broken(text, lambda _: None, order)
    assert not found, "\n".join(found)


def test_the_catalogue_reaches_every_rule_that_has_a_fix(tmp_path):
    """A rule whose pages show nothing to fix would be proven by nothing."""
    fixed = set()
    for number, case in enumerate(cases()):
        folder = tmp_path / str(number)
        folder.mkdir()
        problems = check(parse(case.text), SETTINGS, context_of(case, folder))
        fixed |= {problem.rule.name for problem in problems if problem.fixes}
    rules = select_rules(SETTINGS).rules
    # Those of other files have no Dockerfile on their pages; their fixes are held in tests/lint/rules/callers and ignorefile.
    wanted = {
        rule.name for rule in rules if rule.fixes != "none" and not isinstance(rule, (CallerRule, IgnoreFileRule))
    }
    assert wanted <= fixed

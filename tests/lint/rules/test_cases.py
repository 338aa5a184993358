"""Each case of a rule comes out as it says; how they are written stands in `lint/rule_cases.py`."""

from __future__ import annotations

import pytest

from gorae.lint.registry import group_of, resolve
from lint.cases import findings_of, fixed
from lint.rule_cases import ALL, FOLDER


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.rule}: {case.title}")
def test_case(case):
    if case.reported is not None:
        assert findings_of(case.text, case.rule) == case.reported
    if case.after is not None:
        assert fixed(case.text, case.rule) == case.after


def test_each_file_is_of_a_rule_in_its_group():
    for path in FOLDER.glob("*/*.md"):
        assert [(rule.name, group_of(rule)) for rule in resolve(path.stem)] == [(path.stem, path.parent.name)]

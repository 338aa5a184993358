"""What a rule costs in numbers: measured for each that looks at a Dockerfile, and shown on its page."""

from __future__ import annotations

from gorae.cli.rule_page import rule_page
from gorae.lint.frequency import findings_in_1000_files
from gorae.lint.registry import all_rules, resolve
from gorae.lint.rule import OF_OTHER_FILES, ExternalRule


def test_each_rule_on_dockerfiles_was_measured() -> None:
    rules = [rule for rule in all_rules() if not isinstance(rule, (ExternalRule, *OF_OTHER_FILES))]
    missing = [rule.name for rule in rules if findings_in_1000_files(rule.name) is None]
    assert len(missing) <= len(rules) // 20, f"run scripts/measure_rules.py: {missing}"


def test_a_page_says_how_often_its_rule_speaks() -> None:
    rule = resolve("user-missing")[0]
    assert f"1,000 public files: {findings_in_1000_files(rule.name)}" in " ".join(rule_page(rule, "en").split())
    assert f"1,000개에서 {findings_in_1000_files(rule.name)}건" in " ".join(rule_page(rule, "ko").split())

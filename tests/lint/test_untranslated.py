"""A rule without a Korean page is shown in English, and is on the list."""

from __future__ import annotations

from pathlib import Path

from gorae.lint import messages
from gorae.lint.registry import all_rules


def test_the_list_is_true():
    listed = (Path(__file__).parent / "untranslated.txt").read_text(encoding="utf-8").splitlines()[1:]
    without = sorted(rule.name for rule in all_rules() if not messages.is_translated(rule, "ko"))
    assert listed == without, "tests/lint/untranslated.txt names the rules without a Korean page, and no others"


def test_the_english_page_stands_in(monkeypatch):
    (rule,) = [one for one in all_rules() if one.name == "sudo-used"]
    english = messages.page(rule, "en")
    monkeypatch.setattr(messages, "_file", lambda package, rule, _: _english(package, rule))
    messages.page.cache_clear()
    assert messages.page(rule, "ko") == english
    messages.page.cache_clear()


def _english(package, rule):
    import importlib.resources

    return importlib.resources.files(package) / f"{rule.name.replace('-', '_')}.en.md"

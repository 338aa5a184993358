"""What pages say that a build does was built: `verified-by` names a fact of `tests/engine/facts.py`, which the Engine builds,
or a file of tests.

What a page without one says of builders, package managers and shells is the word of its `source`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.facts import FACTS
from gorae.texts.pages import parse_page

ROOT = Path(__file__).parents[2]
NAMED = {
    path.relative_to(ROOT / "server/gorae").as_posix(): parse_page(path.read_text(encoding="utf-8")).texts(
        "verified-by"
    )
    for folder in ("lint/rules", "reference/pages")
    for path in sorted((ROOT / "server/gorae" / folder).glob("*/*.md"))
}


@pytest.mark.parametrize("page", [name for name, facts in NAMED.items() if facts])
def test_a_page_names_facts_that_are_built(page: str) -> None:
    known = {*FACTS, "documentation"}  # the last: only its source says so
    assert [name for name in NAMED[page] if name not in known and not (ROOT / name).is_file()] == []


@pytest.mark.parametrize("page", [name for name, facts in NAMED.items() if facts and name.endswith(".ko.md")])
def test_both_languages_stand_on_the_same(page: str) -> None:
    assert NAMED[page] == NAMED[page.replace(".ko.md", ".en.md")]


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_is_some_pages(fact: str) -> None:
    assert any(fact in facts for facts in NAMED.values())

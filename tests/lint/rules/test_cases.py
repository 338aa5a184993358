"""The cases of each rule: `GROUP/RULE.md`, a heading a case, a Dockerfile, and what comes of it.

After the Dockerfile stands one of

    reported: `words`, `words`      the words that the rule's findings stand on, in order
    not reported                    the rule finds nothing
    fixed: (and a second Dockerfile)    what all fixes of the rule make of it; a safe one is taken before others
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from gorae.lint.registry import all_rules, group_of, resolve
from lint.cases import findings_of, fixed

FOLDER = Path(__file__).parent
_CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n+(?:(?!```|##)[^\n]*\n+)*"
    r"(?P<fence>```+)dockerfile(?P<info>[^\n]*)\n(?P<text>.*?)^(?P=fence)\n+"
    r"(?P<verdict>reported: [^\n]+|not reported|fixed:\n+(?P<open>```+)dockerfile[^\n]*\n(?P<after>.*?)^(?P=open)$)",
    re.MULTILINE | re.DOTALL,
)
_WORDS = re.compile(r"(?:^|, )(`+)(.+?)\1(?=, |$)", re.DOTALL)


class Case(NamedTuple):
    """One case of a rule."""

    rule: str
    title: str
    text: str
    reported: list[str] | None  # None: a fix is asked for
    after: str


def cases_of(path: Path) -> list[Case]:
    """The cases of a file, which is named after its rule."""
    found = []
    page = path.read_text(encoding="utf-8")
    for match in _CASE.finditer(page):
        text, after = match["text"], match["after"] or ""
        if "unended" in match["info"]:
            text, after = text.removesuffix("\n"), after.removesuffix("\n")
        verdict = match["verdict"]
        reported = None if verdict.startswith("fixed") else []
        if verdict.startswith("reported: "):
            reported = [_plain(words) for _, words in _WORDS.findall(verdict.removeprefix("reported: "))]
        found.append(Case(path.stem, match["title"], text, reported, after))
    assert len(found) == len(re.findall(r"^## ", page, re.MULTILINE)), f"{path.name}: a case cannot be read"
    return found


def _plain(words: str) -> str:
    words = words[1:-1] if words.startswith(" ") and words.endswith(" ") and words.strip() else words
    return words.replace("\\n", "\n")


ALL = [case for path in sorted(FOLDER.glob("*/*.md")) for case in cases_of(path)]


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.rule}: {case.title}")
def test_case(case):
    if case.reported is None:
        assert fixed(case.text, case.rule) == case.after
    else:
        assert findings_of(case.text, case.rule) == case.reported


def test_each_file_is_of_a_rule_in_its_group():
    for path in FOLDER.glob("*/*.md"):
        (rule,) = resolve(path.stem)
        assert rule in all_rules()
        assert path.parent.name == group_of(rule)

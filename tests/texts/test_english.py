"""English that no technical writer would write: none of it stands in a text of the program, the extension or a README."""

from __future__ import annotations

import pytest

from texts.prose import places_of, prose

TEXTS = prose(
    "server/gorae/**/*.en.md", "README.md", "client/walkthrough/*.en.md", "client/package.nls.json",
    "docs/ci.md", "docs/configuration.md", "docs/editors.md", "docs/guide.md", "docs/hadolint.md",
)  # fmt: skip

# What it says, the pattern that must not occur, what to write instead.
WORDS = {
    "a decision": (r"for a person to decide|[Oo]nly a person", "is up to you; only you know"),
    "does not report": (
        r"[Nn]othing is said|rule speaks|rule is silent|nothing is told|keeps silent",
        "does not report",
    ),
    "anyone who": (r"\b[Ww]hoever\b", "anyone who, an attacker who"),
    "a newline": (r"\bline ends?\b(?= (?:are|is|and|of)\b|[.,:;])|Windows line ends", "newline, line endings"),
    "a space": (r"(?<![-\w`])[Bb]lanks(?!-)|\ba blank(?! line)", "space"),
    "on every build": (r"\b[Aa]t each build\b", "on every build"),
    "did you mean": (r"\bIs it `\{", "Did you mean `…`?"),
    "a fix's title": (r"^fix[\w-]*: Write (?:`|it )", "Change to …"),
    "to report": (r"\bare told\b|\bis told\b|\bwas told\b|nobody is told", "report, show"),
    "small letters": (r"\bsmall letters\b", "lowercase"),
    "is not a": (
        r"(?<![Tt]here )\b(?:is|are) no (?:ordinary|small|number|range|pattern|instruction|operator|option)\b",
        "is not a …",
    ),
    "no warning": (r"\bwithout a word\b", "without a warning"),
    "duplicate": (r"\bdoubled\b|\bdoubles are\b", "duplicate"),
    "separately": (r"\bby itself\b", "automatically, separately"),
    "a plural": (r"\w\(s\)", "{count:file|files}"),
}


@pytest.mark.parametrize("name", WORDS)
def test_no_text_has_it(name: str) -> None:
    pattern, instead = WORDS[name]
    assert places_of(pattern, TEXTS) == [], f"{name}: write {instead}"

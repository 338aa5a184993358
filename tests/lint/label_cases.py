"""What the tests of rules on labels share: schemas, and what a rule finds by them."""

from __future__ import annotations

from lint.cases import findings_of

SCHEMA = (("owner", "text"), ("mail", "email"), ("terms", "spdx"))
SHORT = (("a", "text"), ("b", "url"))


def check_schema(rule: str, text: str, found: list[str]) -> None:
    """The rule reports these words where the schema is configured, and nothing where none is."""
    assert findings_of(text, rule, label_schema=SCHEMA) == found
    assert findings_of(text, rule) == []


def found_strictly(rule: str, labels: str) -> list[str]:
    """The words that the rule reports of an image's labels where the short schema lists all that may be set."""
    return findings_of(f"FROM debian:13\n{labels}\n", rule, label_schema=SHORT, strict_labels=True)

"""`from-arg-default-invalid` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from gorae.syntax import parse
from lint.cases import check, fixes_of, problems_of, settings_of

DEFAULT = "from-arg-default-invalid"


@pytest.mark.parametrize(
    ("rule", "text", "variant"),
    [
        (DEFAULT, "ARG IMAGE\nFROM $IMAGE\n", "empty"),
        (DEFAULT, "ARG V\nFROM debian:$V\n", ""),
    ],
)
def test_what_it_says(rule, text, variant):
    (problem,) = problems_of(text, rule)
    assert problem.finding.variant == variant


def offered(rule: str, text: str, **more: object) -> list[str]:
    """What the fixes of the rule's first finding make of the text."""
    return fixes_of(text, rule, **more)[0]


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        (
            "from-arg-default-invalid",
            "ARG V\nFROM node:${V}-alpine\n",
            [f"ARG V={version}\nFROM node:${{V}}-alpine\n" for version in (26, 24, 22)],
        ),
        ("from-arg-default-invalid", "ARG V\nFROM somebody/x:${V}\n", []),
        ("from-arg-default-invalid", "ARG I\nFROM $I\n", []),
        ("from-arg-default-invalid", "ARG V\nFROM localhost/alpine:${V}\n", []),
        ("from-arg-default-invalid", "ARG I\nFROM ${I}:3\n", []),
        ("from-arg-default-invalid", "ARG V\nARG V\nFROM node:${V}\n", []),
        ("from-arg-default-invalid", "ARG V=\nFROM node:${V}\n", []),
        ("from-arg-default-invalid", "ARG V\nFROM node:${V}-nonesuch\n", []),
        (
            "from-arg-default-invalid",
            "ARG W\nARG V\nFROM alpine:$V\n",
            [f"ARG W\nARG V={version}\nFROM alpine:$V\n" for version in ("3.24", "3.23", "3.22")],
        ),
    ],
)
def test_fixes(rule, before, after):
    assert offered(rule, before) == after
    fixes = [fix for problem in check(parse(before), settings_of(rule)) for fix in problem.fixes]
    assert not any(fix.safe for fix in fixes), "what is built changes"

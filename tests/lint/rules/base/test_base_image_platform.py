"""`base-image-platform`: cases that are more than a text."""

import pytest

from gorae.syntax import parse
from lint.cases import check, findings_of, fixes_of, settings_of


def offered(rule: str, text: str, **more: object) -> list[str]:
    """What the fixes of the rule's first finding make of the text."""
    return fixes_of(text, rule, **more)[0]


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        (
            "base-image-platform",
            "FROM --platform=linux/s390x node:26-alpine\n",
            [
                "FROM node:26-alpine\n",
                "FROM --platform=linux/s390x node:26\n",
                "FROM --platform=linux/s390x node:26-slim\n",
            ],
        ),
        ("base-image-platform", "FROM --platform=linux/riscv64 node:26\n", ["FROM node:26\n"]),
    ],
)
def test_fixes(rule, before, after):
    assert offered(rule, before) == after
    fixes = [fix for problem in check(parse(before), settings_of(rule)) for fix in problem.fixes]
    assert not any(fix.safe for fix in fixes), "what is built changes"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("FROM --platform=linux/s390x node:26-alpine\n", ["linux/s390x"]),
        ("FROM --platform=linux/arm64 node:26-alpine\n", []),
        ("FROM --platform=linux/amd64 docker.io/library/node:26-alpine\n", []),
        ("FROM --platform=windows/amd64 debian:13\n", ["windows/amd64"]),
        ("FROM --platform=linux/s390x node:0.1-gone\n", []),
        ("FROM --platform=linux/s390x example/node:26-alpine\n", []),
        ("FROM --platform=$BUILDPLATFORM node:26-alpine\n", []),
        ("FROM --platform=linux/unheard-of node:26-alpine\n", []),
        ("FROM debian:13 AS a\nFROM --platform=linux/s390x a\n", []),
    ],
)
def test_platforms(text, found):
    assert findings_of(text, "InvalidBaseImagePlatform") == found

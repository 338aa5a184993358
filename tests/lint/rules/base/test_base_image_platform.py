"""`base-image-platform`: cases that are more than a text."""

import pytest

from lint.cases import check_offers, findings_of

RULE = "base-image-platform"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "FROM --platform=linux/s390x node:26-alpine\n",
            [
                "FROM node:26-alpine\n",
                "FROM --platform=linux/s390x node:26\n",
                "FROM --platform=linux/s390x node:26-slim\n",
            ],
        ),
        ("FROM --platform=linux/riscv64 node:26\n", ["FROM node:26\n"]),
    ],
)
def test_fixes(before, after):
    check_offers(RULE, before, after)


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

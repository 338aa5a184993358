"""`base-image-platform`: cases that are more than a text."""

import pytest

from lint.cases import check_offers, findings_of

RULE = "base-image-platform"


@pytest.mark.parametrize(
    ("why", "before", "after"),
    [
        (
            "without the platform, or with a variant that has it",
            "FROM --platform=linux/s390x node:26-alpine\n",
            [
                "FROM node:26-alpine\n",
                "FROM --platform=linux/s390x node:26\n",
                "FROM --platform=linux/s390x node:26-slim\n",
            ],
        ),
        ("no variant has it", "FROM --platform=linux/riscv64 node:26\n", ["FROM node:26\n"]),
    ],
)
def test_fixes(why, before, after):
    check_offers(RULE, before, after)


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("the variant is not made for it", "FROM --platform=linux/s390x node:26-alpine\n", ["linux/s390x"]),
        ("the variant is made for it", "FROM --platform=linux/arm64 node:26-alpine\n", []),
        ("the full address is the same image", "FROM --platform=linux/amd64 docker.io/library/node:26-alpine\n", []),
        ("an official image may lack a whole system", "FROM --platform=windows/amd64 debian:13\n", ["windows/amd64"]),
        ("a tag that is gone is not known", "FROM --platform=linux/s390x node:0.1-gone\n", []),
        ("another's image is not known", "FROM --platform=linux/s390x example/node:26-alpine\n", []),
        ("a variable is not known", "FROM --platform=$BUILDPLATFORM node:26-alpine\n", []),
        (
            "a platform that nobody has heard of is another check's",
            "FROM --platform=linux/unheard-of node:26-alpine\n",
            [],
        ),
        ("an image for an older variant serves a newer one", "FROM --platform=linux/arm/v6 gcc:16.2.0\n", []),
        ("a newer one does not serve an older one", "FROM --platform=linux/arm/v5 node:26\n", ["linux/arm/v5"]),
        ("a variant newer than all that are made", "FROM --platform=linux/amd64/v3 node:26-alpine\n", []),
        ("the architecture's other name", "FROM --platform=linux/armhf node:26\n", ["linux/armhf"]),
        ("the architecture alone is one of Linux", "FROM --platform=s390x node:26-alpine\n", ["s390x"]),
        ("the system alone is of the machine's architecture", "FROM --platform=linux node:26-alpine\n", []),
        (
            "32-bit Arm is taken for the 64-bit one, and Docker warns",
            "FROM --platform=linux/arm64 nim:2.2.6\n",
            ["linux/arm64"],
        ),
        ("a stage has no platforms of its own", "FROM debian:13 AS a\nFROM --platform=linux/s390x a\n", []),
    ],
)
def test_platforms(why, text, found):
    assert findings_of(text, "InvalidBaseImagePlatform") == found, why

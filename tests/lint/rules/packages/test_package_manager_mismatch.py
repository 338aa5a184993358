"""`package-manager-mismatch`: the package manager of another system."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("package-manager-mismatch", "FROM node:24-alpine\nRUN apt-get update", ["apt-get"]),
        ("package-manager-mismatch", "FROM debian:13\nRUN apk add --no-cache curl", ["apk"]),
        ("package-manager-mismatch", "FROM redhat/ubi9-minimal:9.6\nRUN dnf install -y tar", ["dnf"]),
        ("package-manager-mismatch", "FROM redhat/ubi9-minimal:9.6\nRUN microdnf install -y dnf && dnf install -y tar", []),
        ("package-manager-mismatch", "FROM node:24-alpine\nRUN command -v apt-get && apt-get update", []),
        ("package-manager-mismatch", "FROM node:24-alpine\nRUN apt-get update || apk update", []),
        # Until 11 the plain images of openjdk are Debian.
        ("package-manager-mismatch", "FROM openjdk:8-jdk\nRUN apt-get update", []),
        ("package-manager-mismatch", "FROM ghcr.io/owner/x:1\nRUN apt-get update", []),
        ("package-manager-mismatch", "FROM opensuse/leap:15.6\nRUN apt-get update", ["apt-get"]),
        ("package-manager-mismatch", "FROM opensuse/leap:15.6\nRUN zypper install -y git", []),
        ("package-manager-mismatch", "FROM mcr.microsoft.com/azurelinux/base/core:3.0\nRUN apt-get update", ["apt-get"]),
        ("package-manager-mismatch", "FROM gcr.io/distroless/base-debian13:debug\nRUN apt-get update", ["apt-get"]),
        ("package-manager-mismatch", "FROM registry.access.redhat.com/ubi9/ubi-micro\nRUN microdnf install -y tar", ["microdnf"]),
        ("package-manager-mismatch", "FROM busybox\nRUN apk add curl", ["apk"]),
    ],
)  # fmt: skip
def test_found(rule, text, words):
    """What each rule stands on."""
    assert findings_of(text + "\n", rule) == words


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        (
            "package-manager-mismatch",
            "FROM debian:13\nRUN apk add --no-cache build-base git\n",
            ("FROM debian:13\nRUN apt-get update \\\n    && apt-get install -y --no-install-recommends build-essential git \\\n"
            "    && rm -rf /var/lib/apt/lists/*\n"),
        ),
        (  # a RUN of one line does not show the line endings of its file
            "package-manager-mismatch",
            "FROM debian:13\r\nRUN apk add git\r\n",
            ("FROM debian:13\r\nRUN apt-get update \\\r\n    && apt-get install -y --no-install-recommends git \\\r\n"
            "    && rm -rf /var/lib/apt/lists/*\r\n"),
        ),
    ],
)  # fmt: skip
def test_fixed(rule, text, expected):
    """What the fix makes of the text."""
    assert fixed(text, rule) == expected

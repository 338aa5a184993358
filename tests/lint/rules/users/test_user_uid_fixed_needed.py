"""`user-uid-fixed-needed` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from gorae.context import read_context
from lint.cases import findings_of, fixed, fixes_of

DEPLOYMENT = "kind: Deployment\nspec: {securityContext: {runAsNonRoot: true}}\n"
DEBIAN = "FROM debian:13\n"
NUMBER = "user-uid-fixed-needed"
STATIC = "FROM gcr.io/distroless/static-debian13\n"
TEAM_IMAGE = "FROM ghcr.io/team/app:1\n"
WINDOWS = "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\n"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (DEBIAN + "RUN useradd -u 1234 app\nUSER app\n", "1234"),
        (DEBIAN + "RUN adduser -u 1234 app\nUSER app:x\n", "1234:x"),
        (DEBIAN + "RUN useradd app\nUSER app\n", None),
        (DEBIAN + "RUN useradd -u $U app\nUSER app\n", None),
        (DEBIAN + "RUN useradd -u 1234 other\nUSER app\n", None),
        (DEBIAN + "RUN usermod -u 1234 app\nUSER app\n", None),
        (DEBIAN + "RUN addgroup -g 9 app && adduser -u 1234 app\nUSER app\n", "1234"),
        (DEBIAN + "USER nobody\n", "65534"),
        ("FROM busybox:1.37\nUSER nobody\n", None),
        (STATIC + "USER nonroot\n", "65532"),
        (STATIC + "USER nobody\n", "65534"),
        ("FROM node:24\nUSER node\n", "1000"),
        ("FROM oven/bun:1\nUSER bun\n", "1000"),
        (TEAM_IMAGE + "USER node\n", None),
        ("FROM $BASE\nUSER node\n", None),
    ],
)
def test_the_number_of_a_user(tmp_path, text, number):
    (tmp_path / "k8s").mkdir()
    (tmp_path / "k8s/deployment.yaml").write_text(DEPLOYMENT, encoding="utf-8")
    (tmp_path / "deployment.yaml").write_text(DEPLOYMENT, encoding="utf-8")
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    head = text[: text.rindex("USER ")]
    assert fixes_of(text, NUMBER, context) == [[f"{head}USER {number}\n"] if number else []]


@pytest.mark.parametrize(
    "text",
    [
        DEBIAN + "USER $U\n",
        DEBIAN + "USER 1000\n",
        DEBIAN + "USER root\n",
        WINDOWS + "USER app\n",
        "FROM debian:13 AS a\nUSER app\nFROM a\n",
    ],
)
def test_users_whose_number_is_not_asked_for(tmp_path, text):
    (tmp_path / "k8s").mkdir()
    (tmp_path / "deployment.yaml").write_text(DEPLOYMENT, encoding="utf-8")
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    assert findings_of(text, NUMBER, context) == []


@pytest.mark.parametrize(
    ("image", "lines", "number"),
    [
        ("node:24", "USER node", "1000"),
        ("node:24", "USER node:node", "1000:node"),
        ("alpine:3", "USER nobody", "65534"),
        ("gcr.io/distroless/static-debian13", "USER nonroot", "65532"),
        ("debian:13", "RUN useradd -r -u 10001 app\nUSER app", "10001"),
        ("alpine:3", "RUN adduser -D -u 10001 app\nUSER app", "10001"),
        ("debian:13", "RUN useradd app\nUSER app", None),
        ("me/own", "USER app", None),
    ],
)
def test_a_users_number(tmp_path, image, lines, number):
    (tmp_path / "deployment.yaml").write_text(DEPLOYMENT, encoding="utf-8")
    (tmp_path / ".dockerignore").write_text("deployment.yaml\n", encoding="utf-8")
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    text = f"FROM {image}\n{lines}\nCMD x\n"
    (found,) = findings_of(text, NUMBER, context)
    assert found == lines.rpartition(" ")[2]
    wanted = text.replace(f"USER {found}", f"USER {number}") if number else text
    assert fixed(text, NUMBER, context=context) == wanted


@pytest.mark.parametrize("lines", ["USER 1000", "USER root", "USER 1000:app", "ARG U\nUSER $U", "RUN id"])
def test_numbers_that_are_there(tmp_path, lines):
    (tmp_path / "deployment.yaml").write_text(DEPLOYMENT, encoding="utf-8")
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    assert findings_of(f"FROM node:24\n{lines}\nCMD x\n", NUMBER, context) == []


def test_no_kubernetes_no_hint(tmp_path):
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    assert findings_of("FROM node:24\nUSER node\nCMD x\n", NUMBER, context) == []

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
    ("why", "text", "number"),
    [
        ("useradd gives the number", DEBIAN + "RUN useradd -u 1234 app\nUSER app\n", "1234"),
        ("the group that is named stays", DEBIAN + "RUN adduser -u 1234 app\nUSER app:x\n", "1234:x"),
        ("useradd takes the next free number, whatever it is", DEBIAN + "RUN useradd app\nUSER app\n", None),
        ("the number is a variable", DEBIAN + "RUN useradd -u $U app\nUSER app\n", None),
        ("another user has the number", DEBIAN + "RUN useradd -u 1234 other\nUSER app\n", None),
        ("usermod of a user that nobody makes says nothing", DEBIAN + "RUN usermod -u 1234 app\nUSER app\n", None),
        (
            "adduser gives the number behind another command",
            DEBIAN + "RUN addgroup -g 9 app && adduser -u 1234 app\nUSER app\n",
            "1234",
        ),
        ("nobody has the same number in all of Debian", DEBIAN + "USER nobody\n", "65534"),
        ("BusyBox's nobody is not known", "FROM busybox:1.37\nUSER nobody\n", None),
        ("distroless images have a user of a fixed number", STATIC + "USER nonroot\n", "65532"),
        ("and nobody with Debian's number", STATIC + "USER nobody\n", "65534"),
        ("Node's image makes a user of a fixed number", "FROM node:24\nUSER node\n", "1000"),
        ("Bun's image does, too", "FROM oven/bun:1\nUSER bun\n", "1000"),
        ("another team's image may have any number", TEAM_IMAGE + "USER node\n", None),
        ("the base is not known", "FROM $BASE\nUSER node\n", None),
    ],
)
def test_the_number_of_a_user(why, tmp_path, text, number):
    (tmp_path / "k8s").mkdir()
    (tmp_path / "k8s/deployment.yaml").write_text(DEPLOYMENT, encoding="utf-8")
    (tmp_path / "deployment.yaml").write_text(DEPLOYMENT, encoding="utf-8")
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    head = text[: text.rindex("USER ")]
    assert fixes_of(text, NUMBER, context) == [[f"{head}USER {number}\n"] if number else []], why


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("the user is a variable", DEBIAN + "USER $U\n"),
        ("it is a number already", DEBIAN + "USER 1000\n"),
        ("root is refused whatever its number", DEBIAN + "USER root\n"),
        ("users of Windows have no numbers", WINDOWS + "USER app\n"),
        ("the stage that is built names none itself", "FROM debian:13 AS a\nUSER app\nFROM a\n"),
    ],
)
def test_users_whose_number_is_not_asked_for(why, tmp_path, text):
    (tmp_path / "k8s").mkdir()
    (tmp_path / "deployment.yaml").write_text(DEPLOYMENT, encoding="utf-8")
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    assert findings_of(text, NUMBER, context) == [], why


@pytest.mark.parametrize(
    ("why", "image", "lines", "number"),
    [
        ("the manifest stands outside of the context, too", "node:24", "USER node", "1000"),
        ("the group that is named stays", "node:24", "USER node:node", "1000:node"),
        ("Alpine's nobody is Debian's", "alpine:3", "USER nobody", "65534"),
        (
            "distroless images have a user of a fixed number",
            "gcr.io/distroless/static-debian13",
            "USER nonroot",
            "65532",
        ),
        (
            "useradd gives the number behind another option",
            "debian:13",
            "RUN useradd -r -u 10001 app\nUSER app",
            "10001",
        ),
        (
            "adduser gives the number behind another option",
            "alpine:3",
            "RUN adduser -D -u 10001 app\nUSER app",
            "10001",
        ),
        ("useradd takes the next free number, whatever it is", "debian:13", "RUN useradd app\nUSER app", None),
        ("the image is not known", "me/own", "USER app", None),
    ],
)
def test_a_users_number(why, tmp_path, image, lines, number):
    (tmp_path / "deployment.yaml").write_text(DEPLOYMENT, encoding="utf-8")
    (tmp_path / ".dockerignore").write_text("deployment.yaml\n", encoding="utf-8")
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    text = f"FROM {image}\n{lines}\nCMD x\n"
    (found,) = findings_of(text, NUMBER, context)
    assert found == lines.rpartition(" ")[2]
    wanted = text.replace(f"USER {found}", f"USER {number}") if number else text
    assert fixed(text, NUMBER, context=context) == wanted


@pytest.mark.parametrize(
    ("why", "lines"),
    [
        ("a number is what Kubernetes wants", "USER 1000"),
        ("root is refused whatever its number", "USER root"),
        ("a number with a group is one, too", "USER 1000:app"),
        ("the user is a variable", "ARG U\nUSER $U"),
        ("the file names no user", "RUN id"),
    ],
)
def test_numbers_that_are_there(why, tmp_path, lines):
    (tmp_path / "deployment.yaml").write_text(DEPLOYMENT, encoding="utf-8")
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    assert findings_of(f"FROM node:24\n{lines}\nCMD x\n", NUMBER, context) == [], why


def test_no_kubernetes_no_hint(tmp_path):
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    assert findings_of("FROM node:24\nUSER node\nCMD x\n", NUMBER, context) == []

"""Where the rules on base images begin and end to speak: a text on either side of each condition."""

import pytest

from gorae.lint import messages
from lint.cases import findings_of, fixed, problems_of

DIGEST = "sha256:" + "1" * 64
CUDA = "FROM nvidia/cuda:13.0.1-devel-ubuntu24.04\n"
SERVE = 'CMD ["serve"]\n'

FOUND = [
    ("base-image-eol", "FROM debian:9 AS b\nFROM b\n", ["debian:9"]),
    ("base-image-eol", "FROM debian:13 AS python\nFROM python\n", []),
    ("base-image-eol", "FROM me/debian:9\n", []),
    ("base-image-latest", "FROM node:latest\n", ["node:latest"]),
    ("base-image-latest", f"FROM node:latest@{DIGEST}\n", []),
    ("base-image-latest", "FROM me/app:latest\n", ["me/app:latest"]),
    ("base-image-untagged", "FROM node\n", ["node"]),
    ("base-image-untagged", f"FROM node@{DIGEST}\n", []),
    ("base-image-untagged", "FROM node:24 AS node\nFROM node\n", []),
    ("base-image-untagged", "FROM scratch\n", []),
    ("base-image-not-slim", "FROM node:24-slim AS node\nFROM node\n", []),
    ("base-image-not-slim", "FROM $BASE\n", []),
    ("digest-missing", "FROM debian:13 AS b\nFROM b\n", ["debian:13"]),
    ("digest-missing", f"FROM debian@{DIGEST}\n", []),
    ("digest-missing", "FROM $BASE\nFROM scratch\n", []),
    ("base-image-platform", "FROM --platform=linux/riscv64 node:24\n", ["linux/riscv64"]),
    ("base-image-platform", "FROM --platform=Linux/RISCV64 node:24\n", ["Linux/RISCV64"]),
    ("base-image-platform", "FROM --platform=linux/amd64 node:24\n", []),
    ("base-image-platform", "ARG P=linux/riscv64\nFROM --platform=$P node:24\n", []),
    ("base-image-platform", f"FROM --platform=linux/riscv64 node:24@{DIGEST}\n", []),
    ("base-image-platform", "FROM --platform=linux/riscv64 me/node:24\n", []),
    ("base-image-platform", "FROM --platform=linux/mips64le node\n", ["linux/mips64le"]),
    ("base-image-platform", "FROM --platform= node:24\nFROM --platform node:24\n", []),
    ("from-platform-constant", "FROM --platform=linux/arm64 debian:13\n", ["--platform=linux/arm64"]),
    ("from-platform-constant", "FROM --platform=linux/arm64 debian:13 AS build-arm64\n", []),
    ("from-platform-constant", "FROM --platform=Linux/ARM64 debian:13 AS build-arm64\n", []),
    ("from-platform-constant", "FROM --platform=linux/arm64 debian:13 AS build\n", ["--platform=linux/arm64"]),
    ("from-platform-constant", "FROM --platform=$BUILDPLATFORM debian:13\n", []),
    ("from-platform-constant", "FROM --platform= debian:13\nFROM --platform debian:13\n", []),
    ("cuda-devel-in-final-stage", CUDA + SERVE, ["nvidia/cuda:13.0.1-devel-ubuntu24.04"]),
    ("cuda-devel-in-final-stage", CUDA.replace("nvidia", "me") + SERVE, []),
    ("cuda-devel-in-final-stage", "FROM nvidia/cuda\n" + SERVE, []),
    ("cuda-devel-in-final-stage", CUDA.replace("devel", "developer") + SERVE, []),
    ("cuda-devel-in-final-stage", CUDA + "FROM debian:13\n" + SERVE, []),
    ("cuda-devel-in-final-stage", CUDA.replace("\n", " AS nvidia/cuda\n") + SERVE, ["nvidia/cuda:13.0.1-devel-ubuntu24.04"]),
    ("cuda-devel-in-final-stage", CUDA.replace("\n", " AS dev\n") + SERVE, []),
    ("cuda-devel-in-final-stage", CUDA, []),
    ("cuda-devel-in-final-stage", CUDA + "CMD []\n", []),
    ("cuda-devel-in-final-stage", CUDA + 'ENTRYPOINT ["serve"]\nCMD ["bash"]\n', ["nvidia/cuda:13.0.1-devel-ubuntu24.04"]),
    ("cuda-devel-in-final-stage", CUDA + 'CMD ["/bin/bash"]\n', []),
    ("cuda-devel-in-final-stage", CUDA + "CMD sleep 9\n", []),
    ("cuda-devel-in-final-stage", CUDA + "RUN pip install flash-attn\n" + SERVE, []),
    ("base-image-untrusted", "FROM someone/app:1\n", ["someone/app:1"]),
    ("base-image-untrusted", "FROM bitnami/redis:8\n", []),
    ("base-image-untrusted", "FROM arm64v8/debian:13\n", []),
    ("base-image-untrusted", "FROM debian:13\n", []),
    ("base-image-untrusted", "FROM ghcr.io/someone/app:1\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "found"), FOUND)
def test_found(rule, text, found):
    assert findings_of(text, rule) == found


@pytest.mark.parametrize(
    ("trusted", "image", "is_trusted"),
    [
        ("ghcr.io", "ghcr.io/team/app:1", True),
        ("ghcr.io", "quay.io/team/app:1", False),
        ("ghcr.io", "debian:13", False),
        ("docker.io", "debian:13", True),
        ("hub.docker.com", "team/app:1", True),
        ("index.docker.io", "team/app:1", True),
        ("GHCR.io/", "ghcr.io/team/app:1", True),
        ("ghcr.io/team", "ghcr.io/team/app:1", True),
        ("ghcr.io/Team/", "ghcr.io/team/app:1", True),
        ("ghcr.io/team", "ghcr.io/teams/app:1", False),
        ("ghcr.io/team/app", "ghcr.io/team/app:1", True),
        ("*.example.com", "registry.example.com/app:1", True),
        ("*.example.com", "example.com/app:1", False),
        ("*", "quay.io/team/app:1", True),
        ("team", "team/app:1", True),
        ("Team/", "team/app:1", True),
        ("team", "other/app:1", False),
        ("library", "debian:13", True),
        ("localhost", "localhost/app:1", True),
        ("registry:5000", "registry:5000/app:1", True),
        ("registry:5000", "registry:5001/app:1", False),
        ("ghcr.io", "Ghcr.io/team/app:1", True),
    ],
)
def test_trusted_registries(trusted, image, is_trusted):
    found = findings_of(f"FROM {image}\n", "base-image-untrusted", trusted_registries=("other.example", trusted))
    assert (found == []) is is_trusted


@pytest.mark.parametrize(
    ("rule", "text", "after"),
    [
        ("base-image-eol", "FROM debian:9\n", "FROM debian:13\n"),
        ("base-image-eol", f"FROM debian:9@{DIGEST}\n", f"FROM debian:9@{DIGEST}\n"),
        ("base-image-eol", "ARG V=9\nFROM debian:$V\n", "ARG V=9\nFROM debian:$V\n"),
        ("base-image-latest", "FROM me/app:latest\n", "FROM me/app:latest\n"),
        ("base-image-latest", "FROM me/debian:latest\n", "FROM me/debian:latest\n"),
        ("base-image-untagged", "FROM me/debian\n", "FROM me/debian\n"),
        ("base-image-untagged", "FROM debian AS b\n", "FROM debian:13 AS b\n"),
        ("base-image-latest", "FROM debian:latest AS b\n", "FROM debian:13 AS b\n"),
        ("cuda-devel-in-final-stage", CUDA + SERVE, CUDA.replace("devel", "runtime") + SERVE),
        ("cuda-devel-in-final-stage", CUDA + "RUN make\n" + SERVE, CUDA + "RUN make\n" + SERVE),
        ("cuda-devel-in-final-stage", CUDA + "RUN ls\n" + SERVE, CUDA.replace("devel", "runtime") + "RUN ls\n" + SERVE),
        ("cuda-devel-in-final-stage", CUDA[:-1] + f"@{DIGEST}\n{SERVE}", CUDA[:-1] + f"@{DIGEST}\n{SERVE}"),
    ],
)  # fmt: skip
def test_fixed(rule, text, after):
    assert fixed(text, rule) == after


def test_the_message_names_the_day():
    (problem,) = problems_of("FROM debian:9\n", "base-image-eol")
    assert "`debian` 9 ended on 2020-07-18" in messages.message(problem, "en")


@pytest.mark.parametrize(
    ("run", "after"),
    [
        ("RUN httpd -v", "httpd:2.4-alpine"),
        ("RUN apt-get update", "httpd:2.4"),
        ("RUN useradd app", "httpd:2.4"),
        ('SHELL ["/bin/bash", "-c"]\nRUN httpd -v', "httpd:2.4"),
    ],
)
def test_alpine_is_no_lighter_debian(run, after):
    text = f"FROM httpd:2.4\n{run}\nCMD x\n"
    assert fixed(text, "base-image-not-slim") == text.replace("httpd:2.4", after)

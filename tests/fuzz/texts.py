"""Texts by a rough grammar: mostly right, here and there wrong, so that all of the code is met."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

WORDS = (
    "FROM", "RUN", "COPY", "ADD", "ENV", "ARG", "CMD", "ENTRYPOINT", "USER", "WORKDIR", "LABEL", "HEALTHCHECK", "ONBUILD",
    "SHELL", "STOPSIGNAL", "VOLUME", "EXPOSE", "MAINTAINER", "NONE", "AS", "scratch", "debian:13-slim", "node:22-alpine", "a",
    "--from=a", "--from=0", "--chown=u:g", "--mount=type=cache,target=/a", "--platform=$BUILDPLATFORM", "--interval=1s", "-y",
    "apt-get", "install", "curl", "pip", "npm ci", "useradd", "chmod 777", "rm -rf", "sudo", "cd /a", "export", "bash -c", "echo",
    "$X", "${X:-y}", "${X#*a*}", "${X//a/b}", "${", "X=1", "X=", '"', "'", '["a", "b"]', '["a"', "<<E", "E", "<<-'E'", "&&", "||",
    "|", ";", "(", ")", "{", "}", "\\", "\\\n", "`\n", "\n", "\n", "\n", "\r\n", "#", "# syntax=docker/dockerfile:1\n",
    "# escape=`\n", "# gorae: ignore=all\n", "# hadolint ignore=DL3008\n", "# check=skip=all\n", "http://a/b.tar.gz", "/", "..",
    "*", "!", "[a-z]", "**/x", "key = ", "[tool.gorae]", "select", "- ", ": ", "&a", "*a", "고래", "🐳", "\ufeff", "\0", "\t", "\u2028",
)  # fmt: skip


def text(rng: random.Random, most: int = 40, words: tuple[str, ...] = WORDS) -> str:
    """A text of up to so many pieces."""
    glue = rng.choice((" ", " ", " ", ""))
    return glue.join(rng.choice(words) for _ in range(rng.randint(0, most)))


def changed(rng: random.Random, before: str, words: tuple[str, ...] = WORDS) -> str:
    """A text with a piece cut out, put in or doubled."""
    if not before:
        return text(rng, 5, words)
    start = rng.randrange(len(before))
    end = min(start + rng.randint(0, 8), len(before))
    piece = rng.choice(("", rng.choice(words), before[start:end] * 2))
    return before[:start] + piece + before[end:]

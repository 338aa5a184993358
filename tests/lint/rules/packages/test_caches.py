"""Caches of package managers, and npm ci: a Dockerfile's text in, the words found and the fixed text out."""

from __future__ import annotations

import pytest

from lint.cases import applicabilities, check_fixed

APK, PIP, NPM, MOUNT = "apk-cache-kept", "pip-cache-kept", "npm-install-not-ci", "cache-mount-missing"
COPY = "COPY package*.json ./\n"
FIXES = [
    (
        "each of apk's commands gets the option",
        APK,
        "RUN apk add a && apk upgrade\n",
        "RUN apk add --no-cache a && apk upgrade --no-cache\n",
    ),
    (
        "an update of its own is not needed any more",
        APK,
        "RUN apk update; apk add -U a\n",
        "RUN apk add --no-cache -U a\n",
    ),
    (
        "nor where the option is there already",
        APK,
        "RUN apk update && apk add --no-cache a\n",
        "RUN apk add --no-cache a\n",
    ),
    (
        "the line goes with its newline, as on Windows",
        APK,
        "RUN set -e; \\\r\n  apk update; \\\r\n  apk add a\r\n",
        "RUN set -e; \\\r\n  apk add --no-cache a\r\n",
    ),
    (
        "a comment in between is not lost",
        APK,
        "RUN apk update && \\\n# 색인\n  apk add a\n",
        "RUN apk update && \\\n# 색인\n  apk add a\n",
    ),
    (
        "what happens where the update fails is not lost",
        APK,
        "RUN apk update || apk add a\n",
        "RUN apk update || apk add a\n",
    ),
    ("an update alone is what the RUN is for", APK, "RUN apk update\n", "RUN apk update\n"),
    (
        "an exec form gets a string",
        PIP,
        'RUN ["pip", "install", "x"]\n',
        'RUN ["pip", "install", "--no-cache-dir", "x"]\n',
    ),
    (
        "each pip gets the option, also as a module",
        PIP,
        "RUN python3 -m pip install -U pip && pip3 install x\n",
        "RUN python3 -m pip install --no-cache-dir -U pip && pip3 install --no-cache-dir x\n",
    ),
    (
        "what was deleted before is no cleaning up",
        PIP,
        "RUN rm -rf ~/.cache && pip install x\n",
        "RUN rm -rf ~/.cache && pip install --no-cache-dir x\n",
    ),
    (
        "a mount for another manager serves none",
        PIP,
        "RUN --mount=type=cache,target=/root/.npm pip install x\n",
        "RUN --mount=type=cache,target=/root/.npm pip install --no-cache-dir x\n",
    ),
    (
        "an option for production stays, and the short name is known",
        NPM,
        COPY + "RUN cd web && npm i --production\n",
        COPY + "RUN cd web && npm ci --production\n",
    ),
    ("an exec form's word is replaced", NPM, COPY + 'RUN ["npm", "install"]\n', COPY + 'RUN ["npm", "ci"]\n'),
    (
        "a lock file may be mounted",
        NPM,
        "RUN --mount=type=bind,source=package-lock.json,target=package-lock.json npm install\n",
        "RUN --mount=type=bind,source=package-lock.json,target=package-lock.json npm ci\n",
    ),
    (
        "apt needs two folders, and Debian's own cleaning switched off",
        MOUNT,
        "RUN apt-get update && apt-get install -y a && rm -rf /var/lib/apt/lists/*\n",
        (
            "RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\\n"
            "    --mount=type=cache,target=/var/lib/apt,sharing=locked \\\n"
            "    rm -f /etc/apt/apt.conf.d/docker-clean \\\n"
            "    && apt-get update && apt-get install -y a\n"
        ),
    ),
    (
        "apk's option goes, for the mount is its cache",
        MOUNT,
        "RUN apk add --no-cache a\n",
        "RUN --mount=type=cache,target=/etc/apk/cache \\\n    apk add a\n",
    ),
    (
        "an exec form stands behind the mount",
        MOUNT,
        'RUN ["pip", "install", "--no-cache-dir", "x"]\n',
        'RUN --mount=type=cache,target=/root/.cache/pip ["pip", "install", "x"]\n',
    ),
    (
        "a heredoc stands behind the mount",
        MOUNT,
        "RUN <<EOF\npip install x\nEOF\n",
        "RUN --mount=type=cache,target=/root/.cache/pip <<EOF\npip install x\nEOF\n",
    ),
    ("another user's cache is elsewhere", MOUNT, "USER app\nRUN pip install x\n", "USER app\nRUN pip install x\n"),
]


@pytest.mark.parametrize(("why", "rule", "text", "expected"), FIXES)
def test_fixes(why, rule, text, expected):
    text, expected = f"FROM python:3.13\n{text}", f"FROM python:3.13\n{expected}"
    check_fixed(rule, text, expected)


def test_an_index_that_a_later_run_uses_is_taken_out_by_hand_only():
    text = "FROM alpine\nRUN apk update && apk add a\nRUN apk add b\n"
    assert applicabilities(text, "DL3019") == ["unsafe", "safe"]

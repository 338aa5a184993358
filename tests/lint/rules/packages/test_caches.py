"""Caches of package managers, and npm ci: a Dockerfile's text in, the words found and the fixed text out."""

from __future__ import annotations

import pytest

from lint.cases import applicabilities, check_fixed

APK, PIP, NPM, MOUNT = "apk-cache-kept", "pip-cache-kept", "npm-install-not-ci", "cache-mount-missing"
COPY = "COPY package*.json ./\n"
SERVED = "--mount=type=cache,target=/root/.cache/pip"
QUIET = [
    (APK, "RUN apk add --no-cache curl\n"),
    (APK, "RUN apk --no-cache add curl\n"),
    (APK, "RUN apk add curl && rm -rf /var/cache/apk/*\n"),
    (APK, "RUN apk update && apk add curl && rm -rf /var/cache\n"),
    (APK, "RUN --mount=type=cache,target=/var/cache/apk apk add curl\n"),
    (APK, "RUN --mount=type=cache,dst=/etc/apk/cache apk add curl\n"),
    (APK, "RUN apk del curl\n"),
    (PIP, "RUN pip install --no-cache-dir x\n"),
    (PIP, "ENV PIP_NO_CACHE_DIR=1\nRUN pip install x\n"),
    (PIP, "ARG PIP_NO_CACHE_DIR=1\nRUN pip install x\n"),
    (PIP, "RUN PIP_NO_CACHE_DIR=1 pip install x\n"),
    (PIP, "RUN export PIP_NO_CACHE_DIR=1 && pip install x\n"),
    (PIP, f"RUN {SERVED} pip install x\n"),
    (PIP, "RUN --mount=type=cache,target=/home/app/.cache pip install x\n"),
    (PIP, "ENV PIP_CACHE_DIR=/pip\nRUN --mount=type=cache,target=/pip pip install x\n"),
    (PIP, "RUN pip install x && rm -rf ~/.cache\n"),
    (PIP, "RUN pip install x && pip cache purge\n"),
    (PIP, "RUN pip config set global.no-cache-dir true\nRUN pip install x\n"),
    (PIP, "RUN pip uninstall -y x\n"),
    (PIP, "RUN pip install x\nFROM python:3.13\n"),
    (NPM, "COPY . .\nRUN npm install\n"),
    (NPM, "COPY package.json ./\nRUN npm install\n"),
    (NPM, "RUN npm install\nCOPY package-lock.json ./\n"),
    (NPM, COPY + "RUN npm install -g npm\n"),
    (NPM, COPY + "RUN npm install --global\n"),
    (NPM, COPY + "RUN npm install express\n"),
    (NPM, COPY + "RUN npm install --no-package-lock\n"),
    (NPM, COPY + "RUN rm package-lock.json && npm install\n"),
    (NPM, COPY + "RUN rm package-lock.json\nRUN npm install\n"),
    (NPM, COPY + "RUN npm ci\n"),
    (NPM, "COPY package-lock.json ./\nFROM node:24\nRUN npm install\n"),
    (MOUNT, f"RUN {SERVED} pip install x\n"),
    (MOUNT, "RUN --mount=type=cache,target=/pnpm/store pnpm install\n"),
    (MOUNT, "RUN npm run build && pip list\n"),
    (MOUNT, "RUN npm build\n"),
]
FIXES = [
    (APK, "RUN apk add a && apk upgrade\n", "RUN apk add --no-cache a && apk upgrade --no-cache\n"),
    (APK, "RUN apk update; apk add -U a\n", "RUN apk add --no-cache -U a\n"),
    (APK, "RUN apk update && apk add --no-cache a\n", "RUN apk add --no-cache a\n"),
    (APK, "RUN set -e; \\\r\n  apk update; \\\r\n  apk add a\r\n", "RUN set -e; \\\r\n  apk add --no-cache a\r\n"),
    # neither a comment nor a judgement is lost
    (APK, "RUN apk update && \\\n# 색인\n  apk add a\n", "RUN apk update && \\\n# 색인\n  apk add a\n"),
    (APK, "RUN apk update || apk add a\n", "RUN apk update || apk add a\n"),
    (APK, "RUN apk update\n", "RUN apk update\n"),
    (PIP, 'RUN ["pip", "install", "x"]\n', 'RUN ["pip", "install", "--no-cache-dir", "x"]\n'),
    (
        PIP,
        "RUN python3 -m pip install -U pip && pip3 install x\n",
        "RUN python3 -m pip install --no-cache-dir -U pip && pip3 install --no-cache-dir x\n",
    ),
    (PIP, "RUN rm -rf ~/.cache && pip install x\n", "RUN rm -rf ~/.cache && pip install --no-cache-dir x\n"),
    (
        PIP,
        "RUN --mount=type=cache,target=/root/.npm pip install x\n",
        "RUN --mount=type=cache,target=/root/.npm pip install --no-cache-dir x\n",
    ),
    (NPM, COPY + "RUN cd web && npm i --production\n", COPY + "RUN cd web && npm ci --production\n"),
    (NPM, COPY + 'RUN ["npm", "install"]\n', COPY + 'RUN ["npm", "ci"]\n'),
    (
        NPM,
        "RUN --mount=type=bind,source=package-lock.json,target=package-lock.json npm install\n",
        "RUN --mount=type=bind,source=package-lock.json,target=package-lock.json npm ci\n",
    ),
    (
        MOUNT,
        "RUN apt-get update && apt-get install -y a && rm -rf /var/lib/apt/lists/*\n",
        (
            "RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\\n"
            "    --mount=type=cache,target=/var/lib/apt,sharing=locked \\\n"
            "    rm -f /etc/apt/apt.conf.d/docker-clean \\\n"
            "    && apt-get update && apt-get install -y a\n"
        ),
    ),
    (MOUNT, "RUN apk add --no-cache a\n", "RUN --mount=type=cache,target=/etc/apk/cache \\\n    apk add a\n"),
    (
        MOUNT,
        'RUN ["pip", "install", "--no-cache-dir", "x"]\n',
        'RUN --mount=type=cache,target=/root/.cache/pip ["pip", "install", "x"]\n',
    ),
    (
        MOUNT,
        "RUN <<EOF\npip install x\nEOF\n",
        "RUN --mount=type=cache,target=/root/.cache/pip <<EOF\npip install x\nEOF\n",
    ),
    (MOUNT, "USER app\nRUN pip install x\n", "USER app\nRUN pip install x\n"),
]


@pytest.mark.parametrize(("rule", "text", "expected"), FIXES)
def test_fixes(rule, text, expected):
    text, expected = f"FROM python:3.13\n{text}", f"FROM python:3.13\n{expected}"
    check_fixed(rule, text, expected)


def test_an_index_that_a_later_run_uses_is_taken_out_by_hand_only():
    text = "FROM alpine\nRUN apk update && apk add a\nRUN apk add b\n"
    assert applicabilities(text, "DL3019") == ["unsafe", "safe"]

"""Dockerfiles of our own to build, for what pages are too short to show."""

from __future__ import annotations

from proof.catalogue import Case


def _cases(rule: str, *texts: str) -> tuple[Case, ...]:
    return tuple(Case(rule, 100 + number, text) for number, text in enumerate(texts))


OWN = (
    *_cases(
        "run-consecutive",
        "FROM alpine:3.22\nWORKDIR /srv\nRUN umask 077 && touch a\nRUN touch b\nRUN cd /tmp && touch c\nRUN touch d && exit 0\nRUN touch e\n",
        "FROM alpine:3.22\nUSER node\nRUN touch /tmp/a\nRUN echo $HOME > /tmp/b || true\n# 까닭\nRUN x=1; echo $x > /tmp/c\nRUN echo \"[$x]\" > /tmp/d\n",
        "FROM debian:13-slim\nRUN apt-get update && apt-get install -y curl\nRUN apt-get install -y git\nRUN rm -rf /var/lib/apt/lists/*\nCMD [\"sh\"]\n",
    ),
    *_cases(
        "apt-lists-kept",
        "FROM debian:13-slim\nRUN set -eux; \\\n    apt-get update; \\\n    apt-get install -y --no-install-recommends curl git\nUSER node\n",
        "FROM debian:13-slim\nRUN apt-get update \\\n && apt-get install -y --no-install-recommends \\\n      curl \\\n      # 저장소\n      git\n",
    ),
    *_cases(
        "sh-relinked",
        "FROM debian:13-slim\nRUN ln -sf /bin/bash /bin/sh\nRUN source /etc/os-release && dpkg --version > /dev/null && echo $ID > /srv/there\nUSER nobody\n",
    ),
    *_cases(
        "syntax-error",
        "FROM debian:13-slim AS builder\nFROM debian:13-slim\nCOPY --frm=builder /etc/passwd /srv/users\nUSER nobody\n",
    ),
    *_cases(
        "copy-from-own-stage",
        "FROM golang:1.26 AS builder\nRUN go build -o /go/bin/app .\n\n"
        "FROM debian:13-slim AS runtime\nCOPY --from=runtime /go/bin/app /usr/local/bin/\nUSER nobody\n",
    ),
    *_cases(
        "cache-mount-missing",
        "FROM debian:13-slim\nRUN apt-get update \\\n && apt-get install -y --no-install-recommends curl \\\n && rm -rf /var/lib/apt/lists/*\nUSER node\n",
    ),
    *_cases(
        "legacy-key-value",
        "FROM alpine:3.22\nENV A b c\nENV B \"x y\"\nENV C x\\ y $A\nLABEL note it is so\nRUN echo \"$A|$B|$C\" > /values\n",
    ),
    *_cases(
        "archive-copied-then-unpacked",
        "FROM debian:13-slim\nWORKDIR /opt/app\nCOPY app.tar.gz /tmp/\nRUN tar -xzf /tmp/app.tar.gz -C /opt/app\nUSER nobody\n",
    ),
    *_cases(
        "secret-in-arg-env",
        "FROM node:24-slim\nWORKDIR /srv\nCOPY package.json package-lock.json ./\nARG NPM_TOKEN\n"
        "RUN echo \"//registry.npmjs.org/:_authToken=$NPM_TOKEN\" > .npmrc && npm ci && rm .npmrc\nUSER node\n",
    ),
    *_cases(
        "stage-name-casing",
        "FROM golang:1.26 AS Build\nRUN go build -o /out/app .\nFROM debian:13-slim\nCOPY --from=Build /out /out\nUSER nobody\n",
    ),
    *_cases(
        "stage-unknown",
        "FROM golang:1.26 AS builder\nRUN go build -o /out/app .\nFROM debian:13-slim\nCOPY --from=buidler /out/app /usr/local/bin/\nUSER nobody\n",
    ),
    *_cases(
        "run-cd-only",
        "FROM alpine:3.22\nRUN mkdir -p /app\nRUN cd /app\nRUN touch here\nUSER nobody\n",
    ),
    *_cases(
        "packages-unsorted",
        "FROM debian:13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends \\\n    git \\\n    curl \\\n    # 인증서\n    ca-certificates \\\n && rm -rf /var/lib/apt/lists/*\n",
    ),
)  # fmt: skip

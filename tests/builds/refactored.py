"""Refactorings, built before and after as fixes are: those of tests/refactoring, and real Dockerfiles of our own."""

from __future__ import annotations

from builds.prover import Change
from proof.catalogue import Case
from refactoring.cases import CASES, offered, rewritten

# With `▮` for the cursor or `⟦ ⟧` around a selection, by the refactoring's name.
_OWN = (
    ("run-to-heredoc", "FROM debian:13-slim\nRUN apt-get update \\\n    && apt-get install -y curl▮ \\\n    # 정리\n    && rm -rf /var/lib/apt/lists/*\n"),
    ("run-to-heredoc", "FROM alpine:3.22\nRUN --mount=type=cache,target=/c ▮umask 077 && cd /srv && touch a && pwd > c\n"),
    ("heredoc-to-run", "FROM alpine:3.22\nRUN <<EOF▮\nset -ex\ncd /srv\nx=1\ntouch a$x\nEOF\nRUN touch there\n"),
    ("split-run", "FROM alpine:3.22\nRUN mkdir -p /srv/a ▮&& touch /srv/a/b && chmod 700 /srv/a\n"),
    ("join-runs", "FROM alpine:3.22\nRUN ⟦mkdir -p /srv/a\nRUN cd /srv/a && touch b\nRUN touch /c || true⟧\nUSER node\n"),
    ("sort-packages", "FROM debian:13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends vim▮ curl && rm -rf /var/lib/apt/lists/*\n"),
    ("merge-copies", "FROM node:24-slim\nWORKDIR /srv\nCOPY --chown=node ▮package.json ./\nCOPY --chown=node package-lock.json ./\nRUN npm ci\n"),
    ("add-cache-mounts", "FROM debian:13-slim\nRUN apt-get update \\\n    && apt-get install -y --no-install-recommends curl▮ \\\n    && rm -rf /var/lib/apt/lists/*\n"),
    ("add-cache-mounts", "FROM node:24-slim\nWORKDIR /srv\nCOPY package.json package-lock.json ./\nRUN ▮npm ci\n"),
    ("bind-instead-of-copy", "FROM python:3.14\nWORKDIR /app\nCOPY ▮requirements.txt ./\nRUN pip install -r requirements.txt\nCOPY . .\n"),
    ("bind-instead-of-copy", "FROM node:24\nWORKDIR /app\nCOPY ▮package.json package-lock.json ./\nRUN npm ci\nCOPY . .\n"),
    ("extract-stage", "FROM golang:1.26\nWORKDIR /src\n⟦COPY go.mod main.go ./\nRUN go build -o shop⟧\nUSER 1000\nCMD [\"/src/shop\"]\n"),
    ("extract-arg", "FROM alpine:3.22\nRUN echo 1.2▮.3 > /version && mkdir -p /srv/app-1.2.3\n"),
    ("extract-arg", "FROM node:24▮-slim AS a\nRUN touch /a\nFROM node:24-slim\nCOPY --from=a /a /a\n"),
    ("inline-arg", "FROM alpine:3.22\nARG ▮V=1.2\nENV X=$V Y=\"${V}-z\"\nCOPY app.txt /srv/$V/\n"),
    ("env-to-arg", "FROM alpine:3.22\nENV ▮V=1\nRUN echo $V > /v\n"),
    ("arg-to-env", "FROM alpine:3.22\nARG ▮V=1\nRUN echo $V > /v\n"),
    ("to-exec-form", "FROM alpine:3.22\nCMD ▮sleep 0\n"),
    ("to-shell-form", "FROM alpine:3.22\nCMD ▮[\"sleep\", \"0\"]\n"),
    ("pin-tag", "FROM ▮alpine:3.22\nRUN touch /a\n"),
)  # fmt: skip


def refactored(*, quick: bool) -> list[tuple[Case, list[Change], bool]]:
    """Each case with the change that is offered there; in a quick run our own alone."""
    texts = [(name, before) for name, before, after in CASES.values() if after is not None and not quick]
    found = []
    for number, (name, marked) in enumerate((*_OWN, *texts), 1):
        text, offers = offered(marked)
        after = rewritten(marked, name)
        if after is None:
            raise LookupError(f"{name} is not offered:\n{marked}")
        rule = f"refactoring: {name}"
        change = Change(after, safe=offers[name].safe, rule=rule, rules=(rule,))
        found.append((Case(rule, number, text), [change], True))
    return found

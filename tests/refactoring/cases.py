"""What may be rewritten: a Dockerfile with `▮` for the cursor or `⟦ ⟧` around a selection, and what comes of it."""

from __future__ import annotations

from gorae.refactoring import refactorings_at
from gorae.source import Span, apply_edits
from gorae.stages import build
from gorae.syntax import parse


def selected(text):
    if "▮" in text:
        at = text.index("▮")
        return text.replace("▮", ""), Span(at, at)
    start, end = text.index("⟦"), text.index("⟧") - 1
    return text.replace("⟦", "").replace("⟧", ""), Span(start, end)


def offered(text):
    text, span = selected(text)
    document = parse(text)
    return text, {one.name: one for one in refactorings_at(document, build(document), span)}


def rewritten(text, name):
    text, found = offered(text)
    return apply_edits(text, found[name].edits) if name in found else None


CASES = {
    "a chain to a heredoc": (
        "run-to-heredoc",
        "FROM a\nRUN ▮apt-get update \\\n    && apt-get install -y curl \\\n    # 정리\n    && rm -rf /var/lib/apt/lists/*\n",
        "FROM a\nRUN <<EOF\nset -e\napt-get update\napt-get install -y curl\n# 정리\nrm -rf /var/lib/apt/lists/*\nEOF\n",
    ),
    "flags stay": (
        "run-to-heredoc",
        "FROM a\nRUN --network=none ▮a && b | c\n",
        "FROM a\nRUN --network=none <<EOF\nset -e\na\nb | c\nEOF\n",
    ),
    "a list of `;` goes on after a failure": ("run-to-heredoc", "FROM a\nRUN ▮a; b\n", None),
    "`||` is no chain": ("run-to-heredoc", "FROM a\nRUN ▮a && b || c\n", None),
    "a compound hides failures": ("run-to-heredoc", "FROM a\nRUN ▮a && { b; c; }\n", None),
    "`!` does not stop a script": ("run-to-heredoc", "FROM a\nRUN ▮a && ! b\n", None),
    "not in PowerShell": (
        "run-to-heredoc", 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN ▮a && b\n', None,
    ),
    "a heredoc to a chain": (
        "heredoc-to-run",
        "FROM a\nRUN <<EOF▮\nset -e\na\nb | c\nEOF\nUSER x\n",
        "FROM a\nRUN a \\\n    && b | c\nUSER x\n",
    ),
    "tracing stays": (
        "heredoc-to-run", "FROM a\nRUN <<EOF▮\nset -ex\na\nEOF\n", "FROM a\nRUN set -x \\\n    && a\n",
    ),
    "a heredoc that does not stop stays one": ("heredoc-to-run", "FROM a\nRUN <<EOF▮\na\nb\nEOF\n", None),
    "a comment has no place in a chain": ("heredoc-to-run", "FROM a\nRUN <<EOF▮\nset -e\n# 왜\na\nEOF\n", None),
    "a RUN in two": (
        "split-run",
        "FROM a\nRUN apt-get update ▮&& apt-get install -y curl && rm -rf /x\n",
        "FROM a\nRUN apt-get update\nRUN apt-get install -y curl && rm -rf /x\n",
    ),
    "with its flags, in its letters": (
        "split-run",
        "from a\nrun --network=none a \\\n    # 왜\n    ▮&& b\n",
        "from a\nrun --network=none a\n# 왜\nrun --network=none b\n",
    ),
    "`cd` would be forgotten": ("split-run", "FROM a\nRUN cd /x ▮&& make\n", None),
    "selected RUNs to one": (
        "join-runs", "FROM a\nRUN ⟦a\nRUN b\nRUN c⟧\nUSER x\n", "FROM a\nRUN a \\\n    && b \\\n    && c\nUSER x\n",
    ),
    "RUNs with other flags stay": ("join-runs", "FROM a\nRUN ⟦a\nRUN --network=none b⟧\n", None),
    "packages one a line": (
        "sort-packages",
        "FROM debian\nRUN apt-get update && apt-get install -y vim▮ curl ca-certificates && rm -rf /x\n",
        "FROM debian\nRUN apt-get update && apt-get install -y \\\n    ca-certificates \\\n    curl \\\n    vim && rm -rf /x\n",
    ),
    "packages that are so already": (
        "sort-packages", "FROM debian\nRUN apt-get install -y \\\n    curl \\\n    vim▮\n", None,
    ),
    "pip's order means something": ("sort-packages", "FROM a\nRUN pip install b▮ a\n", None),
    "copies to one folder": (
        "merge-copies",
        "FROM a\nCOPY ▮package.json ./\nCOPY package-lock.json ./\nRUN npm ci\n",
        "FROM a\nCOPY package.json package-lock.json ./\nRUN npm ci\n",
    ),
    "to a dot": ("merge-copies", "FROM a\nCOPY ▮a .\nCOPY b .\n", "FROM a\nCOPY a b ./\n"),
    "two names alike would hide each other": ("merge-copies", "FROM a\nCOPY ▮a/x ./\nCOPY b/x ./\n", None),
    "to a file": ("merge-copies", "FROM a\nCOPY ▮a /x\nCOPY b /x\n", None),
    "other owners": ("merge-copies", "FROM a\nCOPY ▮a ./\nCOPY --chown=x b ./\n", None),
    "a cache mount": (
        "add-cache-mounts",
        "FROM python:3.14\nRUN ▮pip install --no-cache-dir -r a.txt\n",
        "FROM python:3.14\nRUN --mount=type=cache,target=/root/.cache/pip \\\n    pip install -r a.txt\n",
    ),
    "a cache mount that is there": (
        "add-cache-mounts", "FROM a\nRUN --mount=type=cache,target=/root/.npm ▮npm ci\n", None,
    ),
    "of another RUN": ("add-cache-mounts", "FROM a\nRUN npm ci\nRUN ▮echo a\n", None),
    "files for an install step": (
        "bind-instead-of-copy",
        "FROM python:3.14\nWORKDIR /app\nCOPY ▮requirements.txt ./\nRUN pip install -r requirements.txt\nCOPY . .\n",
        ("FROM python:3.14\nWORKDIR /app\nRUN --mount=type=bind,source=requirements.txt,target=requirements.txt \\\n"
        "    pip install -r requirements.txt\nCOPY . .\n"),
    ),
    "files that are needed later": (
        "bind-instead-of-copy", "FROM python:3.14\nCOPY ▮requirements.txt ./\nRUN pip install -r requirements.txt\n", None,
    ),
    "a command to exec form": ("to-exec-form", "FROM a\nCMD ▮node 'a b.js'\n", 'FROM a\nCMD ["node", "a b.js"]\n'),
    "a variable needs a shell": ("to-exec-form", "FROM a\nCMD ▮node $X\n", None),
    "exec form to a command": ("to-shell-form", 'FROM a\nCMD ▮["node", "a b.js"]\n', "FROM a\nCMD node 'a b.js'\n"),
    "ENV to ARG": ("env-to-arg", "FROM a\nENV ▮V=1\n", "FROM a\nARG V=1\n"),
    "ARG to ENV": ("arg-to-env", "from a\narg ▮V=1\n", "from a\nenv V=1\n"),
    "an ARG without a value": ("arg-to-env", "FROM a\nARG ▮V\n", None),
    "the exact tag": ("pin-tag", "FROM ▮alpine:3.24 AS b\n", "FROM alpine:3.24.1 AS b\n"),
    "a tag where none was": ("pin-tag", "FROM ▮alpine\n", "FROM alpine:3.24.1\n"),
    "images of others are not known": ("pin-tag", "FROM ▮acme/shop:1\n", None),
    "a tag that two stages share": (
        "extract-arg",
        "FROM node:24▮-slim AS a\nFROM node:24-slim\n",
        "ARG NODE_VERSION=24-slim\nFROM node:${NODE_VERSION} AS a\nFROM node:${NODE_VERSION}\n",
    ),
    "a version that stands twice": (
        "extract-arg",
        "FROM a\nRUN curl https://x/1.2▮.3/t && mv t-1.2.3 t\n",
        "FROM a\nARG VERSION=1.2.3\nRUN curl https://x/${VERSION}/t && mv t-${VERSION} t\n",
    ),
    "not in single quotes": ("extract-arg", "FROM a\nRUN echo 1.2▮.3 '1.2.3'\n", None),
    "an argument back to its value": (
        "inline-arg", "FROM a\nARG ▮V=1.2\nENV X=$V Y=${V}-z\nUSER q\n", "FROM a\nENV X=1.2 Y=1.2-z\nUSER q\n",
    ),
    "an argument that the shell reads": ("inline-arg", "FROM a\nARG ▮V=1.2\nENV X=$V\nRUN echo $V\n", None),
    "instructions to a stage": (
        "extract-stage",
        "FROM golang:1.25\nWORKDIR /src\n⟦COPY . .\nRUN go build -o shop⟧\nCMD [\"/src/shop\"]\n",
        ("FROM golang:1.25 AS builder\nWORKDIR /src\nCOPY . .\nRUN go build -o shop\n\n"
        "FROM golang:1.25\nWORKDIR /src\nCOPY --from=builder /src /src\nCMD [\"/src/shop\"]\n"),
    ),
    "stages that are called by number": (
        "extract-stage", "FROM a\nFROM b\nWORKDIR /s\nCOPY --from=0 ⟦x y\nRUN z⟧\n", None,
    ),
}  # fmt: skip

"""What may be rewritten: a Dockerfile with `▮` for the cursor or `⟦ ⟧` around a selection, and what comes of it."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gorae.refactoring import refactorings_at, title
from gorae.source import Span, apply_edits
from gorae.stages import build
from gorae.syntax import parse
from syntax.dockerfiles import valid_dockerfiles

SHOP = Path(__file__).parents[1] / "projects" / "shop" / "Dockerfile"


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


@pytest.mark.parametrize(("name", "before", "after"), CASES.values(), ids=CASES)
def test_case(name, before, after):
    assert rewritten(before, name) == after


@pytest.mark.parametrize("newline", ["\r\n"])
@pytest.mark.parametrize(
    ("name", "before", "after"), [c for c in CASES.values() if c[2]], ids=[k for k, c in CASES.items() if c[2]]
)
def test_other_line_ends(name, before, after, newline):
    assert rewritten(before.replace("\n", newline), name) == after.replace("\n", newline)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_each_has_a_title(language):
    for name, before, after in CASES.values():
        if after is not None:
            shown = title(offered(before)[1][name], language)
            assert shown
            assert "{" not in shown
            assert (shown[-1] == "기" or shown.endswith("곳)")) == (language == "ko")


def holds(text, span):
    """After each that is offered: no new fault, all comments there, everything else a Dockerfile still."""
    document = parse(text)
    faults = len(document.faults())
    for one in refactorings_at(document, build(document), span):
        after = apply_edits(text, one.edits)
        fresh = parse(after)
        assert len(fresh.faults()) <= faults, (one.name, after)
        assert sorted(comments(document)) == sorted(comments(fresh)), (one.name, after)


def comments(document):
    found = [comment.text for comment in document.comments]
    for placed in document.placed:
        found += [placed.instruction.slice(span).strip() for span in placed.instruction.comments]
        for heredoc in placed.instruction.heredocs:
            body = placed.instruction.slice(heredoc.body)
            found += [line.strip() for line in body.splitlines() if line.strip().startswith("#")]
    return found


def test_each_place_of_the_sample_project():
    text = SHOP.read_text(encoding="utf-8")
    for start in range(0, len(text), 7):
        holds(text, Span(start, start))
        holds(text, Span(start, min(start + 200, len(text))))


@settings(max_examples=200, deadline=None)
@given(valid_dockerfiles(), st.integers(0, 300), st.integers(0, 120))
def test_generated_files(text, start, length):
    start = min(start, len(text))
    holds(text, Span(start, min(start + length, len(text))))


LINKS = ["echo a >> log", "false", "true", "echo b | tee -a log", "test -e log", "mkdir d", "X=1", "cd d", "echo $X >> log",
         "( echo s >> log )", "cat missing", "echo 'q \"r' >> log", "ls | grep -q log", "umask 077"]  # fmt: skip


def outcome(script):
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(["/bin/sh", "-c", script], cwd=folder, capture_output=True, check=False)
        files = {path.name: path.read_bytes() if path.is_file() else None for path in Path(folder).rglob("*")}
        return done.returncode, done.stdout, files


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(LINKS), min_size=2, max_size=5))
def test_a_heredoc_ends_as_its_chain(links):
    body = " && ".join(links)
    after = rewritten(f"FROM a\nRUN ▮{body}\n", "run-to-heredoc")
    if after is None:
        return
    script = after.partition("<<EOF\n")[2].partition("\nEOF\n")[0]
    assert outcome(script) == outcome(body)
    back = rewritten(after.replace("RUN ", "RUN ▮", 1), "heredoc-to-run")
    if back is not None:
        assert outcome(back.partition("RUN ")[2].replace("\\\n", "")) == outcome(body)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(LINKS), min_size=2, max_size=5), st.integers(0, 80))
def test_two_halves_do_what_the_whole_did(links, at):
    body = " && ".join(links)
    at = min(at, len(body))
    after = rewritten(f"FROM a\nRUN {body[:at]}▮{body[at:]}\n", "split-run")
    if after is None:
        return
    halves = [line.removeprefix("RUN ") for line in after.splitlines()[1:]]
    assert len(halves) == 2
    # Each RUN is a shell of its own, the second runs where the first ended well.
    assert outcome(f"sh -c {quoted(halves[0])} && sh -c {quoted(halves[1])}") == outcome(body)


def quoted(text):
    return "'" + text.replace("'", "'\\''") + "'"

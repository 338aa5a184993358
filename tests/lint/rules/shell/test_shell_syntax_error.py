"""`shell-syntax-error`: what a RUN opens and never closes. dash says whether it is right."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from lint.cases import findings_of

RULE = "shell-syntax-error"
OPEN = {
    "a double quote": ('echo "a', ['"']),
    "a single quote in a word": ("echo it's here", ["'"]),
    "a backtick": ("echo `date", ["`"]),
    "if without fi": ("if true; then echo a", ["if"]),
    "the outer if of two": ("if a; then if b; then c; fi", ["if"]),
    "for without done": ("for x in a b; do echo $x", ["for"]),
    "while without done": ("while true; do date", ["while"]),
    "case without esac": ("case x in a) echo b", ["case"]),
    "over several lines": ("if true; then \\\n    echo a; \\\n    echo b", ["if"]),
}
CLOSED = {
    "everything closed": "if [ -f x ]; then echo \"$(cat 'x')\"; fi",
    "words that only look like it": "echo if fi done",
    "an apostrophe within double quotes": 'echo "it\'s"',
    "an apostrophe in a comment": "true # it's",
    "an escaped quote": 'echo \\"',
    "reserved words one after the other": "for a in 1; do for b in 2; do echo $b; done done",
    "patterns of case": "case $x in a|b) echo c;; *) echo d;; esac",
    "a subshell in a condition": "if (a || b) && c; then d; fi",
    "a function": "f() { if a; then b; fi; }; f",
}


@pytest.mark.parametrize(("body", "words"), OPEN.values(), ids=OPEN.keys())
def test_open(body: str, words: list[str]) -> None:
    assert findings_of(f"FROM debian:13\nRUN {body}\n", RULE) == words


@pytest.mark.parametrize("body", CLOSED.values(), ids=CLOSED.keys())
def test_closed(body: str) -> None:
    assert findings_of(f"FROM debian:13\nRUN {body}\n", RULE) == []


@pytest.mark.skipif(shutil.which("dash") is None, reason="dash is not on this machine")
@pytest.mark.parametrize("body", [*(body for body, _ in OPEN.values()), *CLOSED.values()])
def test_dash_agrees(body: str) -> None:
    joined = body.replace("\\\n", "")
    refused = subprocess.run(["dash", "-n", "-c", joined], capture_output=True, check=False).returncode != 0
    assert refused == bool(findings_of(f"FROM debian:13\nRUN {body}\n", RULE))

"""What a start imports: the first text is checked before the event loop, pygls and the other files' readers are read."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from lsp.plain import PlainClient, framed

if TYPE_CHECKING:
    from pathlib import Path

CODE = """
import os, sys
from gorae.start import later_patterns
later_patterns.install()
from gorae.lsp import transports
from gorae.lsp.endpoint import Endpoint

class Ended(Exception):
    pass

def pause(source, endpoint):
    answer_first(source, endpoint)
    raise Ended

# As the server is started: what it imports before it looks at the first message counts too.
answer_first, transports._answer_first = transports._answer_first, pause
sent = []
transports._write = lambda _, data: sent.append(data)
try:
    transports.serve_stdio("en")
except Ended:
    pass
assert any(b"publishDiagnostics" in one for one in sent), sent
absent = ("asyncio", "ssl", "http", "email", "pygls", "lsprotocol", "cattrs", "argparse", "subprocess", "tempfile",
          "concurrent", "urllib.request", "importlib.resources",
          "gorae.context.bake", "gorae.context.compose", "gorae.shellcheck", "gorae.hover", "gorae.completion",
          "gorae.refactoring", "gorae.formatting")
print([name for name in absent if name in sys.modules], file=sys.stderr)
rules = [name for name in sys.modules if name.startswith("gorae.lint.rules.") and name.count(".") == 4]
print(len(rules), file=sys.stderr)
"""
TEXT = "FROM debian:13-slim\nRUN echo a\nRUN echo b\nUSER nobody\n"


def test_what_is_not_imported_before_the_first_text_is_checked() -> None:
    item = {"uri": "untitled:a", "languageId": "dockerfile", "version": 1, "text": TEXT}
    messages = (
        {"id": 1, "method": "initialize", "params": {"capabilities": {}}},
        {"method": "initialized", "params": {}},
        {"method": "textDocument/didOpen", "params": {"textDocument": item}},
    )
    data = b"".join(framed({"jsonrpc": "2.0", **json.loads(json.dumps(message))}) for message in messages)
    done = subprocess.run([sys.executable, "-c", CODE], input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    absent, rules = done.stderr.decode().splitlines()[-2:]
    assert absent == "[]"
    assert int(rules) < 175


def test_a_pattern_is_compiled_at_its_first_use() -> None:
    code = """
import re
from gorae.start import later_patterns
later_patterns.install()
from gorae.images import reference
from gorae.start.later_patterns import LaterPattern
found = [one for one in vars(reference).values() if isinstance(one, LaterPattern)]
assert found and not any("match" in vars(one) for one in found)
one = LaterPattern("(a)(b)?", re.IGNORECASE)
assert one.fullmatch("AB")[1] == "A" and one.groups == 2 and one.sub("x", "ab") == "x"
assert "match" in vars(one) and isinstance(re.compile("a"), re.Pattern)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("can", [{}, {"diagnostics": {"refreshSupport": True}}], ids=["waits", "is told to ask again"])
@pytest.mark.parametrize("first", ["Dockerfile", "compose.yaml", ".dockerignore", "gorae.toml"])
def test_any_file_may_be_the_first(tmp_path: Path, first: str, can: dict[str, Any]) -> None:
    """Those that want the event loop are looked at with it."""
    texts = {
        "Dockerfile": ("FROM debian:13-slim\nRUN echo a > /a\nRUN echo b > /b\nUSER nobody\n", "run-consecutive"),
        "compose.yaml": ("services:\n  a:\n    build: ./nowhere\n", "build-context-missing"),
        ".dockerignore": ("a\n!a\n", ""),
        "gorae.toml": ('ignore = ["no-such-rule"]\n', "configuration-unknown-rule"),
    }
    text, code = texts[first]
    (tmp_path / first).write_text(text)
    uri = (tmp_path / first).as_uri()
    client = PlainClient()
    client.initialize(capabilities={"textDocument": {"diagnostic": {}}, "workspace": can})
    client.open(uri, text)
    found = client.findings(uri)
    assert not code or code in found
    assert client.end() == 0

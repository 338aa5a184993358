"""lsprotocol's classes, finished when they are first used, are the classes of the plain import."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

DESCRIBE = """
import json, re, sys
if sys.argv[1] == "lazy":
    from gorae.lsp import lazy_types
    lazy_types.import_types()
    assert len(lazy_types._pending) > 500, "the import is no longer lazy"
import attrs
from lsprotocol import converters, types
converter = converters.get_converter()
found = {}
for name, cls in sorted(types.ALL_TYPES_MAP.items()):
    if not (isinstance(cls, type) and attrs.has(cls)):
        continue
    fields = attrs.fields(cls)
    found[name] = [[f.name, repr(f.type), repr(f.default), f.kw_only, f.init, re.sub(r' at 0x[0-9a-f]+', '', repr(f.validator))] for f in fields]
    if all(f.default is not attrs.NOTHING for f in fields):
        one, other = cls(), cls()
        found[name].append([repr(one), one == other, converter.unstructure(one, unstructure_as=cls)])
    found[name].append(sorted(k for k in ("__eq__", "__repr__", "__hash__", "__lt__") if getattr(cls, k) is not None))
for kind, text in json.loads(sys.argv[2]):
    cls = types.ALL_TYPES_MAP[kind]
    one = converter.structure(text, cls)
    found["message " + kind] = [repr(one), converter.unstructure(one, unstructure_as=cls)]
print(json.dumps(found, default=str))
"""
RANGE = {"start": {"line": 0, "character": 1}, "end": {"line": 2, "character": 3}}
MESSAGES = [
    ["Position", {"line": 1, "character": 2}],
    ["InitializeParams", {"processId": None, "rootUri": None, "capabilities": {"general": {"positionEncodings": ["utf-8"]}}}],
    ["DidChangeTextDocumentParams",
     {"textDocument": {"uri": "file:///a", "version": 3},
      "contentChanges": [{"range": RANGE, "text": "가"}, {"text": "all"}]}],
    ["CodeAction",
     {"title": "t", "kind": "quickfix",
      "edit": {"documentChanges": [{"kind": "create", "uri": "file:///b"},
                                   {"textDocument": {"uri": "file:///a", "version": 1},
                                    "edits": [{"range": RANGE, "newText": "x"}]}]}}],
    ["Hover", {"contents": {"kind": "markdown", "value": "**a**"}, "range": RANGE}],
    ["CompletionList", {"isIncomplete": False, "items": [{"label": "RUN", "kind": 14, "sortText": "1"}]}],
    ["PublishDiagnosticsParams", {"uri": "file:///a", "diagnostics": [{"range": RANGE, "message": "m", "severity": 1}]}],
]  # fmt: skip


def described(how):
    run = [sys.executable, "-c", DESCRIBE, how, json.dumps(MESSAGES)]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def both():
    return described("lazy"), described("plain")


def test_all_classes_are_the_same(both):
    lazy, plain = both
    assert len(plain) > 500
    assert [name for name in plain if lazy[name] != plain[name]] == []


def test_the_command_line_knows_no_protocol():
    code = "import sys; from gorae.cli.main import main; main(['rules']); print(sorted(m for m in sys.modules if m.startswith(('pygls', 'lsprotocol'))), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"

#!/usr/bin/env bash
# lsprotocol cannot read a code action that has a command. The answer to textDocument/codeAction may hold a Command, whose
# `command` is a name, or a CodeAction, whose `command` is a Command; lsprotocol looks whether there is a `command` at all,
# makes a Command of both, puts the inner object's repr where the name belongs, and drops edit, kind and data without an
# error. So a client in Python (pygls's, pytest-lsp's) never gets the edit. `codeAction/resolve`, where the type is one, is right.
# Seen with lsprotocol 2025.0.0 and cattrs 26.2.1.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet install lsprotocol==2025.0.0 cattrs==26.2.1 attrs==26.1.0
cat > "$work/ask.py" <<'IN'
from lsprotocol import converters, types

converter = converters.get_converter()
edit = {"changes": {"file:///a": [{"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "newText": "x"}]}}
action = {"title": "Fix", "kind": "quickfix", "edit": edit}
for shape in (action, {**action, "command": {"title": "Then", "command": "then"}}):
    answer = converter.structure({"jsonrpc": "2.0", "id": 1, "result": [shape]}, types.CodeActionResponse)
    read = answer.result[0]
    print(type(read).__name__, repr(read.command), sorted(converter.unstructure(read)))
read = converter.structure(shape, types.CodeAction)
print(type(read).__name__, type(read.command).__name__, sorted(converter.unstructure(read)))
IN
"$work/venv/bin/python" "$work/ask.py" | tee "$work/answer"
diff - "$work/answer" <<'OUT' || { echo "changed"; exit 1; }
CodeAction None ['edit', 'kind', 'title']
Command "{'title': 'Then', 'command': 'then'}" ['command', 'title']
CodeAction Command ['command', 'edit', 'kind', 'title']
OUT

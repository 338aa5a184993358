#!/usr/bin/env bash
# An assignment whose value holds three variables with `/` between the first two and `-` before the third is one word for every
# shell. tree-sitter-bash ends it at the second `$`: the rest becomes the name of a command, and no error is reported. Two
# variables, or the same word behind `echo`, are read right. Such lines are common in Dockerfiles:
# `URL=https://example.com/$VERSION/$VERSION-$PLATFORM.tar.gz`. Seen with tree-sitter-bash 0.25.1 (tree-sitter 0.26.1 for Python).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check tree-sitter==0.26.1 tree-sitter-bash==0.25.1
echo "the shell: $(V=1 P=2 sh -c 'U=a/$V/$V-$P && echo "$U"')"
"$work/venv/bin/python" - << 'EOT'
import tree_sitter, tree_sitter_bash

parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_bash.language()))


def commands(text: str) -> list[str]:
    root, found, stack = parser.parse(text.encode()).root_node, [], []
    assert not root.has_error, "changed: it reports an error"
    stack.append(root)
    while stack:
        node = stack.pop()
        if node.type == "command_name":
            found.append(node.text.decode())
        stack.extend(node.children)
    return found


for text, expected in (("U=a/$V/$V-$P", ["V-$P"]), ("U=a/$V-$P", []), ("echo a/$V/$V-$P", ["echo"])):
    print(f"{text}: commands {commands(text)}")
    assert commands(text) == expected, f"changed: expected {expected}"
EOT

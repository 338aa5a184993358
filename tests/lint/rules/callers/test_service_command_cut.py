"""`service-command-cut`: a command that compose ends at an operator of the shell, or refuses."""

from __future__ import annotations

import pytest

from gorae.config.settings import Settings
from gorae.facts.caller_file import read_caller_file
from gorae.lint.other_files import check_caller_file
from gorae.source import apply_edits
from lint.caller_cases import found

COMMANDS = [
    ("two commands", "command: a && b", ["&& b"]),
    ("a pipe, in quotes of YAML", "command: 'a | b'", ["| b"]),
    ("a redirection, of an entrypoint", "entrypoint: a 고래 🐳 > b", ["> b"]),
    ("within quotes", "command: sh -c 'a && b'", []),
    ("behind an escape", "command: a \\> b", []),
    ("in a list each item is a word", 'command: ["a", "&&", "b"]', []),
    ("an open quote", "command: a 'b", ["a 'b"]),
    ("a parenthesis", "command: a (b)", ["a (b)"]),
    ("a word of a variable that is not known", "command: a ${X} && b", ["a ${X} && b"]),
    ("lines of a block", "command: >\n      a\n      && b", [">\n      a\n      && b"]),
]


@pytest.mark.parametrize(("line", "words"), [row[1:] for row in COMMANDS], ids=[row[0] for row in COMMANDS])
def test_command(tmp_path, line, words):
    text = f"services:\n  w:\n    image: alpine\n    {line}\n"
    assert found(tmp_path, text, {}, "service-command-cut") == words


def test_it_is_wrapped_where_nothing_has_to_be_escaped(tmp_path):
    text = "services:\n  w:\n    image: alpine\n    command: a && b\n    entrypoint: c 'd' ; e\n"
    findings = check_caller_file(
        read_caller_file(tmp_path / "compose.yaml", text), Settings(select=("service-command-cut",))
    )
    fixed = [apply_edits(text, fix.edits) for one in findings for fix in one.fixes]
    assert fixed == [text.replace("a && b", "sh -c 'a && b'")]

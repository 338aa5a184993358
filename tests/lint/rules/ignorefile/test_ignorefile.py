"""What rules find in ignore files: the pattern that is underlined, and what the fix makes of it."""

from __future__ import annotations

import pytest

from gorae.config.settings import Settings
from gorae.context.caller_names import is_ignore_file
from gorae.context.ignore_text import read_ignore
from gorae.context.walk import walk_all
from gorae.lint.other_files import check_ignore_file
from gorae.source import apply_edits
from lint.cases import write_files

INVALID, DUPLICATE = "dockerignore-pattern-invalid", "dockerignore-pattern-duplicate"
OVERRIDDEN, MISSES = "dockerignore-pattern-overridden", "dockerignore-pattern-misses"


def check(tmp_path, text: str, files: tuple[str, ...], rule: str):
    write_files(tmp_path, dict.fromkeys(files, "x"))
    file = read_ignore(tmp_path / ".dockerignore", text, tmp_path, walk_all(tmp_path))
    return check_ignore_file(file, Settings(select=(rule,)))


CASES = [
    ("an open class", INVALID, "a\n[b\n", (), ["[b"]),
    ("a range turned round", INVALID, "[z-]\n", (), ["[z-]"]),
    ("a reversed range of letters", INVALID, "[z-a]\n", (), ["[z-a]"]),
    ("a backslash at the end", INVALID, "a\\\n", (), ["a\\"]),
    ("an exclamation mark alone", INVALID, "!\n", (), ["!"]),
    ("behind a mark at the beginning, with CRLF", INVALID, "\ufeff[b\r\nc\r\n", (), ["[b"]),
    ("blanks around it do not count", INVALID, "  [한글🐳  \n", (), ["[한글🐳"]),
    ("a comment is no pattern", INVALID, "# [\n", (), []),
    ("equal", DUPLICATE, "a\nb\na\n", (), ["a"]),
    ("a slash makes no difference, and all are reported once", DUPLICATE, "dist\n/dist/\n./dist\n", (), ["/dist/"]),
    ("the other kind stands between", DUPLICATE, "a\n!a/b\na\n", (), []),
    ("exceptions too", DUPLICATE, "*\n!a\n!a\n", (), ["!a"]),
    ("undone by the same", OVERRIDDEN, "docs\n!docs\n", ("docs/a",), ["docs"]),
    # Docker carries on what matched the folder, and `!docs` was not asked there: nothing was left out yet.
    ("not undone by the folder above", OVERRIDDEN, "docs/a\n!docs\n", ("docs/a",), []),
    ("undone by all", OVERRIDDEN, "a\nb\n!*\n", ("a", "b"), ["a", "b"]),
    ("a usual pair", OVERRIDDEN, "*.md\n!README.md\n", ("README.md",), []),
    ("an exception that excepts nothing", OVERRIDDEN, "a\n!b\n", ("a", "b"), ["!b"]),
    ("an exception that stands too early", OVERRIDDEN, "!docs/a\ndocs\n", ("docs/a",), ["!docs/a"]),
    ("covered is no harm", OVERRIDDEN, "**/a\na\n", ("a",), []),
    ("another letter case", MISSES, "readme.md\n", ("README.md",), ["readme.md"]),
    ("misspelt", MISSES, "requirments.txt\n", ("requirements.txt",), ["requirments.txt"]),
    ("two letters the wrong way round", MISSES, "requriements.txt\n", ("requirements.txt",), ["requriements.txt"]),
    ("a local file beside another of its family", MISSES, "compose.override.yml\n", ("compose.overview.yml",), []),
    ("a tool's file that is not there", MISSES, ".envrc.sample\n", (".env.sample",), []),
    ("only further down", MISSES, "node_modules\n", ("web/node_modules/a.js",), ["node_modules"]),
    ("only further down, on purpose", MISSES, "/node_modules\n", ("web/node_modules/a.js",), []),
    ("a name that may come later", MISSES, "build\n", ("web/build/a.js",), []),
    ("a comment behind it", MISSES, "*.log # logs\n", (), ["*.log # logs"]),
    ("a name with a mark in it", MISSES, "a#b\n", (), []),
    ("a path as on Windows", MISSES, "docs\\a\n", ("docs/a",), ["docs\\a"]),
    ("nothing like it", MISSES, ".nyc_output\n", ("a",), []),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "files", "words"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_found(tmp_path, rule, text, files, words):
    assert [one.span.of(text) for one in check(tmp_path, text, files, rule)] == words


FIXED = [
    ("a bracket that opens nothing is meant as it is", INVALID, "[b\n", (), "\\[b\n"),
    ("also behind an exclamation mark", INVALID, "![b\n", (), "!\\[b\n"),
    ("the range is turned round", INVALID, "a[z-b]\n", (), "a[b-z]\n"),
    ("the last line goes with the newline before it", DUPLICATE, "a\nb\na", (), "a\nb"),
    ("all doubles go at once", DUPLICATE, "dist\n/dist/\n./dist\n", (), "dist\n"),
    ("newlines as on Windows stay", DUPLICATE, "a\r\nb\r\na", (), "a\r\nb"),
    ("a double in the middle goes with its line", DUPLICATE, "a\r\na\r\nb\r\n", (), "a\r\nb\r\n"),
    ("the letters are those of the file", MISSES, "!readme.md\n", ("README.md",), "!README.md\n"),
    ("two stars reach further down", MISSES, "node_modules\n", ("web/node_modules/a.js",), "**/node_modules\n"),
    ("a comment does not stand behind a pattern", MISSES, "*.log # logs\n", (), "*.log\n"),
    ("slashes part folders everywhere", MISSES, "docs\\a\n", ("docs/a",), "docs/a\n"),
]


@pytest.mark.parametrize(("why", "rule", "text", "files", "after"), FIXED)
def test_fixed(why, tmp_path, rule, text, files, after):
    (one,) = check(tmp_path, text, files, rule)
    fixed = apply_edits(text, one.fixes[0].edits)
    assert fixed == after
    assert check(tmp_path, fixed, files, rule) == []


@pytest.mark.parametrize(
    ("why", "name", "served"),
    [
        ("of a folder", ".dockerignore", True),
        ("of one Dockerfile", "web.Dockerfile.dockerignore", True),
        ("Podman's name for it", ".containerignore", True),
        ("git's is another", ".gitignore", False),
        ("a Dockerfile is none", "Dockerfile", False),
    ],
)
def test_served_as_what_it_is(why, name, served):
    assert is_ignore_file(name) is served, why


def test_reported_once_by_default(tmp_path):
    write_files(tmp_path, dict.fromkeys(("app/__pycache__/a.pyc", ".husky/x"), "x"))
    text = "__pycache__/\n*.pyc\n.huskyrc\n"
    file = read_ignore(tmp_path / ".dockerignore", text, tmp_path, walk_all(tmp_path))
    found = [one for one in check_ignore_file(file, Settings()) if one.rule.name == MISSES]
    assert [(one.span.of(text), one.places) for one in found] == [("__pycache__/", 2)]
    assert apply_edits(text, found[0].fixes[0].edits) == "**/__pycache__\n**/*.pyc\n.huskyrc\n", (
        ".husky is another file"
    )

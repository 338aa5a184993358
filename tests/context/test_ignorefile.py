"""Ignore files: what BuildKit leaves out. The oracle is e2b-dockerfile-utils' port of its matcher."""

import posixpath

import pytest
from e2b_dockerfile_utils import PatternMatcher
from hypothesis import example, given
from hypothesis import strategies as st

from gorae.context import IgnoreError, extend_ignore, parse_ignore

IGNORED = [
    # what is shown, patterns, a path, whether it is ignored
    ("a name at the top", "a", "a", True),
    ("not the same name below", "a", "b/a", False),
    ("what stands below a folder", "a", "a/b/c", True),
    ("a leading slash is nothing", "/a", "a/b", True),
    ("a closing slash is nothing", "a/", "a", True),
    ("`./` is nothing", "./a/./b", "a/b", True),
    ("`..` inside is worked out", "a/../b", "b", True),
    ("above the root there is nothing", "../a", "a", False),
    ("the root itself cannot be left out", ".", "a", False),
    ("a star stays in its folder", "*.log", "a/x.log", False),
    ("a star takes dots", "*", ".env", True),
    ("two stars go down", "**/*.log", "a/b/x.log", True),
    ("two stars are also nothing", "**/*.log", "x.log", True),
    ("two stars before a name", "**/node_modules", "a/node_modules/x.js", True),
    ("two stars need no slash", "**.log", "a/bx.log", True),
    ("two stars in a name", "a**/x", "ab/c/x", True),
    ("two stars in a name, at once", "a**/x", "ax", True),
    ("two stars at the end", "a/**", "a/b/c", True),
    ("two stars at the end, the folder itself stays", "a/**", "a", False),
    ("two stars alone", "**", "a/b", True),
    ("three stars", "***/x", "a/b/x", True),
    ("a question mark is one character", "a?c", "abc", True),
    ("a question mark is no slash", "a?c", "a/c", False),
    ("a class", "[ab]x", "bx", True),
    ("a class turned round", "[^ab]x", "bx", False),
    ("an exclamation mark turns no class round", "[!a]", "!", True),
    ("an escaped star", r"a\*", "a*", True),
    ("an escaped star is no pattern", r"a\*", "ab", False),
    ("a dot is a dot", "a.c*", "abc", False),
    ("brackets are brackets", "a(b)+{c}|d$*", "a(b)+{c}|d$", True),
    ("an exception", "*\n!a", "a", False),
    ("an exception keeps what is below", "*\n!a", "a/b", False),
    ("an exception below an ignored folder", "a\n!a/b", "a/b", False),
    ("its neighbour stays ignored", "a\n!a/b", "a/c", True),
    ("the last match wins", "!a\na", "a", True),
    ("an exception with a blank", "*\n! a", "a", False),
    ("an exception with a slash", "*\n! /a", "a", False),
    ("an exception by its ending", "docs\n!**/README.md", "docs/x/README.md", False),
    ("a comment", "#a", "#a", False),
    ("a number sign behind a blank is a name", " #a", "#a", True),
    ("blanks around are trimmed", "  a b  ", "a b", True),
    ("CRLF", "a\r\nb\r\n", "b", True),
    ("a byte order mark", "\ufeffa", "a", True),
    ("no comment behind a pattern", "a # b", "a", False),
    ("letters of any script", "**/한글*", "가/한글.txt", True),
    ("an empty file", "", "a", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "path", "ignored"), [row[1:] for row in IGNORED], ids=[row[0] for row in IGNORED])
def test_ignored(text, path, ignored):
    assert parse_ignore(text, ".dockerignore").ignores(path) is ignored


@pytest.mark.parametrize(
    "pattern", ["[", "[]a]", "[x-]", "[-x]", "a[", "[^]", "[a", "a\\", "!", "! ", "!/", "[z-a]", r"\q"]
)
def test_wrong_patterns_stop_the_build(pattern):
    with pytest.raises(IgnoreError) as raised:
        parse_ignore(f"# first\nfine\n{pattern}\n", "x.dockerignore")
    assert (raised.value.path, raised.value.line, raised.value.pattern) == ("x.dockerignore", 3, pattern.strip())


parts = st.sampled_from(
    ["a", "b", "ab", "*", "**", "?", "a*", "*b", "**b", "a**", "[ab]", "[^a]", ".", "..", "a.b", r"\*", r"a\.b", "!"]
)
patterns = st.builds(
    lambda keeps, lead, inner, tail: ("!" if keeps else "") + lead + "/".join(inner) + tail,
    st.booleans(), st.sampled_from(["", "", "/", "./"]), st.lists(parts, min_size=1, max_size=4), st.sampled_from(["", "", "/"]),
)  # fmt: skip
names = st.lists(st.sampled_from(["a", "b", "ab", "a.b", "abb", "*", "c"]), min_size=1, max_size=4).map("/".join)


def as_read(line):
    """The line as BuildKit reads it before it makes patterns: the oracle's own reading is left out."""
    keeps = line.startswith("!")
    inner = line[1:] if keeps else line
    if not inner:
        return line
    return posixpath.normpath(("!" if keeps else "") + (posixpath.normpath(inner).lstrip("/") or "/"))


@given(st.lists(patterns, min_size=1, max_size=4), st.lists(names, min_size=1, max_size=8))
@example(["a**/x"], ["ab/x"])
def test_as_the_oracle_says(lines, paths):
    try:
        ours = parse_ignore("\n".join(lines), ".dockerignore")
    except IgnoreError:
        ours = None
    try:
        theirs = PatternMatcher([as_read(line) for line in lines])
    except ValueError:
        theirs = None
    assert (ours is None) is (theirs is None)
    if ours is None:
        return
    for path in paths:
        assert ours.ignores(path) is theirs.matches(path), (lines, path)


@given(st.text(alphabet="ab*?[]!^-\\/.# \r\n\t\ufeff", max_size=40), names)
def test_any_text_is_read_or_refused(text, path):
    try:
        parse_ignore(text, ".dockerignore").ignores(path)
    except IgnoreError as error:
        line = error.line
    else:
        return
    assert 1 <= line <= text.count("\n") + 1


EXTENDED = [
    ("a new file", None, ["a", "b"], "a\nb\n"),
    ("behind the last line", "x\n", ["a"], "x\na\n"),
    ("a last line without an end", "x", ["a"], "x\na\n"),
    ("CRLF stays", "x\r\ny\r\n", ["a"], "x\r\ny\r\na\r\n"),
    ("not twice", "a\nx\n", ["a", "b", "b"], "a\nx\nb\n"),
    ("again behind an exception", "a\n!a\n", ["a"], "a\n!a\na\n"),
    ("nothing to add", "a", ["a"], "a"),
]


@pytest.mark.parametrize(("text", "new", "after"), [row[1:] for row in EXTENDED], ids=[row[0] for row in EXTENDED])
def test_extended(text, new, after):
    assert extend_ignore(text, new) == after
    assert extend_ignore(after, new) == after

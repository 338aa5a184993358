"""Markdown taken apart: blocks of lines, and the marks within a line."""

import pytest

from gorae.texts.markdown import Block, blocks, example, marks, to_plain

FOUR = "````dockerfile\n```\n````"

BLOCKS = {
    "a heading is without its marks": ("## A `b`", [("heading", "A `b`")]),
    "a list may be numbered or indented": ("- a\n  1. b", [("item", "- a"), ("item", "  1. b")]),
    "a number alone begins no list": ("3.13 is new", [("line", "3.13 is new")]),
    "blank lines within a fence are its own": ("```sh\na\n\nb\n```", [("fence", "a\n\nb")]),
    "a longer fence holds a shorter one": (FOUR, [("fence", "```")]),
    "a fence that nobody closes reaches to the end": ("```sh\na", [("fence", "a")]),
    "a table is row by row": ("| a | b |\n| --- | --- |", [("row", "| a | b |"), ("row", "| --- | --- |")]),
}


@pytest.mark.parametrize(("markdown", "wanted"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(markdown, wanted):
    found = list(blocks(markdown))
    assert [(block.kind, block.text) for block in found] == wanted
    assert "\n".join(block.source for block in found) == markdown


def test_what_stands_behind_a_fence_is_not_its_text():
    assert list(blocks("```text file=a\nb\n```")) == [Block("fence", "```text file=a\nb\n```", "b", "text file=a")]


PLAIN = {
    "stars in code are no emphasis": ("`${P##*/}` and `${P%/*}`", "${P##*/} and ${P%/*}"),
    "stars between blanks are stars": ("a * b * c", "a * b * c"),
    "a link is followed by its address": ("[`RUN` \\[1\\]](https://d)", "RUN [1] (https://d)"),
    "code in strong words": ("**`a` b**", "a b"),
    "code with a backquote in it": ("`` a`b ``", "a`b"),
    "an address in brackets": ("<https://d/e>", "https://d/e"),
    "what is escaped": ("\\<\\<EOF \\| \\*", "<<EOF | *"),
    "a mark that nobody closes": ("**a `b [c](d", "**a `b [c](d"),
    "Korean right behind a mark": ("**강한**말 `RUN`을", "강한말 RUN을"),
}


@pytest.mark.parametrize(("markdown", "wanted"), PLAIN.values(), ids=PLAIN)
def test_plain(markdown, wanted):
    assert to_plain(markdown) == wanted
    assert "".join(mark.source for mark in marks(markdown)) == markdown


@pytest.mark.parametrize(
    ("why", "info", "wanted"),
    [
        ("a wrong example that another rule finds something in, too", "dockerfile bad also=a", ("bad", "")),
        ("a file of the context, as the fix leaves it", "text crlf good-file=a/b", ("file", "a/b")),
        ("a block of another language is no example", "sh", ("", "")),
    ],
)
def test_example(why, info, wanted):
    assert example(info) == wanted, why

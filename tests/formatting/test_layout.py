"""Texts before and after, side by side; blanks that matter are drawn as `·`, tabs as `→`."""

from __future__ import annotations

import pytest

from gorae.formatting import Options, edits_after, format_edits, format_text
from gorae.source import Span, apply_edits
from gorae.stages import build
from gorae.syntax import parse


def _plain(drawn: str) -> str:
    return drawn.replace("·", " ").replace("→", "\t")


CASES = {
    "one blank between words, none at the ends": (
        "  from···alpine···as·base··\nCOPY··a··b\n",
        "FROM·alpine·AS·base\nCOPY·a·b\n",
    ),
    "keywords as most of the file's are": ("from·a\nrun·b\nCMD·c\n", "from·a\nrun·b\ncmd·c\n"),
    "the keyword within another": ("FROM·a\nUSER·x\nUSER·y\nhealthcheck·cmd·x\nonbuild·run·y\n", "FROM·a\nUSER·x\nUSER·y\nHEALTHCHECK·CMD·x\nONBUILD·RUN·y\n"),
    "the file's own indentation": (
        "FROM·a\nRUN·b·\\\n··&&·c\nRUN·d·\\\n··&&·e\nRUN·f·\\\n······&&·g·\\\n·········h\n",
        "FROM·a\nRUN·b·\\\n··&&·c\nRUN·d·\\\n··&&·e\nRUN·f·\\\n··&&·g·\\\n·····h\n",
    ),
    "the editor's where the file has none": ("RUN·b·\\\n&&·c\n", "RUN·b·\\\n····&&·c\n"),
    "tabs where the file has tabs": ("RUN·b·\\\n→&&·c\nRUN·d·\\\n→&&·e·\\\n····&&·f\n", "RUN·b·\\\n→&&·c\nRUN·d·\\\n→&&·e·\\\n→&&·f\n"),
    "lines of one kind below each other": ("RUN·apt-get·install·\\\n····a·\\\n·····b·\\\n··c\n", "RUN·apt-get·install·\\\n····a·\\\n····b·\\\n····c\n"),
    "below the first argument stays": ("LABEL·a=b·\\\n······c=d\nRUN·x·\\\n··y\n", "LABEL·a=b·\\\n······c=d\nRUN·x·\\\n··y\n"),
    "blanks within quotes stay": ("RUN·echo·'a··\\\n···b'··\\\n··&&·c\n", "RUN·echo·'a··\\\n···b'·\\\n··&&·c\n"),
    "a word in two halves stays": ("RUN·apt-\\\nget·x\n", "RUN·apt-\\\nget·x\n"),
    "values of the old form stay": ("ENV···A···b··c·\\\n·d\n", "ENV·A···b··c·\\\n·d\n"),
    "a shell's own blanks stay": ("RUN··a···&&·b··c\n", "RUN·a···&&·b··c\n"),
    "JSON arrays": ("CMD·[·\"a\"·,\"b\"·]\nCMD·[·\\\n·\"a\"·,·\\\n··\"b\"·\\\n]\n", "CMD·[\"a\",·\"b\"]\nCMD·[·\\\n·\"a\",·\\\n·\"b\"·\\\n]\n"),
    "continuations in a column stay in one": (
        "RUN·abc··&&·\\\n··de········\\\n··f······\n",
        "RUN·abc··&&·\\\n··de········\\\n··f\n",
    ),
    "comments go with the next line, and none is lost": (
        "RUN·a·\\\n··#·one··\n··&&·b·\\\n#·two\n··&&·c·\\\n·····#·three\n··&&·d\n····#·four\n",
        "RUN·a·\\\n··#·one\n··&&·b·\\\n··#·two\n··&&·c·\\\n··#·three\n··&&·d\n#·four\n",
    ),
    "comments in the first column, where that is the habit": ("RUN·a·\\\n#·one\n··&&·b\n", "RUN·a·\\\n#·one\n··&&·b\n"),
    "blank lines within an instruction go, of many two stay": ("RUN·a·\\\n\n··b\n\n\n\n\nRUN·c\n\n\n", "RUN·a·\\\n··b\n\n\nRUN·c\n"),
    "here-documents are not touched": ("RUN··<<EOF··cat\n··a··\n\n\n\n·b\nEOF\n", "RUN·<<EOF··cat\n··a··\n\n\n\n·b\nEOF\n"),
    "directives and the line end at the end": ("#·syntax·=·x\n#escape=`\nRUN·a·`\n·b", "#·syntax·=·x\n#escape=`\nRUN·a·`\n·b\n"),
    "CRLF stays CRLF": ("RUN··a·\\\r\n#·x\r\n\r\n·&&·b··\r\n", "RUN·a·\\\r\n#·x\r\n·&&·b\r\n"),
    "고래 and 🐳": ("RUN··echo·🐳··\\\n··&&·echo·\"고래··🐳\"··\n", "RUN·echo·🐳·\\\n··&&·echo·\"고래··🐳\"\n"),
    "a shell that is not read keeps its blocks": (
        "#·escape=`\nFROM·x\nSHELL·[\"powershell\"]\nRUN·if·(a)·{·`\n······b·`\n····}·`\n····c··`\n····d\n",
        "#·escape=`\nFROM·x\nSHELL·[\"powershell\"]\nRUN·if·(a)·{·`\n······b·`\n····}·`\n····c·`\n····d\n",
    ),
    "a block that alone is the instruction, its end further in than RUN": (
        "RUN·a·\\\n····b\nRUN·if·c;·then·\\\n········d;·\\\n····else·\\\n········e;·\\\n····fi\n",
        "RUN·a·\\\n····b\nRUN·if·c;·then·\\\n········d;·\\\n····else·\\\n········e;·\\\n····fi\n",
    ),
    "the same with its end in the first column": (
        "RUN·a·\\\n····b\nRUN·if·c;·then·\\\n····d;·\\\nfi\n",
        "RUN·a·\\\n····b\nRUN·if·c;·then·\\\n····d;·\\\nfi\n",
    ),
    "the end of a block behind its semicolon": (
        "RUN·if·a;·then·\\\n····b·\\\n;fi\nRUN·c·\\\n····d\n", "RUN·if·a;·then·\\\n····b·\\\n;fi\nRUN·c·\\\n····d\n",
    ),
    "arguments below a program behind variables": (
        "RUN·a·\\\n··&&·B=c·\\\n·····apt-get·install·\\\n·······d·\\\n·······e·\\\n··&&·f\n",
        "RUN·a·\\\n··&&·B=c·\\\n·····apt-get·install·\\\n·······d·\\\n·······e·\\\n··&&·f\n",
    ),
    "a block of a shell that is not read, its end further in than RUN": (
        'FROM·a\nSHELL·["pwsh"]\nRUN·b;·\\\n····c\nRUN·if·(d)·{·\\\n······e;·\\\n····}\n',
        'FROM·a\nSHELL·["pwsh"]\nRUN·b;·\\\n····c\nRUN·if·(d)·{·\\\n······e;·\\\n····}\n',
    ),
    "an empty line is as far in as the one below it or above it": (
        "RUN·a·\\\n→→b·\\\n→→\\\n→→c·\\\n→;·\\\n→\\\n→d\n",
        "RUN·a·\\\n→→b·\\\n→→\\\n→→c·\\\n→;·\\\n→\\\n→d\n",
    ),
    "what is no instruction keeps its letters": ("FROM··a\nFrobnicate··b\n", "FROM·a\nFrobnicate·b\n"),
    "a template is left alone": ("{{ if .x }}\nFROM··a\n{{ end }}\nRUN·b·\\\nc\n", "{{ if .x }}\nFROM··a\n{{ end }}\nRUN·b·\\\nc\n"),
    "so is one of m4": ("m4_include(`a.m4')m4_dnl\nRUN··b\n", "m4_include(`a.m4')m4_dnl\nRUN··b\n"),
    "a value that a template fills in is a value": ("FROM··a:{{·.version·}}\n", "FROM·a:{{·.version·}}\n"),
    "an empty text": ("", ""),
    "blank lines alone": ("\n\n\n", ""),
    "a text without FROM": ("ENV··a=b\n", "ENV·a=b\n"),
    "what is refused is left alone": ("ENV··a··=\"b\nCOPY\nFOO··bar\n", "ENV·a··=\"b\nCOPY\nFOO·bar\n"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
def test_layout(before: str, after: str) -> None:
    text = format_text(_plain(before))
    assert text == _plain(after)
    assert format_text(text) == text


def test_options_overrule_the_file() -> None:
    text = "from a\nRUN b \\\n  && c\n"
    assert format_text(text, Options(keyword_case="lower", indent=4)) == "from a\nrun b \\\n    && c\n"
    assert format_text(text, Options(keyword_case="keep")) == text
    assert format_text("RUN b \\\nc\n", Options(insert_spaces=False)) == "RUN b \\\n\tc\n"
    assert format_text("RUN b \\\nc\n", Options(tab_size=2)) == "RUN b \\\n  c\n"


def test_a_range_leaves_the_other_lines() -> None:
    text = "COPY  a  b\nCOPY  c  d\nCOPY  e  f\n"
    made = build(parse(text))
    at = text.index("c")
    assert apply_edits(text, format_edits(made, Options(), Span(at, at))) == "COPY  a  b\nCOPY c d\nCOPY  e  f\n"


TYPED = {
    "the next line of a continued RUN": ("RUN a \\\n‸\n", "RUN a \\\n    \n"),
    "below a line that is indented": ("RUN a \\\n  && b \\\n‸", "RUN a \\\n  && b \\\n  "),
    "the file's own level": ("RUN x \\\n  y\nRUN a \\\n‸", "RUN x \\\n  y\nRUN a \\\n  "),
    "in a block of the shell": ("RUN a; \\\n  if b; then \\\n‸", "RUN a; \\\n  if b; then \\\n    "),
    "a line that was broken goes on": ("RUN a && \n‸b\n", "RUN a && \\\n    b\n"),
    "one of several lines": ("RUN a \\\n  && b\n‸c \\\n  && d\n", "RUN a \\\n  && b \\\n  c \\\n  && d\n"),
    "within quotes no blank is added": ('RUN echo "a\n‸b"\n', 'RUN echo "a\\\nb"\n'),
    "within quotes a blank stays": ('RUN echo "a \n‸b"\n', 'RUN echo "a \\\nb"\n'),
    "within quotes from an earlier line": ('RUN echo "a \\\n  b \n‸c"\n', 'RUN echo "a \\\n  b \\\nc"\n'),
    "an apostrophe in a comment opens nothing": (
        "RUN a \\\n  # don't\n  b \n‸c\n",
        "RUN a \\\n  # don't\n  b \\\n  c\n",
    ),
    "a backtick escapes": ("# escape=`\nRUN a\n‸b\n", "# escape=`\nRUN a `\n    b\n"),
    "another instruction begins": ("RUN a\n‸RUN b\n", "RUN a\nRUN b\n"),
    "a comment": ("RUN a\n‸# b\n", "RUN a\n# b\n"),
    "behind a comment": ("# a\n‸b\n", "# a\nb\n"),
    "at an instruction's end": ("RUN a\n‸\nRUN b\n", "RUN a\n\nRUN b\n"),
    "behind the last line of several": ("RUN a \\\n    && b\n    ‸\n", "RUN a \\\n    && b\n\n"),
    "behind them, at the text's end": ("RUN a \\\n    && b\n    ‸", "RUN a \\\n    && b\n"),
    "an indented instruction's end": ("  RUN a \\\n      && b\n      ‸", "  RUN a \\\n      && b\n  "),
    "in a here-document": ("RUN <<EOF\nif a \\\n‸b\nEOF\n", "RUN <<EOF\nif a \\\nb\nEOF\n"),
    "in a word": ("RUN apt-\\\n‸get\n", "RUN apt-\\\nget\n"),
    "an operator wants a command": ("RUN a &&\n‸\nUSER b\n", "RUN a && \\\n    \nUSER b\n"),
    "an operator behind other commands": ("RUN a \\\n  && b ||\n‸", "RUN a \\\n  && b || \\\n  "),
    "an operator in quotes": ("RUN echo 'a &&\n‸", "RUN echo 'a &&\n"),
    "an operator of a label": ("LABEL a=b&&\n‸", "LABEL a=b&&\n"),
    "CRLF stays CRLF": ("RUN a &&\r\n‸b\r\n", "RUN a && \\\r\n    b\r\n"),
}


@pytest.mark.parametrize(("drawn", "after"), TYPED.values(), ids=TYPED)
def test_after_enter(drawn: str, after: str) -> None:
    offset = drawn.index("‸")
    text = drawn.replace("‸", "")
    assert apply_edits(text, edits_after(build(parse(text)), offset, "\n", Options())) == after


ESCAPED = {
    "the lines below belong to it now": ("RUN a \\‸\n&& b \\\n&& c\n", "RUN a \\\n    && b \\\n    && c\n"),
    "an instruction below stays": ("RUN a \\‸\nRUN b\n", "RUN a \\\nRUN b\n"),
    "no continuation": ("RUN a\\‸b \\\nc\n", "RUN a\\b \\\nc\n"),
    "at the end": ("RUN a \\‸", "RUN a \\"),
}


@pytest.mark.parametrize(("drawn", "after"), ESCAPED.values(), ids=ESCAPED)
def test_after_the_escape_character(drawn: str, after: str) -> None:
    offset = drawn.index("‸")
    text = drawn.replace("‸", "")
    assert apply_edits(text, edits_after(build(parse(text)), offset, "\\", Options())) == after

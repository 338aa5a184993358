from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gorae.stages import evaluate, expand
from gorae.syntax import Word, instruction

KNOWN = {
    "V": "3.12.1-slim", "E": "", "P": "a/b/c", "B": "C:\\x", "Q": "it's", "D": 'say "x"', "S": "$V", "N": None, "STAR": "a*b?c[d]", "한": "글",
    "R": "a}b/c",
}  # fmt: skip

# What dockerfile-parse gets wrong stands here with the rest of what BuildKit's words can be.
VALUES = {
    "nothing to do": ("3.12", "3.12"),
    "a plain variable": ("$V", "3.12.1-slim"),
    "braces within a word": ("a${V}b", "a3.12.1-slimb"),
    "one behind another": ("$V$E${V}$P", "3.12.1-slim3.12.1-slima/b/c"),
    "not defined": ("a$U-b", "a-b"),
    "not known before the build": ("a$N", None),
    "not known, behind a modifier": ("${U:-$N}", None),
    "a name ends at what is no letter": ("$V.x", "3.12.1-slim.x"),
    "a name of other letters": ("$한", "글"),
    "a name goes on with other letters": ("$V한", ""),
    "single quotes": ("'$V'", "$V"),
    "double quotes": ('"$V x"', "3.12.1-slim x"),
    "quotes within a word": ("a'b'\"c\"d", "abcd"),
    "quotes within quotes": ("'\"'\"'\"", "\"'"),
    "empty quotes": ("''", ""),
    "an escaped dollar": ("\\$V", "$V"),
    "an escaped dollar in quotes": ('"\\$V"', "$V"),
    "an escaped quote": ("\\'", "'"),
    "an escaped quote in quotes": ('"a\\"b"', 'a"b'),
    "an escaped blank": ("a\\ b", "a b"),
    "an escaped letter": ("\\n", "n"),
    "an escaped letter in quotes": ('"\\n"', "\\n"),
    "a doubled backslash": ("a\\\\b", "a\\b"),
    "a doubled backslash in quotes": ('"a\\\\b"', "a\\b"),
    "a doubled backslash in single quotes": ("'a\\\\b'", "a\\\\b"),
    "three backslashes": ('"\\\\\\$V"', "\\$V"),
    "the shell's substitution": ("$(date)", "$(date)"),
    "the shell's substitution in quotes": ('"$(date +%s)"', "$(date +%s)"),
    "a dollar alone": ("a$", "a$"),
    "a dollar before a dot": ("$.x", "$.x"),
    "two dollars": ("$$V", "V"),
    "numbers are names": ("$12x", "x"),
    "a value with a backslash": ('"$B" $B', "C:\\x C:\\x"),
    "a value with quotes": ('"$Q" $D', 'it\'s say "x"'),
    "a value with a dollar": ("$S ${S}", "$V $V"),
    "unset or empty": ("${U:-y} ${E:-y} ${V:-y}", "y y 3.12.1-slim"),
    "a value for what is not set": ("${U-y} ${E-y}", "y "),
    "set and not empty": ("${U:+y} ${E:+y} ${V:+y}", "  y"),
    "a value for what is set": ("${U+y} ${E+y}", " y"),
    "must be set": ("${V:?no} ${V?no}", "3.12.1-slim 3.12.1-slim"),
    "an empty word": ("${U:-}${V:+}", ""),
    "quotes behind a modifier": ("${U:-'a b'}\"${U:-\"c d\"}\"", "a bc d"),
    "quotes in the middle behind a modifier": ("${U:-a'$V'b}", "a$Vb"),
    "an escape behind a modifier": ("${U:-a\\}b}", "a}b"),
    "a dollar behind a modifier": ("${U:-$(x)}", "$(x)"),
    "an escaped variable behind a modifier": ("${U:-\\$V$V}", "$V3.12.1-slim"),
    "variables behind a modifier": ("${U:-$V-${P}}", "3.12.1-slim-a/b/c"),
    "the same twice behind a modifier": ("${U:-$V$V}", "3.12.1-slim3.12.1-slim"),
    "modifiers, one within another": ("${U:-${E:-${V:+z}}}", "z"),
    "the shortest beginning": ("${V#*.}", "12.1-slim"),
    "the longest beginning": ("${V##*.}", "1-slim"),
    "the shortest end": ("${V%.*}", "3.12"),
    "the longest end": ("${V%%.*}", "3"),
    "a beginning that is not there": ("${V#x} ${V%x}", "3.12.1-slim 3.12.1-slim"),
    "one character": ("${V#?}", ".12.1-slim"),
    "all of it": ("a${P##*}b${P%%*}c", "abc"),
    "an empty pattern": ("${P#} ${P%%}", "a/b/c a/b/c"),
    "of nothing": ("${U#x}${E%y}", ""),
    "brackets are characters": ("${V#[0-9]} ${STAR%[d]}", "3.12.1-slim a*b?c"),
    "an escaped star": ("${STAR#a\\*} ${STAR#*\\?}", "b?c[d] c[d]"),
    "an escaped star at the end": ("${STAR%\\?*}", "a*b"),
    "an escaped brace": ("${R#*\\}} ${R%%\\}*}", "b/c a"),
    "a backslash in a pattern": ("${B#*\\\\}", "x"),
    "a wrong escape in a pattern": ("${V#\\3}", "3.12.1-slim"),
    "a quoted pattern": ("${V#'3'} ${V%\"slim\"}", ".12.1-slim 3.12.1-"),
    "a variable as pattern": ("${P#${U:-a}/}", "b/c"),
    "a dot is a dot": ("${P#.}", "a/b/c"),
    "the first": ("${V/./-}", "3-12.1-slim"),
    "all places are replaced": ("${V//./-}", "3-12-1-slim"),
    "the first longest": ("${V/.*/-}", "3-"),
    "an escaped slash": ("${P/\\//:}", "a:b/c"),
    "all slashes": ("${P//\\//:}", "a:b:c"),
    "nothing instead": ("${V/-slim/}", "3.12.1"),
    "a variable instead": ("${V/slim/$P}", "3.12.1-a/b/c"),
    "in double quotes": ('"${V%-*} ${V/./ }"', "3.12.1 3 12.1-slim"),
    "a refused modifier": ("${V^^}", "${V^^}"),
    "an open brace": ("${V", "${V"),
    "an open quote": ("'$V", "'$V"),
    "a private character": ("\ue000$V'\ue000'", "\ue0003.12.1-slim\ue000"),
}  # fmt: skip

# With `# escape=` and a backtick.
BACKTICK = {
    "backslashes of a path stay": ("C:\\app\\$V", "C:\\app\\3.12.1-slim"),
    "a path in quotes": ('"C:\\a b\\"', "C:\\a b\\"),
    "an escaped dollar": ("`$V", "$V"),
    "an escaped quote in quotes": ('"a`"b"', 'a"b'),
    "a backslash before a quote": ("\\'$V'", "\\$V"),
    "a doubled backtick": ("a``b", "a`b"),
    "a backtick before a letter in quotes": ('"a`n"', "a`n"),
    "behind a modifier": ("${U:-a`}\\}", "a}\\"),
    "a value with a backslash": ('"$B\\y"', "C:\\x\\y"),
}


def word(text: str, escape: str = "\\") -> Word:
    """The whole text as one word."""
    value = instruction(f"WORKDIR {text}", escape).words[0]
    assert value.text == text
    return value


@pytest.mark.parametrize(("text", "value"), VALUES.values(), ids=VALUES.keys())
def test_values_are_buildkits(text: str, value: str | None) -> None:
    assert evaluate(word(text), KNOWN, "\\") == value


@pytest.mark.parametrize(("text", "value"), BACKTICK.values(), ids=BACKTICK.keys())
def test_values_where_the_escape_is_a_backtick(text: str, value: str) -> None:
    assert evaluate(word(text, "`"), KNOWN, "`") == value


# Blanks at a word's ends are no part of it.
texts = st.text("ab $'\"\\`{}#%/한🐳\ue000", min_size=1, max_size=8).map(lambda text: f"<{text}>")


@given(texts, st.sampled_from("\\`"))
def test_a_value_stands_as_it_is(value: str, escape: str) -> None:
    known = {"X": value}
    for written in ("$X", "${X}", '"$X"', "${U:-$X}", '"${U:-"${X}"}"', "${X:-y}", "${X#}", "${U-${X:+${X//z/y}}}"):
        assert evaluate(word(written, escape), known, escape) == value
    assert evaluate(word("'$X'", escape), known, escape) == "$X"


@given(texts, st.sampled_from("\\`"))
def test_what_is_escaped_or_quoted_is_itself(text: str, escape: str) -> None:
    assert evaluate(word("".join(escape + char for char in text), escape), {}, escape) == text
    in_double = "".join(escape + char if char in f'"${escape}' else char for char in text)
    assert evaluate(word(f'"{in_double}"', escape), {}, escape) == text
    in_single = "'" + text.replace("'", f"'{escape}''") + "'"
    assert evaluate(word(in_single, escape), {}, escape) == text


@given(st.text("ab$'\"\\`{}#%/:-+?V \ue000", max_size=12).map(lambda text: f"x{text}x"), st.sampled_from("\\`"))
def test_any_word_has_a_value(text: str, escape: str) -> None:
    assert evaluate(word(text, escape), KNOWN, escape) is not None


@given(st.text("ab.", max_size=8), st.text("ab.*?", max_size=4))
def test_beginnings_and_ends_are_cut_alike(value: str, pattern: str) -> None:
    forwards = {kind: evaluate(word(f"x${{X{kind}{pattern}}}"), {"X": value}, "\\") for kind in ("#", "##")}
    backwards = {
        kind: evaluate(word(f"x${{X{kind}{pattern[::-1]}}}"), {"X": value[::-1]}, "\\") for kind in ("%", "%%")
    }
    for one, other in (("#", "%"), ("##", "%%")):
        first, second = forwards[one], backwards[other]
        assert first is not None
        assert second is not None
        assert first[1:] == second[1:][::-1]
        assert len(first) <= 1 + len(value)
    assert len(forwards["##"] or "") <= len(forwards["#"] or "")


@pytest.mark.parametrize(
    "text",
    [
        text
        for text, value in VALUES.values()
        if text.startswith("${") and text.count("${") == 1 and text[-1] == "}" and value not in (None, text)
    ],
)
def test_one_use_alone(text: str) -> None:
    written = word(text)
    (use,) = written.variables
    assert expand(use, KNOWN) == evaluate(written, KNOWN, "\\")

r"""A RUN body in, its commands out: `scope: operator words > redirections`, an effective program behind `=>`."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gorae.shell import Command, Script, from_argv, parse, parse_heredoc_body
from gorae.shell.masking import masked
from gorae.source import Span

COMMANDS = {
    "all operators in one row": ("a b && c || d; e & f", ["a b", "&& c", "|| d", "; e", "& f"]),
    "lines, one with a comment, one empty": ("a\nb # c\n\nd", ["a", "⏎ b", "⏎ d"]),
    "pipes, one with the errors": ("a | b 2>&1 |& c", ["a", "| b > 2>&1", "|& c"]),
    "words without quotes and escapes": ("a 'b c'\"d\" e\\ f ''", ["a b cd e f "]),
    "variables stay as they are": ('a $X "${Y:-z}" \'$Z\'', ["a $X ${Y:-z} $Z"]),
    "what is set for a command": ("A=1 B='x y' c d", ["A=1 B=x y c d"]),
    "what is set": ("A=1", ["A=1"]),
    "redirections of all kinds": ("a >f 2>>g <h &>i", ["a > >f 2>>g <h &>i"]),
    "a redirection amid the words": ("a >f b", ["a b > >f"]),
    "a here-string": ("a <<<b", ["a > <<<b"]),
    "a subshell": ("(cd /x && make) && d", ["subshell: cd /x", "subshell: && make", "&& d"]),
    "a group": ("{ a; b; } | c", ["group: a", "group: ; b", "| c"]),
    "if": (
        "if a; then b; elif c; then d; else e; fi",
        ["condition: a", "if: b", "condition: c", "elif: d", "else: e"],
    ),
    "a for loop": ('for i in 1 2; do a "$i"; done', ["for: a $i"]),
    "a while loop": ("while read x; do b; done <f", ["condition: read x", "while: b"]),
    "until": ("until a; do b; done", ["condition: a", "until: b"]),
    "the branches of case": ("case $x in a|b) c ;; *) d && e ;; esac", ["case: c", "case: d", "case: && e"]),
    "a function": ("f() { a; }; f", ["function: a", "; f"]),
    "substitutions of all kinds": ('a "$(b c)" `d` <(e)', ["a $(b c) `d` <(e)", "substitution: b c", "backticks: d", "process: e"]),
    "a substitution in a substitution": ("a $(b $(c))", ["a $(b $(c))", "substitution: b $(c)", "substitution/substitution: c"]),
    "conditions in all three forms": ("[ -f a ] && [[ -n b ]] && test c", ["[ -f a ]", "&& [[ -n b ]]", "&& test c"]),
    "declarations with and without values": ("export A=1 B && unset C", ["export A=1 B", "&& unset C"]),
    "a negation": ("! a && b", ["! a", "&& b"]),
    "wrappers, one around another": (
        "sudo -u me A=1 nice -n 5 env B=2 apt-get install x",
        ["sudo -u me A=1 nice -n 5 env B=2 apt-get install x => apt-get"],
    ),
    "continued lines": ("a \\\n  b \\\n  && c\\\nd", ["a b", "&& cd"]),
    "comments and blank lines between continued lines": ("a \\\n # x && y \\\n\n  b \\\n\n && c", ["a b", "&& c"]),
    "an escape before a blank": ("a \\ \n && b", ["a", "&& b"]),
    "comments in backticks, which end with them": (
        "a b `# 왜 🐳 it is` c `# d` && e `f # g` h", ["a b c", "&& e `f # g` h", "backticks: f"],
    ),
    "the shell's own heredoc": ("cat <<E >f\nx $(y)\nE\nb", ["cat > << >f", "substitution: y", "⏎ b"]),
    "a value of several variables, of which the grammar makes a command": (
        "U=a/$V/$V-$P && V=$A-$B/$(c) run x", ["U=a/$V/$V-$P", "&& V=$A-$B/$(c) run x", "substitution: c"],
    ),
    "an operator without its right side": ("a &&", ["a"]),
    "an open quote": ("a && b 'c", ["a", "&& b"]),
    "an empty body": ("", []),
}  # fmt: skip


def rows(script: Script) -> list[str]:
    return [row(command) for command in script.commands]


def row(command: Command) -> str:
    words = [f"{one.name}={one.value.value}" for one in command.assignments] + [word.value for word in command.words]
    text = " ".join(words)
    if command.negated:
        text = "! " + text
    if command.operator_before:
        text = f"{command.operator_before} {text}".replace("\n", "⏎")
    if command.scope.path:
        text = "/".join(command.scope.path) + ": " + text
    if command.redirections:
        targets = [
            f"{one.descriptor}{one.operator}{one.target.value if one.target else ''}" for one in command.redirections
        ]
        text += " > " + " ".join(targets)
    if command.effective.program != command.program:
        text += f" => {command.effective.program}"
    return text


@pytest.mark.parametrize(("body", "expected"), COMMANDS.values(), ids=COMMANDS.keys())
def test_commands(body: str, expected: list[str]) -> None:
    assert rows(parse(body)) == expected


@pytest.mark.parametrize("body", [body for body, _ in COMMANDS.values()], ids=COMMANDS.keys())
def test_ranges_stand_on_their_words(body: str) -> None:
    script = parse(body)
    for command in script.commands:
        for word in command.words:
            assert body[slice(*word.span)] == word.text
            assert command.span.covers(word.span)
        for operator in (command.before, command.after):
            assert operator is None or body[slice(*operator.span)].strip(" ") == operator.text.strip(" ")


def test_a_backtick_is_no_escape_of_the_shells() -> None:
    assert rows(parse("a `\n  b `\n# c\n  && d", escape="`")) == ["a b", "&& d"]


def test_an_exec_form_is_one_command() -> None:
    script = from_argv([("sh", Span(1, 5)), ("-c", Span(7, 11)), ("a && b", Span(13, 21))])
    (command,) = script.commands
    assert [(word.value, word.span) for word in command.words] == [
        ("sh", Span(1, 5)), ("-c", Span(7, 11)), ("a && b", Span(13, 21)),
    ]  # fmt: skip


def test_a_heredocs_lines_are_commands() -> None:
    assert rows(parse_heredoc_body("#!/bin/sh\nset -e\na && b\n")) == ["set -e", "⏎ a", "&& b"]


# What a shell reads, what it does not, and what lines can be in a RUN.
TEXTS = st.lists(
    st.sampled_from((
        "a", "b", " ", " ", "\n", " \\\n", " \\ \n", "\\\n# 주석\n", "\\\n\n", "&&", "||", ";", "|", "&", "!", "(", ")", "{ ", "; }", "$(", "`",
        "'", '"', "$X", "${Y:-", "}", ">", "<", "2>&1", "<<E\n", "E\n", "<<<", "if ", "; then ", "; fi", "for i in ", "; do ", "; done",
        "case x in ", "a) ", ";;", " esac", "[[ ", " ]]", "# c", "한글", "🐳", "\t", "\r\n", "=", "A=", "\\", "*", "\u2028", "function f ",
    )),
    max_size=14,
).map("".join)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from("\\`"))
@example("a \\\n\n&& 한 $(b \\\n # 🐳\n c)", "\\")
def test_any_body_is_read(body: str, escape: str) -> None:
    assert len(masked(body, escape).text) == len(body)
    script = parse(body, escape=escape)
    for command in script.commands:
        assert 0 <= command.span.start <= command.span.end <= len(body)
        assert set(command.effective.words) <= set(command.words)
        for word in command.words:
            assert command.span.covers(word.span)
            assert body[slice(*word.span)] == word.text
    for use in script.variables:
        assert 0 <= use.span.start < use.span.end <= len(body)
        assert use.name in body[slice(*use.span)].replace("\\\n", "")
    for span in (*script.comments, *script.errors):
        assert 0 <= span.start <= span.end <= len(body)


@pytest.mark.parametrize(
    ("why", "body", "commands"),
    [
        (
            "two brackets of subshells are no arithmetic",
            "((cat x | grep y) && z) && 한글 🐳 && ((q))",
            ["cat x", "grep y", "z", "한글 🐳", "q"],
        ),
        ("blanks between the brackets", "( ( a ) ) && ((b); c)", ["a", "b", "c"]),
        ("patterns with brackets before them", 'case "$X" in\n (*"a"*);;\n (*) b c;;\nesac; d', ["b c", "d"]),
        ("a pattern in quotes, on one line", 'case "$X" in *"가"*);; *) b;; esac', ["b"]),
        ("arithmetic stays arithmetic", "((i++)) && b", ["b"]),
        ("both in one row", "a $((1+(2))) && ((b); c)", ["a $((1+(2)))", "b", "c"]),
    ],
)
def test_brackets_that_the_grammar_alone_takes_for_something_else(why, body, commands):
    read = parse(body)
    assert not read.errors, why
    assert [body[one.span.start : one.span.end] for one in read.commands] == commands, why

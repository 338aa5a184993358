"""`entrypoint-shell-form`: ENTRYPOINT in shell form: the program is not PID 1."""

from __future__ import annotations

import pytest

from lint.cases import applicabilities, findings_of, fixed

RULE = "entrypoint-shell-form"


@pytest.mark.parametrize(
    ("why", "command", "after"),
    [
        ("one command", "app --x 'a b'", '["app", "--x", "a b"]'),
        ("a chain", "a && b", '["sh", "-c", "a && exec b"]'),
        ("two commands", "a; b", '["sh", "-c", "a; exec b"]'),
        ("a variable", "app $X", '["sh", "-c", "exec app $X"]'),
        ("a pattern", "app *.x", '["sh", "-c", "exec app *.x"]'),
        ("a home", "app ~/x", '["sh", "-c", "exec app ~/x"]'),
        (
            "blanks of a continued line, but not those in quotes",
            "a && \\\n\t  b  'c  d'",
            """["sh", "-c", "a && exec b 'c  d'"]""",
        ),
        ("a pipe, whose parts the shell waits for", "app | tee x", '["sh", "-c", "app | tee x"]'),
        ("a program that only a variable names", "$APP x", '["sh", "-c", "$APP x"]'),
        ("a builtin", "cd x", '["sh", "-c", "cd x"]'),
        ("an assignment", "A=1 app", '["sh", "-c", "A=1 exec app"]'),
        ("a redirection", "app > x", '["sh", "-c", "exec app > x"]'),
        ("in the background", "app &", '["sh", "-c", "app &"]'),
        ("its exit code is turned round", "! app", '["sh", "-c", "! app"]'),
        ("a group", "(app)", '["sh", "-c", "(app)"]'),
        ("a semicolon at the end", "app;", '["sh", "-c", "app;"]'),
        ("an operator at the end", "app &&", '["sh", "-c", "app &&"]'),
        ("a comment", "app # x", '["sh", "-c", "app # x"]'),
        ("an open quote", "app 'x", '["sh", "-c", "app \'x"]'),
        ("a mistake", "app )", '["sh", "-c", "app )"]'),
    ],
)
def test_forms(why, command, after):
    text = f"FROM debian:13\nENTRYPOINT {command}\n"
    assert findings_of(text, RULE) == [command], why
    assert fixed(text, RULE) == f"FROM debian:13\nENTRYPOINT {after}\n", why
    assert applicabilities(text, RULE) == ["unsafe" if '"-c"' in after else "safe"], why


@pytest.mark.parametrize("command", ['["app"]', '["app"', ""])
def test_quiet(command):
    assert findings_of(f"FROM debian:13\nENTRYPOINT {command}\n", RULE) == []


def test_a_shell_that_is_not_known_has_no_fix():
    assert applicabilities('FROM a\nSHELL ["pwsh", "-c"]\nENTRYPOINT app\n', RULE) == ["none"]


def test_a_shell_that_stays_all_the_same_is_not_named():
    """In `["sh", "-c", "if …"]` the shell would take the signals as it does now: only the finding would go."""
    command = "if test -n $A; then a; else b; fi"
    text = f"FROM debian:13\nENTRYPOINT {command}\n"
    assert findings_of(text, RULE) == [command]
    assert fixed(text, RULE) == text

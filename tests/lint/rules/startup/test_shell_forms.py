"""ENTRYPOINT in shell form, and what it is in exec form."""

import pytest

from lint.cases import applicabilities, findings_of, fixed

RULE = "entrypoint-shell-form"


@pytest.mark.parametrize(
    ("why", "command", "after"),
    [
        ("one command", "app --x 'a b'", '["app", "--x", "a b"]'),
        ("a chain", "a && b", '["sh", "-c", "a && b"]'),
        ("two commands", "a; b", '["sh", "-c", "a; b"]'),
        ("a variable", "app $X", '["sh", "-c", "app $X"]'),
        ("a pattern", "app *.x", '["sh", "-c", "app *.x"]'),
        ("a home", "app ~/x", '["sh", "-c", "app ~/x"]'),
        ("a builtin", "cd x", '["sh", "-c", "cd x"]'),
        ("an assignment", "A=1 app", '["sh", "-c", "A=1 app"]'),
        ("a redirection", "app > x", '["sh", "-c", "app > x"]'),
        ("in the background", "app &", '["sh", "-c", "app &"]'),
        ("negated", "! app", '["sh", "-c", "! app"]'),
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

"""`user-unused`: a user is made, and the program runs as root all the same."""

from __future__ import annotations

import pytest

from gorae.context import read_context
from gorae.syntax import parse
from lint.cases import check, findings_of, settings_of

HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("never used", 'RUN useradd app\nCMD ["server"]\n', ["CMD"]),
        ("with options", 'RUN adduser -S -D -h /srv app\nENTRYPOINT ["server"]\n', ["ENTRYPOINT"]),
        ("USER names it", 'RUN useradd app\nUSER app\nCMD ["server"]\n', []),
        ("owns files", 'RUN useradd app\nCOPY --chown=app a /a\nCMD ["server"]\n', []),
        ("owns files that RUN gives it", 'RUN useradd app && chown -R app /srv\nCMD ["server"]\n', []),
        ("given to the program", 'RUN useradd app\nCMD ["server", "--user", "app"]\n', []),
        ("the script may change it", 'RUN useradd app\nENTRYPOINT ["/entrypoint.sh"]\n', []),
        ("nginx changes it", 'RUN useradd app\nCMD ["nginx"]\n', []),
        ("who edits uses it", 'RUN useradd vscode\nCMD ["server"]\n', []),
        ("starts nothing", "RUN useradd app\n", []),
        ("nobody is made", 'CMD ["server"]\n', []),
    ],
)
def test_users_that_are_not_used(why, text, found):
    assert findings_of(HEAD + text, "user-unused") == found, why


def test_a_start_script_that_becomes_the_user_is_enough(tmp_path):
    (tmp_path / "up").write_text("#!/bin/sh\nexec gosu app server\n", encoding="utf-8")
    text = f'{HEAD}RUN useradd app\nCOPY up /up\nENTRYPOINT ["/up"]\n'
    assert findings_of(text, "user-unused") == ["ENTRYPOINT"]  # as long as nobody has read the script
    assert findings_of(text, "user-unused", read_context(tmp_path, tmp_path / "Dockerfile")) == []


def test_one_of_two_speaks():
    text = f'{HEAD}RUN useradd app\nCMD ["server"]\n'
    problems = check(parse(text), settings_of("user-unused", "user-missing"))
    assert [problem.rule.name for problem in problems] == ["user-unused"]

"""`copy-owned-by-root`: what is copied after USER belongs to root all the same."""

from __future__ import annotations

import pytest

from lint.cases import applicabilities, fixed

HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("why", "text", "after"),
    [
        ("after USER", "USER app\nCOPY a /a\n", "USER app\nCOPY --chown=app a /a\n"),
        ("with a flag", "USER 7:7\nadd --link a /a\n", "USER 7:7\nadd --chown=7:7 --link a /a\n"),
        ("the user is root", "USER root\nCOPY a /a\n", None),
        ("before USER", "COPY a /a\nUSER app\n", None),
        ("the owner is named", "USER app\nCOPY --chown=app a /a\n", None),
        ("given away", "USER app\nCOPY a /srv/a\nUSER root\nRUN chown -R app /srv\n", None),
        ("given away too early", "USER b\nRUN chown b /a\nCOPY a /a\n", "USER b\nRUN chown b /a\nCOPY --chown=b a /a\n"),
        ("a name with a blank", 'USER "a b"\nCOPY a /a\n', 'USER "a b"\nCOPY --chown="a b" a /a\n'),
        ("one of two is owned", "USER b\nCOPY --chown=b a /a\nCOPY c /c\n", "USER b\nCOPY --chown=b a /a\nCOPY --chown=b c /c\n"),
        ("another folder is given away", "USER b\nCOPY a /a\nRUN chown b /c\n", "USER b\nCOPY --chown=b a /a\nRUN chown b /c\n"),
        ("no user known", "USER $U\nCOPY a /a\n", None),
    ],
)  # fmt: skip
def test_copies_after_user(why, text, after):
    assert fixed(HEAD + text, "copy-owned-by-root") == HEAD + (after or text), why


def test_scratch_does_not_know_the_owner():
    assert applicabilities("FROM scratch\nUSER app\nCOPY a /a\n", "copy-owned-by-root") == ["none"]
    assert applicabilities("FROM scratch\nUSER 7:7\nCOPY a /a\n", "copy-owned-by-root") == ["unsafe"]

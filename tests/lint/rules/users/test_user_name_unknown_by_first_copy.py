"""`user-name-unknown` in an image of nothing: what ends the build, and what is only left to root."""

import pytest

from gorae.config.settings import Settings
from gorae.lint.engine import check
from gorae.syntax import parse


@pytest.mark.parametrize(
    ("why", "text", "severities"),
    [
        ("nothing has a file system yet", "FROM scratch\nCOPY --chown=app a /a\n", ["error"]),
        ("the first COPY made one", "FROM scratch\nCOPY a /a\nCOPY --chown=app a /b\n", ["warning"]),
        ("a WORKDIR made one", "FROM scratch\nWORKDIR /w\nCOPY --chown=app a /b\n", ["warning"]),
        ("the stage below made one", "FROM scratch AS s\nCOPY a /a\nFROM s\nCOPY --chown=app a /b\n", ["warning"]),
        ("a label makes none", "FROM scratch\nLABEL a=b\nADD --chown=1:app a /b\n", ["error"]),
        ("the name of USER is asked for at the start", "FROM scratch\nUSER app\n", ["warning"]),
    ],
)
def test_severity(why, text, severities):
    found = check(parse(text), Settings(select=("user-name-unknown",)))
    assert [one.severity for one in found] == severities, why

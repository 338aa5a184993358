"""Start scripts that give root up themselves."""

import pytest

from gorae.context import read_context
from lint.cases import findings_of

TEXT = 'FROM debian:13\nCOPY start.sh /usr/local/bin/\nENTRYPOINT ["tini", "--", "start.sh"]\nCMD ["server"]\n'


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ('#!/bin/sh\nexec setpriv --reuid=app "$@"\n', []),
        ('#!/bin/sh\nexec gosu app "$@"\n', []),
        ('#!/bin/sh\nexec "$@"\n', ["ENTRYPOINT"]),
        ("#!/bin/sh\necho mygosub\n", ["ENTRYPOINT"]),
    ],
)
def test_scripts(tmp_path, script, found):
    (tmp_path / "start.sh").write_text(script)
    (tmp_path / "Dockerfile").write_text(TEXT)
    assert findings_of(TEXT, "user-missing", read_context(tmp_path, tmp_path / "Dockerfile")) == found


def test_without_the_script_root_it_is():
    assert findings_of(TEXT, "user-missing") == ["ENTRYPOINT"]

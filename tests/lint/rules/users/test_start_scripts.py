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


def test_a_script_that_a_link_leads_to(tmp_path):
    text = (
        "FROM debian:13\nCOPY start.sh /usr/local/bin/\nRUN ln -s /usr/local/bin/start.sh /start.sh\n"
        'ENTRYPOINT ["tini", "--", "/start.sh"]\n'
    )
    (tmp_path / "start.sh").write_text('#!/bin/sh\nexec setpriv --reuid=app "$@"\n')
    (tmp_path / "Dockerfile").write_text(text)
    assert findings_of(text, "user-missing", read_context(tmp_path, tmp_path / "Dockerfile")) == []

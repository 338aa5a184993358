"""`root-keeps-data`: the program runs as root and keeps data in volumes or data folders."""

from __future__ import annotations

import pytest

from gorae.context import read_context
from lint.cases import findings_of

HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("a volume", 'VOLUME ["/data"]\nCMD ["server"]\n', ['"/data"']),
        ("a working folder", 'WORKDIR /var/lib/own\nCMD ["server"]\n', ["/var/lib/own"]),
        ("a folder is made", 'RUN mkdir -p /srv/x\nCMD ["server"]\n', ["/srv/x"]),
        ("the first one", 'VOLUME /a\nVOLUME /b\nCMD ["server"]\n', ["/a"]),
        ("another user", 'VOLUME /a\nUSER app\nCMD ["server"]\n', []),
        ("gosu becomes the user at the start", 'VOLUME /a\nRUN apt-get install gosu\nCMD ["server"]\n', []),
        ("no data", 'WORKDIR /app\nRUN mkdir -p /var/lib/apt/x\nCMD ["server"]\n', []),
    ],
)
def test_data_of_root(why, text, found):
    assert findings_of(HEAD + text, "root-keeps-data") == found, why


def test_a_start_script_that_gives_root_up_leaves_no_data_to_root(tmp_path):
    (tmp_path / "up").write_text("#!/bin/sh\nexec setpriv --reuid=app server\n", encoding="utf-8")
    text = f'{HEAD}VOLUME /data\nCOPY up /up\nENTRYPOINT ["/up"]\n'
    assert findings_of(text, "root-keeps-data") == ["/data"]  # as long as nobody has read the script
    assert findings_of(text, "root-keeps-data", read_context(tmp_path, tmp_path / "Dockerfile")) == []

"""`root-keeps-data`: the program runs as root and keeps data in volumes or data folders."""

from __future__ import annotations

import pytest

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
        ("gosu", 'VOLUME /a\nRUN apt-get install gosu\nCMD ["server"]\n', []),
        ("no data", 'WORKDIR /app\nRUN mkdir -p /var/lib/apt/x\nCMD ["server"]\n', []),
    ],
)
def test_data_of_root(why, text, found):
    assert findings_of(HEAD + text, "root-keeps-data") == found, why

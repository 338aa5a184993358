"""`start-script-without-exec`: a shell stays process 1, and the server behind it gets no signal."""

from __future__ import annotations

import pytest

from gorae.context import read_context
from lint.cases import findings_of, write_files

TEXT = 'FROM alpine:3.22\nCOPY --chmod=755 s.sh /s.sh\nENTRYPOINT ["/s.sh"]\n'
CASES = [
    ("a server is the last command", "#!/bin/sh\nmigrate\ngunicorn a:b\n", True),
    ("behind what runs it", "#!/bin/bash\nbundle exec puma -C c.rb\n", True),
    ("the words of CMD", '#!/bin/sh\nset -e\necho a\n"$@"\n', True),
    ("with its path", "#!/usr/bin/env bash\n/usr/sbin/nginx -g 'daemon off;'\n", True),
    ("replaced by it", "#!/bin/sh\nexec gunicorn a:b\n", False),
    ("a program that ends", "#!/bin/sh\nmigrate\n", False),
    ("signals are trapped", "#!/bin/sh\ntrap 'kill $p' TERM\ngunicorn a:b\n", False),
    ("in the background", "#!/bin/sh\ngunicorn a:b &\nwait\n", False),
    ("only where something else fails", "#!/bin/sh\ntest -f a || gunicorn a:b\n", False),
    ("only its version", "#!/bin/sh\nnode --version\n", False),
    ("of another language", "#!/usr/bin/env python3\ngunicorn\n", False),
    ("a loop", "#!/bin/sh\nwhile true; do gunicorn a:b; done\n", False),
]


def found_in(tmp_path, text, script):
    write_files(tmp_path, {"s.sh": script})
    return findings_of(text, "start-script-without-exec", read_context(tmp_path, tmp_path / "Dockerfile"))


@pytest.mark.parametrize(("script", "found"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_where_the_shell_stays(tmp_path, script, found):
    assert found_in(tmp_path, TEXT, script) == (['"/s.sh"'] if found else [])


def test_an_init_reaches_it(tmp_path):
    text = TEXT.replace('["/s.sh"]', '["tini", "-g", "--", "/s.sh"]')
    assert found_in(tmp_path, text, "#!/bin/sh\ngunicorn a:b\n") == []


def test_tini_signals_its_child_alone(tmp_path):
    text = TEXT.replace('["/s.sh"]', '["tini", "--", "/s.sh"]')
    assert found_in(tmp_path, text, "#!/bin/sh\ngunicorn a:b\n") == ['"/s.sh"']

"""`user-name-unknown`: a user or group by name, in an image that has no list of names."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("a name", "FROM scratch\nUSER app\n", ["app"]),
        ("a name and a number", "FROM scratch\nUSER app:0\n", ["app:0"]),
        ("an owner", "FROM scratch\nCOPY --chown=a:b x /x\n", ["a:b"]),
        ("numbers need no list", "FROM scratch\nUSER 1000:1000\nCOPY --chown=0 x /x\n", []),
        ("a variable", "FROM scratch\nARG U\nUSER $U\n", []),
        ("another base, whose users are known", "FROM alpine:3.22\nUSER app\n", ["app"]),
        ("another base, of which nothing is known", "FROM example.com/x:1\nUSER app\n", []),
        ("the list is copied", "FROM scratch\nCOPY --from=a /etc/passwd /etc/\nUSER app\n", []),
        ("a whole system", "FROM scratch\nADD root.tar.gz /\nUSER app\n", []),
        ("a folder at the top", "FROM scratch\nCOPY --from=a /out /\nUSER app\n", []),
        ("something ran", "FROM scratch\nCOPY busybox.bin /bin/sh\nRUN adduser app\nUSER app\n", []),
        ("in the stage below", "FROM scratch AS a\nCOPY etc /etc\nFROM a\nUSER app\n", []),
        ("too late", "FROM scratch\nUSER app\nCOPY passwd /etc/passwd\n", ["app"]),
    ],
)
def test_names_without_a_list(why, text, found):
    assert findings_of(text, "user-name-unknown") == found, why


def test_numbers_instead_of_names():
    text = "FROM scratch\nCOPY --chown=app:root a /a\nUSER root:7\n"
    assert fixed(text, "user-name-unknown") == "FROM scratch\nCOPY --chown=65532:0 a /a\nUSER 0:7\n"

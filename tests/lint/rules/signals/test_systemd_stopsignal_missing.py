"""`systemd-stopsignal-missing`: systemd as process 1 takes SIGTERM for something else than the order to shut down."""

from __future__ import annotations

import pytest

from lint.cases import findings_of

HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("no signal", f'{HEAD}CMD ["/sbin/init"]\n', ['"/sbin/init"']),
        ("another signal, by its number", f'{HEAD}STOPSIGNAL 15\nCMD ["systemd"]\n', ["15"]),
        ("the right one", f'{HEAD}STOPSIGNAL RTMIN+3\nCMD ["systemd"]\n', []),
        ("Alpine's init is busybox", 'FROM alpine:3.22\nCMD ["/sbin/init"]\n', []),
        ("set by the image", 'FROM registry.access.redhat.com/ubi9/ubi-init:9.6\nCMD ["/sbin/init"]\n', []),
    ],
)
def test_systemd(why, text, found):
    assert findings_of(text, "systemd-stopsignal-missing") == found, why

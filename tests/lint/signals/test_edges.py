"""Where the rules on stop signals begin and end to speak: a text on either side of each condition."""

import pytest

from lint.cases import findings_of, fixed

NGINX, SYSTEMD = "nginx-stopsignal-missing", "systemd-stopsignal-missing"
CANONICAL, CAUGHT = "stopsignal-not-canonical", "stopsignal-uncatchable"
START = 'CMD ["nginx"]\n'

FOUND = [
    (NGINX, "FROM debian:13\n" + START, ['"nginx"']),
    (NGINX, "FROM scratch\n" + START, ['"nginx"']),
    (NGINX, "FROM ghcr.io/team/app:1\n" + START, []),
    (NGINX, "FROM ghcr.io/team/app:1\nENTRYPOINT [\"nginx\"]\n", ['"nginx"']),
    (NGINX, "FROM cgr.dev/chainguard/wolfi-base:latest\n" + START, ['"nginx"']),
    (NGINX, "FROM $BASE\n" + START, []),
    (NGINX, "FROM debian:13\nCMD nginx\n", []),
    (NGINX, "FROM debian:13\nCMD []\n", []),
    (NGINX, "FROM debian:13\nCMD [\"sleep\"]\n", []),
    (NGINX, "FROM nginx:1.29\n" + START, []),
    (NGINX, "FROM nginx:1.29\nSTOPSIGNAL SIGTERM\n" + START, ["SIGTERM"]),
    (NGINX, "FROM nginx:1.29\nSTOPSIGNAL SIGQUIT\n" + START, []),
    (NGINX, "FROM nginx:1.29\nSTOPSIGNAL $SIGNAL\n" + START, []),
    (NGINX, "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nENTRYPOINT [\"nginx\"]\n", []),
    (NGINX, "FROM debian:13 AS a\n" + START + "FROM a\n", []),
    (NGINX, "FROM debian:13 AS a\nSTOPSIGNAL SIGTERM\nFROM a\n" + START, ["SIGTERM"]),
    (SYSTEMD, 'FROM debian:13\nCMD ["/sbin/init"]\n', ['"/sbin/init"']),
    (SYSTEMD, 'FROM alpine:3.22\nCMD ["/sbin/init"]\n', []),
    (SYSTEMD, 'FROM redhat/ubi9-init:9.7\nENTRYPOINT ["/sbin/init"]\n', []),
    (SYSTEMD, 'FROM redhat/ubi9-init:9.7\nSTOPSIGNAL SIGTERM\nENTRYPOINT ["/sbin/init"]\n', ["SIGTERM"]),
    (SYSTEMD, 'FROM $BASE\nENTRYPOINT ["/sbin/init"]\n', ['"/sbin/init"']),
    (CANONICAL, "FROM debian:13\nSTOPSIGNAL 9\n", ["9"]),
    (CANONICAL, "FROM debian:13\nSTOPSIGNAL term\n", ["term"]),
    (CANONICAL, "FROM debian:13\nSTOPSIGNAL SIGTERM\n", []),
    (CANONICAL, "FROM debian:13\nSTOPSIGNAL SIGCLD\n", ["SIGCLD"]),
    (CANONICAL, "FROM debian:13\nSTOPSIGNAL SIGNOTHING\n", []),
    (CANONICAL, "FROM debian:13\nSTOPSIGNAL 32\n", []),
    (CANONICAL, "FROM debian:13\nSTOPSIGNAL 65\n", []),
    (CANONICAL, "FROM debian:13\nSTOPSIGNAL ٣\n", []),
    (CANONICAL, "FROM debian:13\nARG S=9\nSTOPSIGNAL $S\n", []),
    (CANONICAL, "FROM debian:13\nSTOPSIGNAL 9 15\n", []),
    (CANONICAL, "FROM debian:13\nLABEL 9\nVOLUME 9\nUSER term\n", []),
    (CANONICAL, "FROM debian:13\nSTOPSIGNAL rtmin+30\n", ["rtmin+30"]),
    (CANONICAL, "FROM debian:13\nSTOPSIGNAL rtmin+31\n", []),
    (CANONICAL, "FROM debian:13\nSTOPSIGNAL rtmax-30\n", ["rtmax-30"]),
    (CANONICAL, "FROM debian:13\nSTOPSIGNAL rtmax-31\n", []),
    (CANONICAL, "FROM debian:13\nSTOPSIGNAL rtmin\nSTOPSIGNAL rtmax\n", ["rtmin", "rtmax"]),
    (CANONICAL, "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nSTOPSIGNAL 9\n", []),
    (CAUGHT, "FROM debian:13\nSTOPSIGNAL KILL\nSTOPSIGNAL 19\nSTOPSIGNAL 15\n", ["KILL", "19"]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "found"), FOUND)
def test_found(rule, text, found):
    assert findings_of(text, rule) == found


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("1", "SIGHUP"),
        ("31", "SIGSYS"),
        ("34", "SIGRTMIN"),
        ("35", "SIGRTMIN+1"),
        ("64", "SIGRTMIN+30"),
        ("cld", "SIGCHLD"),
        ("rtmax-1", "SIGRTMAX-1"),
    ],
)
def test_the_full_name(written, right):
    assert fixed(f"FROM debian:13\nSTOPSIGNAL {written}\n", CANONICAL) == f"FROM debian:13\nSTOPSIGNAL {right}\n"


def test_the_reason_differs():
    from gorae.lint import messages
    from lint.cases import problems_of

    kill, stop = problems_of("FROM debian:13\nSTOPSIGNAL SIGKILL\nSTOPSIGNAL SIGSTOP\n", CAUGHT)
    assert messages.message(kill, "en") != messages.message(stop, "en")
    assert (kill.finding.variant, stop.finding.variant) == ("", "stop")

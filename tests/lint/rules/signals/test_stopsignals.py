"""How a container is told to stop."""

import pytest

from lint.cases import applicabilities, findings_of, fixed

HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("9", "SIGKILL"), ("15", "SIGTERM"), ("31", "SIGSYS"), ("34", "SIGRTMIN"), ("37", "SIGRTMIN+3"),
        ("term", "SIGTERM"), ("SigQuit", "SIGQUIT"), ('"SIGINT"', "SIGINT"), ("RTMIN+3", "SIGRTMIN+3"),
        ("rtmax-2", "SIGRTMAX-2"), ("CLD", "SIGCHLD"),
    ],
)  # fmt: skip
def test_names(written, name):
    text = f"{HEAD}STOPSIGNAL {written}\n"
    assert findings_of(text, "stopsignal-not-canonical") == [written]
    assert fixed(text, "stopsignal-not-canonical", unsafe=False) == f"{HEAD}STOPSIGNAL {name}\n"


@pytest.mark.parametrize("written", ["SIGTERM", "SIGRTMIN+3", "$SIGNAL", "0", "32", "65", "SIGNOTHING", "RTMIN+31", ""])
def test_names_that_are_left_alone(written):
    assert findings_of(f"{HEAD}STOPSIGNAL {written}\n", "stopsignal-not-canonical") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{HEAD}STOPSIGNAL SIGKILL\n", ["SIGKILL"]),
        (f"{HEAD}STOPSIGNAL 9\n", ["9"]),
        (f"{HEAD}STOPSIGNAL stop\n", ["stop"]),
        (f"{HEAD}STOPSIGNAL SIGTERM\n", []),
        (f"{HEAD}STOPSIGNAL $S\n", []),
        ("FROM mcr.microsoft.com/windows/servercore:ltsc2022\nSTOPSIGNAL 9\n", []),
    ],
)
def test_uncatchable(text, found):
    assert findings_of(text, "stopsignal-uncatchable") == found
    assert applicabilities(text, "stopsignal-uncatchable") == ["unsafe"] * len(found)


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("no signal", f'{HEAD}CMD ["nginx"]\n', ['"nginx"']),
        ("its path", f'{HEAD}ENTRYPOINT ["/usr/sbin/nginx", "-g", "daemon off;"]\n', ['"/usr/sbin/nginx"']),
        ("another signal", f'{HEAD}STOPSIGNAL TERM\nCMD ["nginx"]\n', ["TERM"]),
        ("the right one by number", f'{HEAD}STOPSIGNAL 3\nCMD ["nginx"]\n', []),
        ("not known", f'{HEAD}STOPSIGNAL $S\nCMD ["nginx"]\n', []),
        ("the image sets it", 'FROM nginx:1.29\nCMD ["nginx"]\n', []),
        ("the image sets it, the file another", 'FROM nginx:1.29\nSTOPSIGNAL SIGTERM\nCMD ["nginx"]\n', ["SIGTERM"]),
        ("a shell comes first", f"{HEAD}CMD nginx\n", []),
        ("a shell by name", f'{HEAD}CMD ["sh", "-c", "nginx"]\n', []),
        ("an entrypoint comes first", f'{HEAD}ENTRYPOINT ["/run.sh"]\nCMD ["nginx"]\n', []),
        ("the base may bring an entrypoint", 'FROM example.com/own:1\nCMD ["nginx"]\n', []),
        ("a builder", f'{HEAD}CMD ["nginx"]\nFROM debian:13-slim\nCMD ["server"]\n', []),
    ],
)
def test_nginx(why, text, found):
    assert findings_of(text, "nginx-stopsignal-missing") == found, why


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("no signal", f'{HEAD}CMD ["/sbin/init"]\n', ['"/sbin/init"']),
        ("another", f'{HEAD}STOPSIGNAL 15\nCMD ["systemd"]\n', ["15"]),
        ("the right one", f'{HEAD}STOPSIGNAL RTMIN+3\nCMD ["systemd"]\n', []),
        ("Alpine's init is busybox", 'FROM alpine:3.22\nCMD ["/sbin/init"]\n', []),
        ("set by the image", 'FROM registry.access.redhat.com/ubi9/ubi-init:9.6\nCMD ["/sbin/init"]\n', []),
    ],
)
def test_systemd(why, text, found):
    assert findings_of(text, "systemd-stopsignal-missing") == found, why


def test_the_line_is_added_as_the_file_is_written():
    text = 'from debian:13-slim\r\n  cmd ["nginx"]\r\n'
    wanted = 'from debian:13-slim\r\n  stopsignal SIGQUIT\r\n  cmd ["nginx"]\r\n'
    assert fixed(text, "nginx-stopsignal-missing") == wanted

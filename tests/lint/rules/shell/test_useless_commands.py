"""Commands without use in a build, another /bin/sh, wget's dots, and users with a high id."""

from __future__ import annotations

import pytest

from lint.cases import applicabilities, findings_of, fixed


@pytest.mark.parametrize(
    ("run", "found"),
    [
        ("vim x", ["vim"]),
        ("make && top", ["top"]),
        ("top -b | head", []),
        ("vim -es -c q", []),
        ("shutdown now", ["shutdown"]),
        ("vim --version", []),
        ("service nginx start", ["service"]),
        ("systemctl restart nginx", ["systemctl"]),
        ("service db start && psql x", []),
        ("service nginx status", []),
        ("apt-get install -y vim", []),
        ("/usr/bin/free -m", ["/usr/bin/free"]),
    ],
)
def test_pointless_commands(run, found):
    assert findings_of(f"FROM debian:13\nRUN {run}\n", "command-pointless") == found


def test_a_trigger_is_looked_at_and_a_start_is_not():
    assert findings_of("FROM a:1\nONBUILD RUN vim x\nCMD top\n", "command-pointless") == ["vim"]


@pytest.mark.parametrize(
    ("run", "after"),
    [
        ("RUN ln -sf /bin/bash /bin/sh", 'SHELL ["/bin/bash", "-c"]'),
        ("RUN ln -sf bash /bin/sh", 'SHELL ["/bin/bash", "-c"]'),
        ("run ln -sf /usr/bin/zsh /bin/sh", 'shell ["/usr/bin/zsh", "-c"]'),
        ("RUN rm /bin/sh && ln -s bash /bin/sh", None),
        ("RUN --network=none ln -sf bash /bin/sh", None),
    ],
)
def test_another_sh(run, after):
    text = f"FROM debian:13\n{run}\n"
    assert len(findings_of(text, "sh-relinked")) == 1
    assert fixed(text, "sh-relinked") == (f"FROM debian:13\n{after}\n" if after else text)


@pytest.mark.parametrize(
    "run", ["ln -s /busybox/sh /bin/sh", "ln -s /bin/sh /x", "ln -s /bin/bash /bin/x", "ln /bin/sh"]
)
def test_other_links(run):
    assert findings_of(f"FROM debian:13\nRUN {run}\n", "sh-relinked") == []


@pytest.mark.parametrize(
    ("image", "run", "after"),
    [
        ("debian:13", "wget http://x", "wget --progress=dot:giga http://x"),
        ("alpine:3.22", "wget http://x", "wget -q http://x"),
        ("debian:13", "sudo wget http://x", "sudo wget --progress=dot:giga http://x"),
        ("debian:13", "wget -nv http://x", None),
        ("debian:13", "wget -qO- http://x", None),
        ("debian:13", "wget -o /log http://x", None),
        ("debian:13", "wget --show-progress http://x", None),
    ],
)
def test_wget(image, run, after):
    text = f"FROM {image}\nRUN {run}\n"
    assert fixed(text, "wget-progress-shown") == (f"FROM {image}\nRUN {after}\n" if after else text)
    assert bool(findings_of(text, "wget-progress-shown")) is (after is not None)


def test_busybox_wget_is_quiet_only_if_a_person_says_so():
    assert applicabilities("FROM alpine:3.22\nRUN wget http://x\n", "wget-progress-shown") == ["unsafe"]
    assert applicabilities("FROM debian:13\nRUN wget http://x\n", "wget-progress-shown") == ["safe"]


@pytest.mark.parametrize(
    ("run", "after"),
    [
        ("useradd -u 100000 x", "useradd -l -u 100000 x"),
        ("useradd --uid=1000620000 x", "useradd -l --uid=1000620000 x"),
        ("useradd -u 99999 x", None),
        ("useradd -l -u 100000 x", None),
        ("useradd --no-log-init -u 100000 x", None),
        ("useradd -u $X x", None),
        ("adduser -u 100000 x", None),
    ],
)
def test_high_ids(run, after):
    text = f"FROM debian:13\nRUN {run}\n"
    assert bool(findings_of(text, "useradd-sparse-log")) is (after is not None)
    assert fixed(text, "useradd-sparse-log", unsafe=False) == (f"FROM debian:13\nRUN {after}\n" if after else text)

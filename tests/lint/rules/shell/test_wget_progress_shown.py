"""`wget-progress-shown`: wget fills the build's log with its progress."""

from __future__ import annotations

import pytest

from lint.cases import applicabilities, findings_of, fixed


@pytest.mark.parametrize(
    ("why", "image", "run", "after"),
    [
        ("GNU's wget has a quieter progress", "debian:13", "wget http://x", "wget --progress=dot:giga http://x"),
        ("BusyBox's has none, so it is silenced", "alpine:3.22", "wget http://x", "wget -q http://x"),
        ("also behind sudo", "debian:13", "sudo wget http://x", "sudo wget --progress=dot:giga http://x"),
        ("without details it shows none", "debian:13", "wget -nv http://x", None),
        ("silenced within a bundle", "debian:13", "wget -qO- http://x", None),
        ("a log takes it", "debian:13", "wget -o /log http://x", None),
        ("it is wanted", "debian:13", "wget --show-progress http://x", None),
    ],
)
def test_wget(why, image, run, after):
    text = f"FROM {image}\nRUN {run}\n"
    assert fixed(text, "wget-progress-shown") == (f"FROM {image}\nRUN {after}\n" if after else text)
    assert bool(findings_of(text, "wget-progress-shown")) is (after is not None)


def test_busybox_wget_is_quiet_only_if_a_user_says_so():
    assert applicabilities("FROM alpine:3.22\nRUN wget http://x\n", "wget-progress-shown") == ["unsafe"]
    assert applicabilities("FROM debian:13\nRUN wget http://x\n", "wget-progress-shown") == ["safe"]

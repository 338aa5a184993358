"""`wget-progress-shown`: wget fills the build's log with its progress."""

from __future__ import annotations

import pytest

from lint.cases import applicabilities, findings_of, fixed


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


def test_busybox_wget_is_quiet_only_if_a_user_says_so():
    assert applicabilities("FROM alpine:3.22\nRUN wget http://x\n", "wget-progress-shown") == ["unsafe"]
    assert applicabilities("FROM debian:13\nRUN wget http://x\n", "wget-progress-shown") == ["safe"]

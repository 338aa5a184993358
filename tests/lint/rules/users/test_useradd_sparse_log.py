"""`useradd-sparse-log`: useradd with a high id writes a log of gigabytes."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed


@pytest.mark.parametrize(
    ("why", "run", "after"),
    [
        ("the option keeps the log as it is", "useradd -u 100000 x", "useradd -l -u 100000 x"),
        ("a value may be joined to the option", "useradd --uid=1000620000 x", "useradd -l --uid=1000620000 x"),
        ("the log is small for numbers of five digits", "useradd -u 99999 x", None),
        ("the option is given", "useradd -l -u 100000 x", None),
        ("the long option is given", "useradd --no-log-init -u 100000 x", None),
        ("the number is not known", "useradd -u $X x", None),
        ("Debian's adduser has no such option", "adduser -u 100000 x", None),
    ],
)
def test_high_ids(why, run, after):
    text = f"FROM debian:11\nRUN {run}\n"
    assert bool(findings_of(text, "useradd-sparse-log")) is (after is not None)
    assert fixed(text, "useradd-sparse-log", unsafe=False) == (f"FROM debian:11\nRUN {after}\n" if after else text)


# After `useradd -u 1000000009` the log looks 292 GB large on Debian 11 and Ubuntu 22.04, and is empty on Debian 12 and 13: run
# in minimal systems made by debootstrap. Ubuntu 24.04 has the shadow of Debian 12 (4.13).
WRITES_LOGS = [
    ("Debian 11 writes it", "debian:11-slim", True),
    ("Debian 12 does not", "debian:12-slim", False),
    ("Debian 13 does not", "debian:13", False),
    ("Ubuntu 22.04 writes it", "ubuntu:22.04", True),
    ("Ubuntu 24.04 does not", "ubuntu:24.04", False),
    ("an image that is built on Debian 12", "python:3.13-slim-bookworm", False),
    ("an image that is built on Ubuntu 22.04", "nvidia/cuda:12.4.1-base-ubuntu22.04", True),
    ("Red Hat's useradd writes it", "redhat/ubi8", True),
    ("an image that is not known may write it", "example.com/unknown:1", True),
]


@pytest.mark.parametrize(("why", "image", "expected"), WRITES_LOGS)
def test_releases(why, image, expected):
    assert bool(findings_of(f"FROM {image}\nRUN useradd -u 1000000009 x\n", "useradd-sparse-log")) is expected, why

"""`locale-or-timezone-prompt`: a package asks for a region, a keyboard or a language while it is installed, and nobody answers."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed

ASKS = "locale-or-timezone-prompt"


PROMPTS = [
    ("tzdata asks for the region", "ubuntu:24.04", "RUN apt-get install -y tzdata", ["tzdata"]),
    (
        "a keyboard is asked for, whatever else is installed",
        "ubuntu:24.04",
        "RUN apt-get install -y curl keyboard-configuration",
        ["keyboard-configuration"],
    ),
    ("a mail server asks what it is for", "debian:12", "RUN apt-get install -y postfix", ["postfix"]),
    ("setting up again asks by itself", "debian:12", "RUN dpkg-reconfigure locales", ["dpkg-reconfigure locales"]),
    (
        "an option of its own does not answer",
        "debian:12",
        "RUN dpkg-reconfigure --priority high tzdata",
        ["dpkg-reconfigure --priority high tzdata"],
    ),
    ("Debian's image has tzdata already", "debian:12", "RUN apt-get install -y tzdata", []),
    ("Alpine's packages ask nothing", "alpine", "RUN apk add tzdata", []),
    (
        "the variable before the command answers",
        "ubuntu:24.04",
        "RUN DEBIAN_FRONTEND=noninteractive apt-get install -y tzdata",
        [],
    ),
    (
        "ENV answers for all that follows",
        "ubuntu:24.04",
        "ENV DEBIAN_FRONTEND=noninteractive\nRUN apt-get install -y tzdata",
        [],
    ),
    (
        "the link says which region it is",
        "ubuntu:24.04",
        "RUN ln -s /usr/share/zoneinfo/UTC /etc/localtime && apt-get install -y tzdata",
        [],
    ),
    ("the frontend may be an option", "debian:12", "RUN dpkg-reconfigure -f noninteractive locales", []),
    ("joined to its value as well", "debian:12", "RUN dpkg-reconfigure -fnoninteractive locales", []),
    ("somebody answers by a pipe", "debian:12", "RUN echo 1 | dpkg-reconfigure locales", []),
    ("nothing is set up", "debian:12", "RUN dpkg-reconfigure", []),
]


@pytest.mark.parametrize(("why", "image", "text", "found"), PROMPTS)
def test_prompts(why, image, text, found):
    assert findings_of(f"FROM {image}\n{text}\n", ASKS) == found, why


@pytest.mark.parametrize(
    ("why", "before", "after"),
    [
        (
            "the variable goes before the command",
            "RUN apt-get install -y tzdata",
            "RUN DEBIAN_FRONTEND=noninteractive apt-get install -y tzdata",
        ),
        (
            "sudo hands on what stands behind it",
            "RUN a && sudo dpkg-reconfigure locales",
            "RUN a && sudo DEBIAN_FRONTEND=noninteractive dpkg-reconfigure locales",
        ),
        (
            "an exec form has no variables",
            'RUN ["apt-get", "install", "tzdata"]',
            'RUN ["apt-get", "install", "tzdata"]',
        ),
    ],
)
def test_prompt_fixes(why, before, after):
    assert fixed(f"FROM ubuntu:24.04\n{before}\n", ASKS) == f"FROM ubuntu:24.04\n{after}\n", why

"""`locale-or-timezone-prompt`: a package asks for a region, a keyboard or a language while it is installed, and nobody answers."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed

ASKS = "locale-or-timezone-prompt"


PROMPTS = [
    ("ubuntu:24.04", "RUN apt-get install -y tzdata", ["tzdata"]),
    ("ubuntu:24.04", "RUN apt-get install -y curl keyboard-configuration", ["keyboard-configuration"]),
    ("debian:12", "RUN apt-get install -y postfix", ["postfix"]),
    ("debian:12", "RUN dpkg-reconfigure locales", ["dpkg-reconfigure locales"]),
    ("debian:12", "RUN dpkg-reconfigure --priority high tzdata", ["dpkg-reconfigure --priority high tzdata"]),
    ("debian:12", "RUN apt-get install -y tzdata", []),
    ("alpine", "RUN apk add tzdata", []),
    ("ubuntu:24.04", "RUN DEBIAN_FRONTEND=noninteractive apt-get install -y tzdata", []),
    ("ubuntu:24.04", "ENV DEBIAN_FRONTEND=noninteractive\nRUN apt-get install -y tzdata", []),
    ("ubuntu:24.04", "RUN ln -s /usr/share/zoneinfo/UTC /etc/localtime && apt-get install -y tzdata", []),
    ("debian:12", "RUN dpkg-reconfigure -f noninteractive locales", []),
    ("debian:12", "RUN dpkg-reconfigure -fnoninteractive locales", []),
    ("debian:12", "RUN echo 1 | dpkg-reconfigure locales", []),
    ("debian:12", "RUN dpkg-reconfigure", []),
]


@pytest.mark.parametrize(("image", "text", "found"), PROMPTS)
def test_prompts(image, text, found):
    assert findings_of(f"FROM {image}\n{text}\n", ASKS) == found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("RUN apt-get install -y tzdata", "RUN DEBIAN_FRONTEND=noninteractive apt-get install -y tzdata"),
        (
            "RUN a && sudo dpkg-reconfigure locales",
            "RUN a && sudo DEBIAN_FRONTEND=noninteractive dpkg-reconfigure locales",
        ),
        ('RUN ["apt-get", "install", "tzdata"]', 'RUN ["apt-get", "install", "tzdata"]'),
    ],
)
def test_prompt_fixes(before, after):
    assert fixed(f"FROM ubuntu:24.04\n{before}\n", ASKS) == f"FROM ubuntu:24.04\n{after}\n"

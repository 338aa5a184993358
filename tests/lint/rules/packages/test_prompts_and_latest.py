"""Packages that ask while they are installed, and packages at `@latest`."""

import pytest

from lint.cases import findings_of, fixed

ASKS, LATEST = "locale-or-timezone-prompt", "latest-installed"

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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("npm install -g serve@latest", ["serve@latest"]),
        ("npm i @scope/a@latest b@1.2.3", ["@scope/a@latest"]),
        ("yarn global add a@latest", ["a@latest"]),
        ("go install example.com/a@latest", ["example.com/a@latest"]),
        ("go run example.com/a@latest x@latest", ["example.com/a@latest"]),
        ("corepack prepare pnpm@latest --activate", ["pnpm@latest"]),
        ("npx -y create-app@latest .", ["create-app@latest"]),
        ("pnpm dlx a@latest", ["a@latest"]),
        ("uvx ruff@latest", ["ruff@latest"]),
        ("uv tool run ruff@latest", ["ruff@latest"]),
        ("npm install -g serve@14", []),
        ("npm run build@latest", []),
        ("npx $TOOL@latest", []),
        ("echo a@latest", []),
    ],
)
def test_latest(text, found):
    assert findings_of(f"FROM node:24\nRUN {text}\n", LATEST) == found

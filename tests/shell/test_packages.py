"""Calls of package managers: a script in, what is called out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gorae.shell import parse
from gorae.shell.packages import calls

CALLS = [
    ("apt-get update", ["apt-get update"]),
    ("apt-get -qq -o Acquire::Retries=3 install -y curl git=1:2.47 libx/stable", [
        "apt-get install curl|git =1:2.47|libx /stable"]),
    ("sudo DEBIAN_FRONTEND=noninteractive apt-get -y install -t trixie-backports vim", ["apt-get install vim"]),
    ("/usr/bin/apt-get install ./a.deb", ["apt-get install ./a.deb local"]),
    ("apk add --no-cache --virtual .build gcc 'musl-dev>1.2' py3~3.12", [
        "apk install gcc|musl-dev >1.2|py3 ~3.12"]),
    ("dnf -y --enablerepo crb install nginx-1.26.3 git-core https://x.org/a.rpm", [
        "dnf install nginx 1.26.3|git-core|https://x.org/a.rpm local"]),
    ("yum update -y && yum makecache", ["yum upgrade", "yum update"]),
    ("zypper -n in 'vim>=9' nano", ["zypper install vim >=9|nano"]),
    ("python3 -m pip install -r requirements.txt 'flask[async]>=3' django==5.2 .", [
        "pip install flask >=3|django ==5.2|. local"]),
    ("pip3.13 install --upgrade pip", ["pip install pip"]),
    ("python3 setup.py install", []),
    ("uv pip install --system httpx", ["uv install httpx"]),
    ("uv sync --frozen --no-dev", ["uv sync"]),
    ("npm i -g @angular/cli@20 pnpm", ["npm install @angular/cli @20|pnpm"]),
    ("npm --prefix web ci", ["npm ci"]),
    ("yarn", ["yarn install"]),
    ("yarn global add serve && yarn cache clean", ["yarn install serve", "yarn clean"]),
    ("gem install rails -v 8.0.1", ["gem install rails 8.0.1"]),
    ("gem install rails:8.0.1 puma", ["gem install rails :8.0.1|puma"]),
    ("go install golang.org/x/tools/gopls@v0.20.0 && go mod download", [
        "go install golang.org/x/tools/gopls @v0.20.0", "go download"]),
    ("cargo install --locked just --version 1.42.0", ["cargo install just 1.42.0"]),
    ("cargo +nightly install just", ["cargo install just"]),
    ("php composer.phar require monolog/monolog:3.9.0", ["composer install monolog/monolog :3.9.0"]),
    ("if true; then apt-get install $PACKAGES; fi", ["apt-get install $PACKAGES"]),
]  # fmt: skip


def shown(text):
    found = []
    for call in calls(parse(text)):
        packages = [
            " ".join(
                [package.name] + ([package.version] if package.version else []) + (["local"] if package.local else [])
            )
            for package in call.packages
        ]
        found.append(" ".join(filter(None, [call.manager, call.action, "|".join(packages)])))
    return found


@pytest.mark.parametrize(("text", "expected"), CALLS, ids=[text for text, _ in CALLS])
def test_calls(text, expected):
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("apt-get install -qqy curl", ("-y",), True),
        ("apt-get install -ty curl", ("-y",), False),
        ("apt-get install -o y curl", ("-y",), False),
        ("apt-get install --yes curl", ("-y", "--yes"), True),
        ("pip install --no-cache-dir=true x", ("--no-cache-dir",), True),
    ],
)
def test_flags(text, names, expected):
    assert calls(parse(text))[0].has_flag(*names) is expected


def test_options_end_stands_behind_the_first_options():
    text = "apt-get install -y -t sid --quiet curl -f"
    assert text[: calls(parse(text))[0].options_end] == "apt-get install -y -t sid --quiet"


@given(st.text(alphabet="apt-geinsl yudco='\"$\\\n&|;=@:<>.~/[]"))
def test_any_text_is_a_script(text):
    for call in calls(parse("apt-get " + text)):
        assert call.packages is not None
        assert call.span.start <= call.options_end

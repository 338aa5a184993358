"""Calls of package managers: a script in, what is called out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gorae.shell import parse
from gorae.shell.packages import calls

CALLS = [
    ("a subcommand without packages", "apt-get update", ["apt-get update"]),
    ("options with values before the subcommand, versions and releases of packages", "apt-get -qq -o Acquire::Retries=3 install -y curl git=1:2.47 libx/stable", [
        "apt-get install curl|git =1:2.47|libx /stable"]),
    ("behind sudo and a variable, with an option in between", "sudo DEBIAN_FRONTEND=noninteractive apt-get -y install -t trixie-backports vim", ["apt-get install vim"]),
    ("by its path, with a file of a package", "/usr/bin/apt-get install ./a.deb", ["apt-get install ./a.deb local"]),
    ("apk's virtual group is no package, and its versions have signs of their own", "apk add --no-cache --virtual .build gcc 'musl-dev>1.2' py3~3.12", [
        "apk install gcc|musl-dev >1.2|py3 ~3.12"]),
    ("dnf's versions, and a package by its address", "dnf -y --enablerepo crb install nginx-1.26.3 git-core https://x.org/a.rpm", [
        "dnf install nginx 1.26.3|git-core|https://x.org/a.rpm local"]),
    ("two names of one thing in yum", "yum update -y && yum makecache", ["yum upgrade", "yum update"]),
    ("zypper's short subcommand, and a version in quotes", "zypper -n in 'vim>=9' nano", ["zypper install vim >=9|nano"]),
    ("a module of Python, with extras, versions and this folder", "python3 -m pip install -r requirements.txt 'flask[async]>=3' django==5.2 .", [
        "pip install flask >=3|django ==5.2|. local"]),
    ("pip by its version, upgrading itself", "pip3.13 install --upgrade pip", ["pip install pip"]),
    ("a script of Python is no package manager", "python3 setup.py install", []),
    ("uv's interface of pip", "uv pip install --system httpx", ["uv install httpx"]),
    ("uv's own subcommand", "uv sync --frozen --no-dev", ["uv sync"]),
    ("npm's short subcommand, with scopes and versions", "npm i -g @angular/cli@20 pnpm", ["npm install @angular/cli @20|pnpm"]),
    ("an option with a value before the subcommand", "npm --prefix web ci", ["npm ci"]),
    ("yarn alone installs", "yarn", ["yarn install"]),
    ("yarn's global packages, and its cache", "yarn global add serve && yarn cache clean", ["yarn install serve", "yarn clean"]),
    ("gem's version as an option", "gem install rails -v 8.0.1", ["gem install rails 8.0.1"]),
    ("gem's version behind a colon", "gem install rails:8.0.1 puma", ["gem install rails :8.0.1|puma"]),
    ("go's version behind an at sign, and its modules", "go install golang.org/x/tools/gopls@v0.20.0 && go mod download", [
        "go install golang.org/x/tools/gopls @v0.20.0", "go download"]),
    ("cargo's version as an option", "cargo install --locked just --version 1.42.0", ["cargo install just 1.42.0"]),
    ("a toolchain before the subcommand", "cargo +nightly install just", ["cargo install just"]),
    ("composer as a file that php runs", "php composer.phar require monolog/monolog:3.9.0", ["composer install monolog/monolog :3.9.0"]),
    ("within a condition, with a variable for the packages", "if true; then apt-get install $PACKAGES; fi", ["apt-get install $PACKAGES"]),
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


@pytest.mark.parametrize(("why", "text", "expected"), CALLS)
def test_calls(why, text, expected):
    assert shown(text) == expected, why


@pytest.mark.parametrize(
    ("why", "text", "names", "expected"),
    [
        ("a letter among others", "apt-get install -qqy curl", ("-y",), True),
        ("a letter that is another option's value", "apt-get install -ty curl", ("-y",), False),
        ("a word that is another option's value", "apt-get install -o y curl", ("-y",), False),
        ("one of two names", "apt-get install --yes curl", ("-y", "--yes"), True),
        ("a long option with its value", "pip install --no-cache-dir=true x", ("--no-cache-dir",), True),
    ],
)
def test_flags(why, text, names, expected):
    assert calls(parse(text))[0].has_flag(*names) is expected, why


def test_options_end_stands_behind_the_first_options():
    text = "apt-get install -y -t sid --quiet curl -f"
    assert text[: calls(parse(text))[0].options_end] == "apt-get install -y -t sid --quiet"


@given(st.text(alphabet="apt-geinsl yudco='\"$\\\n&|;=@:<>.~/[]"))
def test_any_text_is_a_script(text):
    for call in calls(parse("apt-get " + text)):
        assert call.packages is not None
        assert call.span.start <= call.options_end

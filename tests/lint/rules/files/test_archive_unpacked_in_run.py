"""`archive-unpacked-in-run`: RUN loads an archive and unpacks it, where ADD does both."""

from __future__ import annotations

import pytest

from lint.cases import check_one_fix, findings_of

RULE = "archive-unpacked-in-run"
HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("run", "add"),
    [
        ("curl -L https://a.b/c.tar.gz | tar xz -C /d", "--unpack=true https://a.b/c.tar.gz /d/"),
        ("wget -qO- https://a.b/c.tgz | tar -xzf - -C /d/", "--unpack=true https://a.b/c.tgz /d/"),
        ("curl https://a.b/c.tar.gz | tar xz -C /d --strip-components=1", None),
        ("curl https://a.b/c.tar.gz | tar xz", None),
        ("curl https://a.b/c.tar.gz && tar xz -C /d", None),
        ("curl 'https://a.b/c d.tar.gz' | tar xz -C /d", None),
        ("curl https://a.b/c.tar.gz | tar xz -C '/d e'", None),
        ("curl -O https://a.b/c.tar.xz && tar xf c.tar.xz && rm c.tar.xz", None),
    ],
)
def test_archives(run, add):
    check_one_fix(RULE, f"{HEAD}RUN {run}\n", f"{HEAD}ADD {add}\n" if add else None)


@pytest.mark.parametrize(
    "run",
    ["curl -O https://a.b/c.tar.gz", "curl -O https://a.b/c.tgz && ls x", "curl -O https://a.b/c.zip && tar xf d", "tar xf a && curl https://a.b/c.tgz -o c", "curl -o c.tgz https://a.b/c.tgz && tar czf d e"],
)  # fmt: skip
def test_no_archives(run):
    assert findings_of(f"{HEAD}RUN {run}\n", RULE) == []

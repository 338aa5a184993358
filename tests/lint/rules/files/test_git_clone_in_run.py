"""`git-clone-in-run`: RUN clones a repository that ADD could fetch."""

from __future__ import annotations

import pytest

from lint.cases import check_one_fix, findings_of

RULE = "git-clone-in-run"
HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("clone", "add"),
    [
        ("https://a.b/c/d", "https://a.b/c/d.git d"),
        ("--depth 1 -b v1 https://a.b/c/d.git /e", "https://a.b/c/d.git#v1 /e"),
        ("--branch=v1 git@a.b:c/d.git", "git@a.b:c/d.git#v1 d"),
        ("--recursive https://a.b/c/d", None),
        ("-b $V https://a.b/c/d", None),
        ("https://a.b/c/d && make", None),
    ],
)
def test_clones(clone, add):
    check_one_fix(RULE, f"{HEAD}RUN git clone {clone}\n", f"{HEAD}ADD {add}\n" if add else None)


@pytest.mark.parametrize(
    "run", ["git clone /a /b", "git pull https://a.b/c", "echo git clone https://a.b/c", "git clone"]
)
def test_no_clones(run):
    assert findings_of(f"{HEAD}RUN {run}\n", RULE) == []

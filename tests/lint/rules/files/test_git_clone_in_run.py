"""`git-clone-in-run`: RUN clones a repository that ADD could fetch."""

from __future__ import annotations

import pytest

from lint.cases import check_one_fix, findings_of

RULE = "git-clone-in-run"
HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("why", "clone", "add"),
    [
        ("the folder has the repository's name", "https://a.b/c/d", "https://a.b/c/d.git d"),
        (
            "a branch stands behind a hash, a short history is ADD's own",
            "--depth 1 -b v1 https://a.b/c/d.git /e",
            "https://a.b/c/d.git#v1 /e",
        ),
        ("an address for SSH stays one", "--branch=v1 git@a.b:c/d.git", "git@a.b:c/d.git#v1 d"),
        ("submodules are not ADD's business", "--recursive https://a.b/c/d", None),
        ("the branch is not known", "-b $V https://a.b/c/d", None),
        ("another command uses the clone", "https://a.b/c/d && make", None),
    ],
)
def test_clones(why, clone, add):
    check_one_fix(RULE, f"{HEAD}RUN git clone {clone}\n", f"{HEAD}ADD {add}\n" if add else None)


@pytest.mark.parametrize(
    ("why", "run"),
    [
        ("a folder is cloned", "git clone /a /b"),
        ("nothing is cloned anew", "git pull https://a.b/c"),
        ("nothing is cloned", "echo git clone https://a.b/c"),
        ("no repository is named", "git clone"),
    ],
)
def test_no_clones(why, run):
    assert findings_of(f"{HEAD}RUN {run}\n", RULE) == [], why

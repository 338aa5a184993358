"""`archive-unpacked-in-run`: RUN loads an archive and unpacks it, where ADD does both."""

from __future__ import annotations

import pytest

from lint.cases import check_one_fix, findings_of

RULE = "archive-unpacked-in-run"
HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("why", "run", "add"),
    [
        (
            "ADD loads and unpacks",
            "curl -L https://a.b/c.tar.gz | tar xz -C /d",
            "--unpack=true https://a.b/c.tar.gz /d/",
        ),
        (
            "wget writes to the pipe, and a slash is there already",
            "wget -qO- https://a.b/c.tgz | tar -xzf - -C /d/",
            "--unpack=true https://a.b/c.tgz /d/",
        ),
        ("ADD cannot leave folders out", "curl https://a.b/c.tar.gz | tar xz -C /d --strip-components=1", None),
        ("the folder is not known", "curl https://a.b/c.tar.gz | tar xz", None),
        ("the archive is not unpacked in place", "curl https://a.b/c.tar.gz && tar xz -C /d", None),
        ("a space in the address would part it", "curl 'https://a.b/c d.tar.gz' | tar xz -C /d", None),
        ("a space in the folder would part it", "curl https://a.b/c.tar.gz | tar xz -C '/d e'", None),
        ("the file may be wanted between", "curl -O https://a.b/c.tar.xz && tar xf c.tar.xz && rm c.tar.xz", None),
    ],
)
def test_archives(why, run, add):
    check_one_fix(RULE, f"{HEAD}RUN {run}\n", f"{HEAD}ADD {add}\n" if add else None)


@pytest.mark.parametrize(
    ("why", "run"),
    [("it is only loaded", "curl -O https://a.b/c.tar.gz"), ("nothing is unpacked", "curl -O https://a.b/c.tgz && ls x"), ("another file is unpacked", "curl -O https://a.b/c.zip && tar xf d"), ("another one was unpacked before", "tar xf a && curl https://a.b/c.tgz -o c"), ("an archive is made", "curl -o c.tgz https://a.b/c.tgz && tar czf d e")],
)  # fmt: skip
def test_no_archives(why, run):
    assert findings_of(f"{HEAD}RUN {run}\n", RULE) == [], why

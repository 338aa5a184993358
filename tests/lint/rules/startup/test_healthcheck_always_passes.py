"""`healthcheck-always-passes`: a health check whose exit code is always 0."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed

RULE = "healthcheck-always-passes"
PASSES = {
    "true behind ||": ("HEALTHCHECK CMD curl -f http://localhost/ || true", "|| true"),
    "exit 0 behind ||": ("HEALTHCHECK --interval=5s CMD curl -f http://localhost/ || exit 0", "|| exit 0"),
    "a remark behind ||": ("HEALTHCHECK CMD curl -f http://localhost/ || echo down", "|| echo down"),
    "nothing else": ("HEALTHCHECK CMD exit 0", "exit 0"),
    "nothing else in the exec form": ('HEALTHCHECK CMD ["/bin/true"]', "/bin/true"),
    "a last command that always succeeds": ("HEALTHCHECK CMD curl -f http://localhost/; echo done", "; echo done"),
}
FAILS = {
    "exit 1": "HEALTHCHECK CMD curl -f http://localhost/ || exit 1",
    "no operator": "HEALTHCHECK CMD curl -f http://localhost/",
    "a remark and then a failure": "HEALTHCHECK CMD curl -f http://localhost/ || (echo down; exit 1)",
    "switched off": "HEALTHCHECK NONE",
    "-e stops before the end": "HEALTHCHECK CMD set -e; curl -f http://localhost/; echo fine",
    "&& keeps the failure": "HEALTHCHECK CMD curl -f http://localhost/ && true",
    "no health check": "RUN a || true",
}


@pytest.mark.parametrize(("line", "words"), PASSES.values(), ids=PASSES.keys())
def test_passes(line: str, words: str) -> None:
    (found,) = findings_of(f"FROM debian:13\n{line}\n", RULE)
    assert words in found or found in words


@pytest.mark.parametrize("line", FAILS.values(), ids=FAILS.keys())
def test_fails(line: str) -> None:
    assert findings_of(f"FROM debian:13\n{line}\n", RULE) == []


def test_the_fix_fails() -> None:
    before = "FROM debian:13\nHEALTHCHECK CMD curl -f http://localhost/ || true\n"
    assert fixed(before, RULE) == before.replace("|| true", "|| exit 1")

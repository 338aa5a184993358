"""A rule that raises loses its own findings only, and is named."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from gorae.config.settings import Settings
from gorae.context.surroundings import context_of
from gorae.lint.engine import check
from gorae.lint.registry import resolve
from gorae.lint.run import log_error
from gorae.lint.selection import RuleSet
from gorae.syntax import parse
from lint.cases import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.model import Finding

TEXT = "FROM debian:13\n# gorae: ignore=maintainer-deprecated\nRUN sudo ls\nCOPY nowhere /x\n"
# One of each kind of rule.
KINDS = ("sudo-used", "packages-unsorted", "base-image-not-slim", "copy-source-missing", "unused-ignore")


def broken(*_: object) -> Iterator[Finding]:
    raise ZeroDivisionError("no such thing")
    yield


def found_with(broken_rule: str, tmp_path, **more) -> list[str]:
    rules = [rule for name in KINDS for rule in resolve(name)]
    chosen = tuple(replace(rule, find=broken) if rule.name == broken_rule else rule for rule in rules)
    context = context_of(tmp_path / "Dockerfile", TEXT, {})
    return [one.rule.name for one in check(parse(TEXT), Settings(today=TODAY), context, rules=RuleSet(chosen), **more)]


@pytest.mark.parametrize("name", KINDS)
def test_the_others_report(name, tmp_path):
    failures = []
    left = found_with(name, tmp_path, on_error=lambda rule, error: failures.append((rule.name, str(error))))
    assert failures == [(name, "no such thing")]
    assert set(left) == set(found_with("", tmp_path)) - {name}


def test_the_log_names_the_rule(tmp_path, caplog):
    with caplog.at_level(logging.ERROR):
        found_with("sudo-used", tmp_path, on_error=log_error)
    assert "sudo-used" in caplog.text
    assert "no such thing" in caplog.text


def test_without_somebody_to_tell_it_raises(tmp_path):
    with pytest.raises(ZeroDivisionError):
        found_with("sudo-used", tmp_path)

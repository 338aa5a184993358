"""Where two rules would say the same of the same words, one speaks."""

from __future__ import annotations

import dataclasses

from gorae.lint.engine import check
from gorae.lint.registry import resolve
from gorae.lint.settings import RuleSet
from gorae.source import Span
from gorae.syntax import parse
from lint.cases import settings_of

TEXT = "FROM debian:13\nRUN apt install curl\nRUN sudo true\n"


def names(superseded: str, quieter: str) -> list[str]:
    (first,), (second,) = resolve(superseded), resolve(quieter)
    first = dataclasses.replace(first, supersedes=frozenset({second.name}))
    settings = settings_of(superseded, quieter)
    settings.__dict__["rules"] = RuleSet(frozenset({first, second}))
    settings.rules.__dict__["of_stage"] = tuple(rule for rule in (first, second) if rule.sees == "stage")
    settings.rules.__dict__["by_keyword"] = {
        "*": (),
        "RUN": tuple(r for r in (first, second) if r.sees == "instruction"),
    }
    return [problem.rule.name for problem in check(parse(TEXT), settings)]


def test_the_louder_rule_speaks_on_shared_words_alone():
    both = {p.rule.name: p.span for p in check(parse(TEXT), settings_of("run-consecutive", "sudo-used"))}
    assert both["sudo-used"].start > both["run-consecutive"].start
    assert Span.covers(both["run-consecutive"], both["sudo-used"])
    assert names("run-consecutive", "sudo-used") == ["run-consecutive"]
    assert names("sudo-used", "apt-instead-of-apt-get") == ["apt-instead-of-apt-get", "sudo-used"]

"""Where two rules would say the same of the same words, one speaks."""

from __future__ import annotations

import dataclasses

from gorae.lint.engine import check
from gorae.lint.registry import resolve
from gorae.lint.selection import RuleSet
from gorae.syntax import parse
from lint.cases import settings_of

TEXT = "FROM debian:13\nRUN apt install curl\nRUN sudo apt update\n"


def names(superseded: str, quieter: str) -> list[str]:
    (first,), (second,) = resolve(superseded), resolve(quieter)
    first = dataclasses.replace(first, supersedes=frozenset({second.name}))
    rules = RuleSet((first, second))
    return [found.rule.name for found in check(parse(TEXT), settings_of(superseded, quieter), rules=rules)]


def test_the_louder_rule_speaks_on_shared_words_alone():
    both = {p.rule.name: p for p in check(parse(TEXT), settings_of("run-consecutive", "sudo-used"))}
    # It stands on the first RUN, and is about the second one too, where the other rule stands.
    assert both["sudo-used"].span.start > both["run-consecutive"].span.end
    (second,) = both["run-consecutive"].related
    assert second.covers(both["sudo-used"].span)
    assert names("run-consecutive", "sudo-used") == ["run-consecutive"]
    assert names("sudo-used", "apt-instead-of-apt-get") == ["apt-instead-of-apt-get", "sudo-used"]


def test_a_template_silences_its_file_or_its_instruction_alone():
    def shown(text: str) -> list[tuple[int, str]]:
        found = check(parse(text), settings_of("template-unrendered", "syntax-error"))
        return [(text.count("\n", 0, one.span.start) + 1, one.rule.name) for one in found]

    assert shown("FROM debian:13\n{{ if x }}\nCOPY a\n{{ end }}\n") == [(2, "template-unrendered")]
    assert shown("FROM debian:13\nENV {{key}}\nCOPY a\n") == [(2, "template-unrendered"), (3, "syntax-error")]
    assert shown("FROM debian:13\nRUN docker inspect -f '{{.Id}}' x\nCOPY a\n") == [(3, "syntax-error")]

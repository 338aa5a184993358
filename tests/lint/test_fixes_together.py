"""All fixes at once: no error stands afterwards that was not there, and nothing is left that could still be fixed."""

from types import SimpleNamespace

import pytest

from gorae.config.settings import Settings
from gorae.lint.apply_fixes import fix_text as apply_all
from gorae.lint.model import Finding, Fix
from gorae.source import Edit, Span
from lint.cases import TODAY, fix_text

CURL_FOR_A_WHILE = r"""FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl ca-certificates \
    && apt-get remove -y curl && rm -rf /var/lib/apt/lists/*
EXPOSE 8080
USER nobody
CMD ["app"]
"""


def _fixed(text):
    return fix_text(text, Settings(today=TODAY), lambda _: None, unsafe=True)


@pytest.mark.parametrize(
    ("why", "text"),
    [
        (
            "a program that is taken away again is no tool for a health check",
            CURL_FOR_A_WHILE,
        ),
        (
            "a release whose archive is closed stays where a RUN turns to the old one",
            "FROM debian:jessie\nRUN apt-get update && apt-get install -y python-imaging && rm -rf /var/lib/apt/lists/*\n",
        ),
        (
            "quotes within an exec form are no password",
            'FROM debian:13-slim\nUSER nobody\nCMD app adduser --password "${PASS}" && serve\n',
        ),
        (
            "a start that nobody brings is reported in either form",
            "from debian:13-slim\nuser nobody\nentrypoint /tmp/here.sh\n",
        ),
    ],
)
def test_no_new_error(why, text):
    before = [one.rule.name for one in _fixed_none(text) if one.severity == "error"]
    after = _fixed(text)
    assert {one.rule.name for one in after.left if one.severity == "error"} <= set(before), why
    assert not [one.rule.name for one in after.left if one.fixes], why


def _fixed_none(text):
    return fix_text(text, Settings(today=TODAY), lambda _: None, unsafe=False).left


def _problem(name, severity, span, repair=None):
    return SimpleNamespace(
        rule=SimpleNamespace(name=name),
        severity=severity,
        finding=Finding(span),
        fixes=(repair,) if repair else (),
    )


def test_a_fix_that_brings_an_error_is_left_out_and_the_others_are_applied():
    good = Fix((Edit(Span(0, 1), "A"),), safe=True)
    bad = Fix((Edit(Span(1, 2), "B"),), safe=True)

    def check(document, _):
        text = document.text.value
        return [
            *([_problem("small", "warning", Span(0, 1), good)] if text[0] == "a" else []),
            *([_problem("wide", "warning", Span(1, 2), bad)] if text[1] == "b" else []),
            *([_problem("broken", "error", Span(0, 1))] if "B" in text else []),
        ]

    result = apply_all("ab", check, lambda _: None, unsafe=False)
    assert (result.text, result.applied) == ("Ab", 1)


def test_an_error_that_a_fix_of_another_error_uncovers_is_no_reason_against_it():
    right = Fix((Edit(Span(0, 1), "A"),), safe=True)

    def check(document, _):
        if document.text.value[0] == "a":
            return [_problem("unknown", "error", Span(0, 1), right)]
        return [_problem("one", "error", Span(0, 1)), _problem("two", "error", Span(0, 1))]

    assert apply_all("ab", check, lambda _: None, unsafe=False).text == "Ab"

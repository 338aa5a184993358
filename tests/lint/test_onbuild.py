"""What stands behind ONBUILD is checked as the stage that it will be, by rules that know nothing of ONBUILD."""

from __future__ import annotations

import importlib
import inspect

import pytest

from gorae.config.settings import Settings
from gorae.lint.cache import FindingsCache
from gorae.lint.registry import all_rules
from gorae.lint.rule import InstructionRule
from gorae.source import Edit, Span, apply_edits
from gorae.syntax import parse, reparse
from lint.cases import TODAY, check, findings_of, fixed, fixes_of

FROM = "FROM debian:13-slim\n"

FOUND = {
    "a default rule on one instruction": ("sudo-used", "ONBUILD RUN sudo ls\n", ["sudo"]),
    "a default rule on a stage": ("apt-assume-yes-missing", "ONBUILD RUN apt-get install curl\n", ["apt-get install"]),
    "a default rule on the file": ("pip-cache-kept", "ONBUILD RUN pip install flask\n", ["pip install"]),
    "an ADD behind ONBUILD": ("add-instead-of-copy", "ONBUILD ADD x /y\n", ["ADD"]),
    "a WORKDIR behind ONBUILD": ("workdir-relative", "ONBUILD WORKDIR app\n", ["app"]),
    "an absolute WORKDIR behind ONBUILD is what a relative one is below": (
        "workdir-relative",
        "ONBUILD WORKDIR /srv\nONBUILD WORKDIR app\n",
        [],
    ),
    "a here-document": ("sudo-used", "ONBUILD RUN <<EOF\nsudo ls\nEOF\n", ["sudo"]),
    "continued lines, 한글 and 🐳": ("sudo-used", "ONBUILD RUN echo 한글 🐳 \\\n  && sudo ls\n", ["sudo"]),
    "a RUN behind another, with CRLF": ("sudo-used", "ONBUILD RUN echo a\r\nONBUILD RUN sudo ls\r\n", ["sudo"]),
    "what a rule finds by itself is reported once": ("secret-literal", "ONBUILD ENV TOKEN=ghp_" + "a1B2" * 9 + "\n", 1),
    "two of them in a row are no layers of this image": ("run-consecutive", "RUN a\nONBUILD RUN b\n", []),
    "files of the context are those of another build": ("copy-source-missing", "ONBUILD COPY nowhere /x\n", []),
    "ONBUILD ONBUILD is refused by the builder": ("sudo-used", "ONBUILD ONBUILD RUN sudo ls\n", []),
}


@pytest.mark.parametrize(("rule", "text", "found"), FOUND.values(), ids=FOUND.keys())
def test_found(rule, text, found):
    words = findings_of(FROM + text, rule)
    assert (len(words) if isinstance(found, int) else words) == found


def test_the_user_at_the_stages_end_runs_it():
    # As root sudo is taken out; as another user it may be needed.
    root, app = FROM + "ONBUILD RUN sudo ls\n", FROM + "USER app\nONBUILD RUN sudo ls\n"
    later = FROM + "ONBUILD RUN sudo ls\nUSER app\n"
    assert [[len(fixes) for fixes in fixes_of(text, "sudo-used")] for text in (root, app, later)] == [[1], [0], [0]]


def test_each_stage_has_its_own():
    text = f"{FROM}ONBUILD RUN sudo a\nFROM debian:13-slim AS two\nUSER app\nONBUILD RUN sudo b\n"
    assert [len(fixes) for fixes in fixes_of(text, "sudo-used")] == [1, 0]


def test_a_fix_stays_behind_onbuild():
    text = FROM + "ONBUILD RUN apt-get install curl\n"
    assert fixed(text, "apt-assume-yes-missing") == FROM + "ONBUILD RUN apt-get install -y curl\n"
    assert fixed(FROM + "ONBUILD ADD x /y\n", "add-instead-of-copy") == FROM + "ONBUILD COPY x /y\n"


def test_a_fix_that_adds_an_instruction_is_not_offered():
    text = FROM + "ONBUILD RUN curl https://example.com | tar x\n"
    (found,) = check(parse(text), Settings(select=("run-pipefail-missing",), today=TODAY))
    assert all(apply_edits(text, list(fix.edits)).count("\n") == text.count("\n") for fix in found.fixes)


def test_a_comment_above_suppresses():
    text = FROM + "# gorae: ignore=sudo-used\nONBUILD RUN sudo ls\n"
    assert findings_of(text, "sudo-used") == []


def test_after_a_keystroke_it_is_as_if_read_anew():
    document, cache = parse(FROM + "ONBUILD RUN sudo ls\nONBUILD RUN apt-get install curl\n"), FindingsCache()
    chosen = Settings(today=TODAY)
    check(document, chosen, None, cache)
    for piece in ("x", "\n", "USER app\n", "ONBUILD RUN cd /tmp && sudo ls\n"):
        document = reparse(document, [Edit(Span(len(FROM), len(FROM)), piece)])
        known = [(one.rule.name, one.span) for one in check(document, chosen, None, cache)]
        assert known == [(one.rule.name, one.span) for one in check(parse(document.text.value), chosen)]


def test_no_rule_looks_behind_onbuild_by_itself():
    """The engine shows what stands there as the instructions of a stage; HEALTHCHECK's CMD is another's `trigger`, too."""
    looks = [
        rule.name
        for rule in all_rules()
        if isinstance(rule, InstructionRule)
        and rule.instructions
        and not rule.instructions & {"HEALTHCHECK", "ONBUILD"}
        and ".trigger" in inspect.getsource(importlib.import_module(rule.module))
    ]
    assert looks == []

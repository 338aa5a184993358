"""Each page on a code of ShellCheck's is run through it: `bad` gives the code, `good` gives nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gorae.config.settings import Settings
from gorae.lint import messages, shellcheck
from gorae.lint.shellcheck.codes import SEVERITIES
from gorae.shellcheck.findings import findings_of
from gorae.shellcheck.process import Known
from gorae.stages import build
from gorae.syntax import parse
from gorae.texts import LANGUAGES
from lint.cases import TODAY, check, fix_text

FOLDER = Path(shellcheck.__file__).parent
CODES = sorted({path.name.split(".")[0] for path in FOLDER.glob("SC*.md")})
SETTINGS = Settings(select=("shellcheck",), today=TODAY)
KNOWN = Known()
_GAP = re.compile(r"\{[a-z_]+\}")
_LONGEST_MESSAGE = 60
# A particle right behind a gap is wrong for half of the words that may fill it.
_PARTICLE = re.compile(r"\{[a-z_]+\}`?(?:을|를|이|가|은|는|와|과|로|으로)(?![가-힣])")


def outside(document):
    return findings_of(build(document), KNOWN)


def problems_of(text):
    document = parse(text)
    return check(document, SETTINGS, external=outside(document))


def test_the_sixty_that_occur_most():
    assert len(CODES) == 60
    assert {int(code[2:]) for code in CODES} == SEVERITIES.keys()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_page(code, language):
    rule = shellcheck.code_rule(code)
    page = shellcheck.page(rule, language)
    assert page.text("summary")
    assert page.text("source").endswith(code)
    assert shellcheck.url(rule, language).endswith(f"{code}.{language}.md")
    ((bad_info, bad), (good_info, good)) = page.blocks()
    assert bad_info.startswith("dockerfile bad")
    assert good_info == "dockerfile good"
    also = {name for word in bad_info.split() if word.startswith("also=") for name in word[5:].split(",")}
    problems = problems_of(bad)
    assert {problem.rule.name for problem in problems} == {code} | also
    own = [problem for problem in problems if problem.rule is rule]
    assert {problem.severity for problem in own} == {rule.severity}
    for problem in own:
        sentence = messages.message(problem, language)
        assert not _GAP.search(sentence)
        assert sentence != page.text("summary"), "the example's names do not fill the message"
        if problem.fixes:
            assert page.text("fix"), "the fix has no title"
    assert problems_of(good) == []


@pytest.mark.parametrize("code", CODES)
def test_both_languages_show_the_same(code):
    ko, en = (shellcheck.page(shellcheck.code_rule(code), language) for language in LANGUAGES)
    assert ko.blocks() == en.blocks()
    assert ko.front.keys() == en.front.keys()
    sentence = ko.text("message")
    assert len(_GAP.sub("", sentence)) <= _LONGEST_MESSAGE
    assert not _PARTICLE.search(sentence)


@pytest.mark.parametrize(
    "code", [code for code in CODES if shellcheck.page(shellcheck.code_rule(code), "ko").text("fix")]
)
def test_a_fix_ends_the_finding(code):
    (_, bad), _ = shellcheck.page(shellcheck.code_rule(code), "ko").blocks()
    only = Settings(select=(code,), today=TODAY)
    fixed = fix_text(bad, only, lambda _: None, unsafe=True, external=outside)
    assert fixed.applied
    assert fixed.left == []
    assert fix_text(fixed.text, only, lambda _: None, unsafe=True, external=outside).text == fixed.text


def test_a_long_word_gives_way_to_the_summary():
    long = "LONG_" * 10
    (problem,) = problems_of(f"RUN cat ${long}\n")
    page = shellcheck.page(problem.rule, "ko")
    assert messages.message(problem, "ko") == page.text("summary")


def test_a_variable_in_braces_is_named():
    rule = shellcheck.code_rule("SC2086")
    (finding,) = [one.finding for one in problems_of("FROM x:1\nRUN cat ${name}\n") if one.rule is rule]
    assert "`${name}`" in shellcheck.message(rule, finding, "en")

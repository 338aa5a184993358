"""A repeated problem is reported once; who chooses a rule by a name has each place."""

import pytest

from gorae.config.settings import Settings
from gorae.lint import messages
from gorae.syntax import parse
from lint.cases import TODAY, check, fix_text

OLD = "FROM a:1\nENV A 1\nENV B 2\nRUN true\nENV C 3\nFROM b:1\nLABEL d 4\n"
SETS = "FROM a:1\nRUN cat a | sort\nRUN cat b | sort\nFROM a:1\nRUN cat a | sort\n"
CASES = "FROM a:1 as a\nFROM b:1 as b\nCOPY --from=a /a /a\n"


def reported(text, **chosen):
    return [problem.span.of(text) for problem in check(parse(text), Settings(today=TODAY, shellcheck=False, **chosen))]


@pytest.mark.parametrize(
    ("why", "name", "text", "once", "each"),
    [
        ("chosen by its group: once a stage", "form", OLD, ["A 1", "d 4"], None),
        ("chosen by name: every place", "legacy-key-value", OLD, None, ["A 1", "B 2", "C 3", "d 4"]),
        ("chosen by BuildKit's name: every place", "LegacyKeyValueFormat", OLD, None, ["A 1", "B 2", "C 3", "d 4"]),
        (
            "chosen by BuildKit's name with its linter: every place",
            "buildkit/LegacyKeyValueFormat",
            OLD,
            None,
            ["A 1", "B 2", "C 3", "d 4"],
        ),
        ("chosen by its group: once a stage, of pipes as of pairs", "shell", SETS, ["cat a", "cat a"], None),
        (
            "chosen by name: every place, of pipes as of pairs",
            "run-pipefail-missing",
            SETS,
            None,
            ["cat a", "cat b", "cat a"],
        ),
        ("chosen by hadolint's code: every place", "DL4006", SETS, None, ["cat a", "cat b", "cat a"]),
        ("chosen by name: each stage's name", "from-as-casing", CASES, None, ["as", "as"]),
        ("chosen by its group: once a file", "stages", CASES, ["as"], None),
    ],
)
def test_places(why, name, text, once, each):
    assert reported(text, select=(name,)) == (once or each), why


def test_all_rules_are_reported_at_each_place():
    assert set(reported(OLD, select=("all",))).issuperset({"A 1", "B 2", "C 3", "d 4"})


def test_by_default_a_repeated_problem_is_reported_once():
    assert [words for words in reported(OLD) if words[1:2] == " "] == ["A 1", "d 4"]


@pytest.mark.parametrize(
    ("why", "language", "said"),
    [("Korean counts places", "ko", " (모두 3곳)"), ("English has a plural", "en", " (3 places)")],
)
def test_the_message_counts_the_places(why, language, said):
    problems = check(parse(OLD), Settings(select=("form",), today=TODAY))
    sentences = [messages.message(one, language) for one in problems]
    assert sentences[0].endswith(said), why
    assert not sentences[1].endswith(")"), why


def test_one_fix_ends_all_places():
    result = fix_text(OLD, Settings(select=("form",), today=TODAY), lambda _: None, unsafe=False)
    assert result.text == OLD.replace("A 1", "A=1").replace("B 2", "B=2").replace("C 3", "C=3").replace("d 4", "d=4")
    assert result.applied == 2
    assert not result.left


def test_a_place_that_is_silenced_does_not_silence_the_others():
    text = OLD.replace("ENV A", "# gorae: ignore=legacy-key-value\nENV A")
    assert reported(text, select=("form",), ignore=("ignore-reason-missing",)) == ["B 2", "d 4"]


def test_a_place_without_a_fix_is_reported_beside_those_that_have_one():
    text = "FROM a:1\nENV A 1\nENV B a\"b'c\\d\nENV C 3\n"
    settings = Settings(select=("form",), today=TODAY)
    assert [len(problem.fixes) for problem in check(parse(text), settings)] == [1, 0]

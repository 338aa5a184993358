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
    ("name", "text", "once", "each"),
    [
        ("form", OLD, ["A 1", "d 4"], None),
        ("legacy-key-value", OLD, None, ["A 1", "B 2", "C 3", "d 4"]),
        ("LegacyKeyValueFormat", OLD, None, ["A 1", "B 2", "C 3", "d 4"]),
        ("buildkit/LegacyKeyValueFormat", OLD, None, ["A 1", "B 2", "C 3", "d 4"]),
        ("shell", SETS, ["cat a", "cat a"], None),
        ("run-pipefail-missing", SETS, None, ["cat a", "cat b", "cat a"]),
        ("DL4006", SETS, None, ["cat a", "cat b", "cat a"]),
        ("from-as-casing", CASES, None, ["as", "as"]),
        ("stages", CASES, ["as"], None),
    ],
)
def test_places(name, text, once, each):
    assert reported(text, select=(name,)) == (once or each)


def test_all_rules_are_reported_at_each_place():
    assert set(reported(OLD, select=("all",))).issuperset({"A 1", "B 2", "C 3", "d 4"})


def test_by_default_a_repeated_problem_is_reported_once():
    assert [words for words in reported(OLD) if words[1:2] == " "] == ["A 1", "d 4"]


@pytest.mark.parametrize(("language", "said"), [("ko", " (모두 3곳)"), ("en", " (3 places)")])
def test_the_message_counts_the_places(language, said):
    problems = check(parse(OLD), Settings(select=("form",), today=TODAY))
    sentences = [messages.message(one, language) for one in problems]
    assert sentences[0].endswith(said)
    assert not sentences[1].endswith(")")


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

"""`variable-undefined` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from gorae.config.settings import Settings
from gorae.syntax import parse
from lint.cases import check, problems_of

RULE = "variable-undefined"

DEBIAN = "FROM debian:13\n"


@pytest.mark.parametrize(
    ("why", "text", "variant"),
    [
        ("a letter is missing", DEBIAN + "ARG VERSION\nENV V=$VERSON\n", "near"),
    ],
)
def test_what_it_says(why, text, variant):
    (problem,) = problems_of(text, RULE)
    assert problem.finding.variant == variant, why


def test_a_habit_is_reported_once_with_the_fixes_of_all():
    text = DEBIAN + "ENV A=$A\nENV B=$B\nRUN echo $A $B\nENV PATH=/a:$PATH\n"
    (problem,) = [one for one in check(parse(text), Settings()) if one.rule.name == RULE]
    assert [span.of(text) for span in (problem.span, *problem.related)] == ["$A", "$B"]
    assert [edit.text for edit in problem.fixes[0].edits] == ["ARG A\n", "ARG B\n"]
    assert len(problems_of(text, RULE)) == 2, "whoever asks for the rule has each"


@pytest.mark.parametrize(
    ("why", "workdir", "name", "number"),
    [
        ("the list has the folder that the image works in", "/app", "PYTHONPATH", 0),
        ("the folder that it works in comes in by the empty entry", "/srv", "PYTHONPATH", 1),
        ("a library is looked for there first", "/app", "LD_LIBRARY_PATH", 1),
    ],
)
def test_an_empty_entry_that_adds_nothing(why, workdir, name, number):
    text = f'{DEBIAN}ENV {name}="/app:${name}"\nWORKDIR {workdir}\n'
    assert len([one for one in check(parse(text), Settings()) if one.rule.name == RULE]) == number, why

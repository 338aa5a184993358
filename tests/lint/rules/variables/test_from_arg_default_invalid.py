"""`from-arg-default-invalid` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from gorae.lint import messages
from gorae.syntax import parse
from lint.cases import check, check_offers, problems_of, settings_of

RULE = "from-arg-default-invalid"


@pytest.mark.parametrize(
    ("why", "text", "variant"),
    [
        ("nothing is left of the name", "ARG IMAGE\nFROM $IMAGE\n", "empty"),
        ("a colon is left at its end", "ARG V\nFROM debian:$V\n", ""),
    ],
)
def test_what_it_says(why, text, variant):
    (problem,) = problems_of(text, RULE)
    assert problem.finding.variant == variant, why


@pytest.mark.parametrize(
    ("why", "before", "after"),
    [
        (
            "the newest versions that have the variant",
            "ARG V\nFROM node:${V}-alpine\n",
            [f"ARG V={version}\nFROM node:${{V}}-alpine\n" for version in (26, 24, 22)],
        ),
        ("another's image has versions that nobody knows", "ARG V\nFROM somebody/x:${V}\n", []),
        ("the whole name is missing", "ARG I\nFROM $I\n", []),
        ("this machine's image has versions that nobody knows", "ARG V\nFROM localhost/alpine:${V}\n", []),
        ("the version is there, the name is missing", "ARG I\nFROM ${I}:3\n", []),
        ("declared twice, one of them would do", "ARG V\nARG V\nFROM node:${V}\n", []),
        ("an empty default is one that was written", "ARG V=\nFROM node:${V}\n", []),
        ("no version has the variant", "ARG V\nFROM node:${V}-nonesuch\n", []),
        (
            "another argument changes nothing",
            "ARG W\nARG V\nFROM alpine:$V\n",
            [f"ARG W\nARG V={version}\nFROM alpine:$V\n" for version in ("3.24", "3.23", "3.22")],
        ),
    ],
)
def test_fixes(why, before, after):
    check_offers(RULE, before, after)


def test_a_name_that_no_argument_makes_valid_is_told_once_and_shows_what_is_not_given():
    text = 'ARG TAG\nARG IMAGE="me/php::${TAG}-cli"\nFROM $IMAGE\n'
    problems = check(parse(text), settings_of("image-name-invalid", RULE))
    assert [messages.message(problem, "en") for problem in problems] == [
        "`me/php::…-cli` is not a valid image name: the build fails."
    ]

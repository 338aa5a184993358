"""`user-named` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import check_fix, check_offers

RULE = "user-named"

DEBIAN = "FROM debian:13\n"


@pytest.mark.parametrize(
    ("why", "text", "after"),
    [
        ("the image makes a user of a fixed number", "FROM node:24\nUSER node\n", "FROM node:24\nUSER 1000\n"),
        ("the group stays as it is", "FROM node:24\nUSER node:node\n", "FROM node:24\nUSER 1000:node\n"),
        ("nobody knows the number", DEBIAN + "USER app\n", DEBIAN + "USER app\n"),
    ],
)
def test_a_name_becomes_the_number_that_is_known(why, text, after):
    check_fix(RULE, text, after)


@pytest.mark.parametrize(
    ("why", "before", "after"),
    [
        (
            "useradd gives the number",
            "FROM debian:13\nRUN useradd -u 7 app\nUSER app:app\n",
            ["FROM debian:13\nRUN useradd -u 7 app\nUSER 7:app\n"],
        ),
        ("useradd takes the next free number, whatever it is", "FROM debian:13\nRUN useradd app\nUSER app\n", []),
        ("the image gives the number", "FROM node:24\nUSER node\n", ["FROM node:24\nUSER 1000\n"]),
    ],
)
def test_fixes(why, before, after):
    check_offers(RULE, before, after)

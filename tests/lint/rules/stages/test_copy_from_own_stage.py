"""`copy-from-own-stage` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import check_offers, fixes_of

RULE = "copy-from-own-stage"


@pytest.mark.parametrize(
    ("why", "stages", "name", "offered"),
    [
        (
            "the nearest name first, then the nearest stages above",
            ("base", "build", "deps"),
            "buidl",
            ["build", "deps", "base"],
        ),
        ("three are enough", ("a", "b", "c", "d"), "zzz", ["d", "c", "b"]),
        ("names are written in small letters", ("Build",), "BUILT", ["build"]),
        ("of two with one name BuildKit takes the last, so the name stands once", ("build", "build"), "zzz", ["build"]),
        ("there is no other stage", (), "zzz", []),
    ],
)
def test_the_stages_that_may_be_meant(why, stages, name, offered):
    text = "".join(f"FROM debian:13 AS {stage}\n" for stage in stages)
    text += f"FROM debian:13 AS {name}\nCOPY --from={name} /x /y\n"
    texts = [text.replace(f"--from={name}", f"--from={one}") for one in offered]
    assert fixes_of(text, RULE) == [texts], why


def test_neither_empty_stages_nor_those_without_a_name_are_meant():
    text = "FROM scratch AS empty\nFROM debian:13\nFROM debian:13 AS full\nFROM debian:13 AS b\nCOPY --from=b /x /y\n"
    assert fixes_of(text, RULE) == [[text.replace("--from=b", "--from=full")]]


@pytest.mark.parametrize(
    ("why", "before", "after"),
    [
        (
            "the stage right above first",
            "FROM a AS one\nFROM b AS two\nFROM c AS three\nCOPY --from=three /x /y\n",
            [
                "FROM a AS one\nFROM b AS two\nFROM c AS three\nCOPY --from=two /x /y\n",
                "FROM a AS one\nFROM b AS two\nFROM c AS three\nCOPY --from=one /x /y\n",
            ],
        ),
        (
            "a name that is nearly right comes first",
            "FROM a AS build1\nFROM b AS other\nFROM c AS build2\nCOPY --from=build2 /x /y\n",
            [
                "FROM a AS build1\nFROM b AS other\nFROM c AS build2\nCOPY --from=build1 /x /y\n",
                "FROM a AS build1\nFROM b AS other\nFROM c AS build2\nCOPY --from=other /x /y\n",
            ],
        ),
        ("no stage is above", "FROM a AS one\nCOPY --from=one /x /y\n", []),
        (
            "whatever the letter case of the name",
            "FROM a AS one\nFROM b AS two\nCOPY --from=TWO /x /y\n",
            ["FROM a AS one\nFROM b AS two\nCOPY --from=one /x /y\n"],
        ),
    ],
)
def test_fixes(why, before, after):
    check_offers(RULE, before, after)

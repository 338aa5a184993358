"""`copy-from-own-stage` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from gorae.syntax import parse
from lint.cases import check, fixes_of, settings_of

OWN = "copy-from-own-stage"


@pytest.mark.parametrize(
    ("stages", "name", "offered"),
    [
        (("base", "build", "deps"), "buidl", ["build", "deps", "base"]),
        (("a", "b", "c", "d"), "zzz", ["d", "c", "b"]),
        (("Build",), "BUILT", ["build"]),
        (("build", "build"), "zzz", ["build"]),
        ((), "zzz", []),
    ],
)
def test_the_stages_that_may_be_meant(stages, name, offered):
    text = "".join(f"FROM debian:13 AS {stage}\n" for stage in stages)
    text += f"FROM debian:13 AS {name}\nCOPY --from={name} /x /y\n"
    texts = [text.replace(f"--from={name}", f"--from={one}") for one in offered]
    assert fixes_of(text, OWN) == [texts]


def test_neither_empty_stages_nor_those_without_a_name_are_meant():
    text = "FROM scratch AS empty\nFROM debian:13\nFROM debian:13 AS full\nFROM debian:13 AS b\nCOPY --from=b /x /y\n"
    assert fixes_of(text, OWN) == [[text.replace("--from=b", "--from=full")]]


def offered(rule: str, text: str, **more: object) -> list[str]:
    """What the fixes of the rule's first finding make of the text."""
    return fixes_of(text, rule, **more)[0]


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        (
            "copy-from-own-stage",
            "FROM a AS one\nFROM b AS two\nFROM c AS three\nCOPY --from=three /x /y\n",
            [
                "FROM a AS one\nFROM b AS two\nFROM c AS three\nCOPY --from=two /x /y\n",
                "FROM a AS one\nFROM b AS two\nFROM c AS three\nCOPY --from=one /x /y\n",
            ],
        ),
        (  # a name that is nearly right comes first
            "copy-from-own-stage",
            "FROM a AS build1\nFROM b AS other\nFROM c AS build2\nCOPY --from=build2 /x /y\n",
            [
                "FROM a AS build1\nFROM b AS other\nFROM c AS build2\nCOPY --from=build1 /x /y\n",
                "FROM a AS build1\nFROM b AS other\nFROM c AS build2\nCOPY --from=other /x /y\n",
            ],
        ),
        ("copy-from-own-stage", "FROM a AS one\nCOPY --from=one /x /y\n", []),
        (  # whatever the letter case of the name
            "copy-from-own-stage",
            "FROM a AS one\nFROM b AS two\nCOPY --from=TWO /x /y\n",
            ["FROM a AS one\nFROM b AS two\nCOPY --from=one /x /y\n"],
        ),
    ],
)
def test_fixes(rule, before, after):
    assert offered(rule, before) == after
    fixes = [fix for problem in check(parse(before), settings_of(rule)) for fix in problem.fixes]
    assert not any(fix.safe for fix in fixes), "what is built changes"

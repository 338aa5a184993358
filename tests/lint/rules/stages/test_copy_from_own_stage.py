"""`copy-from-own-stage` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import fixes_of

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

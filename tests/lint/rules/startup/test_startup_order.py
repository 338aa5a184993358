"""What says how the container runs goes to the stage's end."""

import pytest

from lint.cases import applicabilities, findings_of, fixed

RULE = "startup-order"


@pytest.mark.parametrize(
    ("why", "text", "after"),
    [
        ("out of order", "FROM a\nCMD b\nENTRYPOINT c\n", "FROM a\nENTRYPOINT c\nCMD b\n"),
        ("too early", "FROM a\nCMD b\nRUN c\n", "FROM a\nRUN c\nCMD b\n"),
        ("no line end", "FROM a\nCMD b\nRUN c", "FROM a\nRUN c\nCMD b"),
        ("its comment goes with it", "FROM a\n# why\nCMD b\nRUN d\n", "FROM a\nRUN d\n# why\nCMD b\n"),
        ("all four", "FROM a\nCMD b\nSTOPSIGNAL SIGINT\nRUN c\nENTRYPOINT d\nHEALTHCHECK NONE\n",
         "FROM a\nRUN c\nSTOPSIGNAL SIGINT\nHEALTHCHECK NONE\nENTRYPOINT d\nCMD b\n"),
        ("two stages", "FROM a AS x\nCMD b\nRUN c\n\nFROM d\nCMD e\nRUN f\n",
         "FROM a AS x\nRUN c\nCMD b\n\nFROM d\nRUN f\nCMD e\n"),
        ("CRLF stays CRLF", "FROM a\r\nCMD b\r\nRUN c\r\n", "FROM a\r\nRUN c\r\nCMD b\r\n"),
    ],
)  # fmt: skip
def test_order(why, text, after):
    assert len(findings_of(text, RULE)) == text.count("FROM"), why
    assert fixed(text, RULE, unsafe=False) == after, why
    assert findings_of(after, RULE) == [], why


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("a second CMD is another rule's", "FROM a\nCMD b\nCMD c\nRUN d\n"), ("a SHELL between changes what the first one means", "FROM a\nCMD b\nSHELL [\"c\"]\nRUN d\n"), ("a variable is not known above its ARG", "FROM a\nARG S\nSTOPSIGNAL $S\nRUN d\n"),
        ("the last line goes on", "FROM a\nCMD b\nRUN c \\\n"), ("a comment behind it could be about either", "FROM a\n# why\nCMD b\n# c\nRUN d\n"),
    ],
)  # fmt: skip
def test_what_stays(why, text):
    assert applicabilities(text, RULE) == ["none"], why


def test_a_trigger_that_is_no_instruction():
    assert findings_of("FROM a\nONBUILD COPPY a b\n", "tally/invalid-onbuild-trigger") == ["COPPY"]
    assert fixed("FROM a\nONBUILD COPPY a b\n", "tally/invalid-onbuild-trigger") == "FROM a\nONBUILD COPY a b\n"

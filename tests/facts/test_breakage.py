"""A change after which an error stands that was not there is known as one."""

from __future__ import annotations

import pytest

from gorae.config.settings import Settings
from gorae.facts import breakage
from gorae.facts.breakage import breaks
from gorae.lint.apply_fixes import fix_text
from gorae.lint.engine import check
from gorae.refactoring.at import refactorings_at
from gorae.source import Edit, Span
from gorae.stages import build
from gorae.syntax import parse

# What is replaced, by what, in which text, and whether that breaks it.
CHANGES = {
    "a word for a word": ("FROM a\nRUN b\n", "b", "c", False),
    "a flag that nobody knows": ("FROM a\nCOPY b c\n", "b c", "--form=x b c", True),
    "the arguments go": ("FROM a\nWORKDIR /b\n", "/b", "", True),
    "what was wrong is right": ("FROM a\nWRKDIR /b\n", "WRKDIR", "WORKDIR", False),
    "what was wrong is wrong in another way": ("FROM a\nWRKDIR\n", "WRKDIR", "WORKDIR", True),
    "the first stage, which lets the Engine see what was wrong before": ("FRM a\nEXPOSE x\n", "FRM", "FROM", False),
    "a stage's name that another asks for": ("FROM a AS b\nFROM c\nCOPY --from=b /d /e\n", " AS b", "", False),
    "a flag that is read now closes a circle of stages": (
        "FROM a AS b\nCOPY --from=c /d /d\nFROM a AS c\nCOPY --frm=b /d /e\n",
        "--frm",
        "--from",
        True,
    ),
    "a port that is none": ("FROM a\nEXPOSE 80\n", "80", "8x", True),
    "a quote that nothing ends": ("FROM a\nRUN echo b\n", "echo", "echo '", True),
    "a heredoc's mark without its end": ("FROM a\nRUN b\nRUN c\n", "RUN b", "RUN <<E b", True),
    "a port by a variable of the stage below the base": (
        "FROM a AS b\nENV P=80\nFROM b\nEXPOSE $P\n",
        "P=80",
        "P=8x",
        True,
    ),
    "the same, the base of another stage's base": (
        "FROM scratch AS b\nENV P=80\nFROM b AS c\nFROM c\nEXPOSE $P\n",
        "P=80",
        "P=8x",
        True,
    ),
    "the same in a stage that has its own": (
        "FROM a AS b\nENV P=80\nFROM a\nENV P=80\nEXPOSE $P\n",
        "P=80",
        "P=8x",
        False,
    ),
    "another shell below a base": ('FROM a AS b\nSHELL ["pwsh"]\nFROM b\nRUN echo \'c\n', "pwsh", "sh", True),
    "a trigger for the stage below": ("FROM a AS b\nRUN c\nFROM b\n", "RUN c", "ONBUILD COPY --from=9 d e", True),
    "a stage by a number that no stage has": ("FROM a\nRUN b\nFROM c\n", "RUN b", "COPY --from=7 d e", True),
    "one error for another of its kind": ("FROM a\nFOO b\n", "FOO", "BAR", False),
}


LEAVES = {
    "one RUN of two": ("FROM a\nRUN b\nRUN c\n", "b\nRUN ", "b \\\n    && ", False),
    "a quote that nothing ends, with a flag": ("FROM a\nRUN --network=none b\n", "b", "'b", True),
    "a flag that nobody knows": ("FROM a\nRUN b\n", "b", "--netwerk=none b", True),
    "a mount of no type": ("FROM scratch\nRUN --mount=type=bind,target=/x b\n", "type=bind", "type=$b", True),
    "a user from a variable that must be set": ("FROM scratch\nRUN b\n", "RUN b", "USER ${c:?}\nRUN b", True),
    "a user": ("FROM a\nRUN b\n", "RUN b", "USER c\nRUN b", False),
    "a label with an open quote": ("FROM a\nLABEL b=c\n", "c", '"c', True),
    "above the first stage": ("ARG b\nFROM a\n", "ARG b", "RUN b", True),
    "a script made readable": ("FROM a\nRUN 'b\nRUN c\n", "'b", "b", False),
    "an open quote moves": ("FROM a\nRUN 'b\nRUN c\n", "'b\nRUN c", "b\nRUN 'c", False),
    "one more open quote": ("FROM a\nRUN 'b\nRUN c\n", "c", "'c", True),
    "another shell": ('FROM a\nSHELL ["pwsh"]\nRUN b\n', "b", "'b", False),
}


@pytest.mark.parametrize(("text", "old", "new", "expected"), LEAVES.values(), ids=LEAVES)
def test_a_change_of_what_nothing_depends_on_is_judged_as_the_whole_file_is(text, old, new, expected, monkeypatch):
    start = text.index(old)
    edits = [Edit(Span(start, start + len(old)), new)]
    assert breaks(parse(text), edits) is expected
    monkeypatch.setattr(breakage, "_is_alone", lambda *_: False)
    assert breaks(parse(text), edits) is expected


@pytest.mark.parametrize(("text", "old", "new", "expected"), CHANGES.values(), ids=CHANGES)
def test_breaks(text, old, new, expected, monkeypatch):
    start = text.index(old)
    edits = [Edit(Span(start, start + len(old)), new)]
    assert breaks(parse(text), edits) is expected
    # A change inside of one stage is judged without the others; so is it with them.
    monkeypatch.setattr(breakage, "_stage_of_change", lambda *_: None)
    assert breaks(parse(text), edits) is expected


def test_fixes_that_break_are_not_applied():
    text = "FROM a\nWRKDIR\nRUN b\nRUN c\n"
    settings = Settings(select=("instruction-unknown", "run-consecutive"))
    fixed = fix_text(text, lambda document, _: check(document, settings), lambda _: None, unsafe=True)
    assert fixed.text == "FROM a\nWRKDIR\nRUN b \\\n    && c\n"  # what is wrong stays, the rest is fixed


def test_refactorings_that_break_are_not_offered():
    document = parse('FROM a\nCMD ["--port", "80"]\nCMD ["b", "80"]\n')
    offered = [
        [one.name for one in refactorings_at(document, build(document), Span(node.start, node.start))]
        for node in document.nodes
    ]
    assert "to-shell-form" not in offered[1]  # `--port` would be a flag of CMD
    assert "to-shell-form" in offered[2]

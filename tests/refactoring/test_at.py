"""Each refactoring does what its case says, whatever the line endings, and leaves a Dockerfile wherever it is offered."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gorae.refactoring import refactorings_at, title
from gorae.source import Span, apply_edits
from gorae.stages import build
from gorae.syntax import parse
from refactoring.cases import CASES, offered, rewritten
from syntax.dockerfiles import valid_dockerfiles

SHOP = Path(__file__).parents[1] / "projects" / "shop" / "Dockerfile"


@pytest.mark.parametrize(("name", "before", "after"), CASES.values(), ids=CASES)
def test_case(name, before, after):
    assert rewritten(before, name) == after


@pytest.mark.parametrize("newline", ["\r\n"])
@pytest.mark.parametrize(
    ("name", "before", "after"), [c for c in CASES.values() if c[2]], ids=[k for k, c in CASES.items() if c[2]]
)
def test_other_line_ends(name, before, after, newline):
    # A heredoc's lines would end in carriage returns, which no shell takes: none is made.
    wanted = None if name == "run-to-heredoc" else after.replace("\n", newline)
    assert rewritten(before.replace("\n", newline), name) == wanted


@pytest.mark.parametrize("language", ["ko", "en"])
def test_each_has_a_title(language):
    for name, before, after in CASES.values():
        if after is not None:
            shown = title(offered(before)[1][name], language)
            assert shown
            assert "{" not in shown
            assert (shown[-1] == "기" or shown.endswith("곳)")) == (language == "ko")


def holds(text, span):
    """After each that is offered: no new fault, all comments there, everything else a Dockerfile still."""
    document = parse(text)
    issues = len(document.issues())
    for one in refactorings_at(document, build(document), span):
        after = apply_edits(text, one.edits)
        fresh = parse(after)
        assert len(fresh.issues()) <= issues, (one.name, after)
        assert sorted(comments(document)) == sorted(comments(fresh)), (one.name, after)


def comments(document):
    found = [comment.text for comment in document.comments]
    for node in document.nodes:
        found += [node.instruction.slice(span).strip() for span in node.instruction.comments]
        for heredoc in node.instruction.heredocs:
            body = node.instruction.slice(heredoc.body)
            found += [line.strip() for line in body.splitlines() if line.strip().startswith("#")]
    return found


def test_each_place_of_the_sample_project():
    text = SHOP.read_text(encoding="utf-8")
    for start in range(0, len(text), 7):
        holds(text, Span(start, start))
        holds(text, Span(start, min(start + 200, len(text))))


@settings(max_examples=200, deadline=None)
@given(valid_dockerfiles(), st.integers(0, 300), st.integers(0, 120))
def test_generated_files(text, start, length):
    start = min(start, len(text))
    holds(text, Span(start, min(start + length, len(text))))


LINKS = ["echo a >> log", "false", "true", "echo b | tee -a log", "test -e log", "mkdir d", "X=1", "cd d", "echo $X >> log",
         "( echo s >> log )", "cat missing", "echo 'q \"r' >> log", "ls | grep -q log", "umask 077"]  # fmt: skip


def outcome(script):
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(["/bin/sh", "-c", script], cwd=folder, capture_output=True, check=False)
        files = {path.name: path.read_bytes() if path.is_file() else None for path in Path(folder).rglob("*")}
        return done.returncode, done.stdout, files


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(LINKS), min_size=2, max_size=5))
def test_a_heredoc_ends_as_its_chain(links):
    body = " && ".join(links)
    after = rewritten(f"FROM a\nRUN ▮{body}\n", "run-to-heredoc")
    if after is None:
        return
    script = after.partition("<<EOF\n")[2].partition("\nEOF\n")[0]
    assert outcome(script) == outcome(body)
    back = rewritten(after.replace("RUN ", "RUN ▮", 1), "heredoc-to-run")
    if back is not None:
        assert outcome(back.partition("RUN ")[2].replace("\\\n", "")) == outcome(body)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(LINKS), min_size=2, max_size=5), st.integers(0, 80))
def test_two_halves_do_what_the_whole_did(links, at):
    body = " && ".join(links)
    at = min(at, len(body))
    after = rewritten(f"FROM a\nRUN {body[:at]}▮{body[at:]}\n", "split-run")
    if after is None:
        return
    halves = [line.removeprefix("RUN ") for line in after.splitlines()[1:]]
    assert len(halves) == 2
    # Each RUN is a shell of its own, the second runs where the first ended well.
    assert outcome(f"sh -c {quoted(halves[0])} && sh -c {quoted(halves[1])}") == outcome(body)


def quoted(text):
    return "'" + text.replace("'", "'\\''") + "'"


@pytest.mark.parametrize(
    ("why", "name", "text"),
    [
        (
            "a line within quotes that is continued",
            "run-to-heredoc",
            "FROM debian:13\nRUN ▮echo 'a \\\n   b' > /a && touch /b\n",
        ),
        (
            "the lists were fetched in an earlier RUN, which a cache would hide",
            "add-cache-mounts",
            "FROM debian:13\nRUN apt-get update\nRUN ▮apt-get install -y curl\n",
        ),
        ("a value with a blank in the old form", "env-to-arg", "FROM debian:13\nENV ▮A b c\n"),
    ],
)
def test_where_the_image_would_not_be_the_same_nothing_is_offered(why, name, text):
    assert name not in offered(text)[1], why


def test_an_old_pair_becomes_one_argument():
    assert rewritten("FROM debian:13\nENV ▮A b=c\n", "env-to-arg") == "FROM debian:13\nARG A=b=c\n"

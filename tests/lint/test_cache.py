"""What is remembered of a document is of its text as it is now: it does not grow with what was typed before."""

from __future__ import annotations

import gc

from gorae.config.settings import Settings
from gorae.context.surroundings import context_of
from gorae.lint.cache import FindingsCache
from gorae.source import Edit, Span
from gorae.syntax import parse, reparse
from lint.cases import TODAY, check

RUNS = "".join(f"RUN sudo echo {number}\n" for number in range(300))
TEXT = f"FROM debian:13-slim\nWORKDIR /app\n{RUNS}"


def typed(count: int) -> tuple[FindingsCache, list[int], list[int]]:
    """A cache after so many keystrokes in the WORKDIR, its size after each, and what the last instruction remembers."""
    document, cache, chosen = parse(TEXT), FindingsCache(), Settings(today=TODAY)
    sizes, memos = [], []
    at = TEXT.index("/app") + 4
    for number in range(count):
        document = reparse(document, [Edit(Span(at + number, at + number), "a")])
        check(document, chosen, None, cache)
        sizes.append(len(cache))
        memos.append(len(document.nodes[-1].instruction.derived))
    return cache, sizes, memos


def test_keystrokes_in_what_is_in_force_everywhere_leave_one_entry_an_instruction():
    _, sizes, memos = typed(30)
    assert set(sizes) == {sizes[0]}
    assert sizes[0] <= 300 + 3
    assert memos[-1] == memos[0]


def test_other_settings_forget_what_was_found_with_the_old_ones():
    cache, sizes, _ = typed(1)
    check(parse(TEXT), Settings(select=("sudo-used",), today=TODAY), None, cache)
    assert len(cache) <= sizes[0]
    assert {one.rule.name for stage in cache.stages for one in stage.found} == {"sudo-used"}


def test_what_shellcheck_said_is_kept_of_the_last_version_alone():
    from gorae.shellcheck.extract import Memory
    from gorae.shellcheck.findings import answer
    from gorae.shellcheck.process import Known
    from gorae.stages import build

    document, memory, known = parse("FROM debian:13-slim\nENV A=1\nRUN echo $A\nRUN echo $B\n"), Memory(), Known()
    sizes = []
    for _ in range(10):
        document = reparse(document, [Edit(Span(25, 25), "a")])
        known.add({script.text: () for script in answer(build(document), known, memory).missing})
        answer(build(document), known, memory)
        sizes.append((len(memory.findings), len(document.nodes[-1].instruction.derived)))
    assert len(set(sizes)) == 1


def test_what_was_typed_leaves_nothing_behind():
    document, cache, chosen = parse(TEXT), FindingsCache(), Settings(today=TODAY)
    at = TEXT.index("echo 7\n") + 4
    kept: list[int] = []
    for number in range(120):
        document = reparse(document, [Edit(Span(at + number, at + number), "a")])
        check(document, chosen, None, cache)
        if number in (59, 119):
            gc.collect()
            kept.append(len(gc.get_objects()))
    assert kept[1] - kept[0] < 60  # an instruction that is remembered for each key is some 36 objects


def test_what_was_found_for_a_caller_that_is_no_more_is_forgotten(tmp_path):
    path = tmp_path / "Dockerfile"
    text = "ARG V=24\nFROM node:$V\nRUN sudo x\n"
    path.write_text(text, encoding="utf-8")
    rows = [f"s{number}: {{build: {{context: ., args: {{V: {number}}}}}}}" for number in (20, 22, 24)]
    cache, sizes = FindingsCache(), []
    for services in (rows, rows[:1], rows[:2]):
        (tmp_path / "compose.yaml").write_text(f"services: {{{', '.join(services)}}}", encoding="utf-8")
        context = context_of(path, text, {}, workspace=tmp_path)
        check(parse(text), Settings(today=TODAY), context, cache)
        sizes.append(len(cache))
    assert sizes == [3 * sizes[1], sizes[1], 2 * sizes[1]]

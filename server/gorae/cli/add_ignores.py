"""`gorae check --add-ignores`: a comment for each finding that is there, so that only new ones are reported."""

from __future__ import annotations

import sys
from bisect import bisect_left
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from gorae.cli import files
from gorae.cli.messages import say
from gorae.cli.outcome import Outcome
from gorae.cli.saving import Change, save
from gorae.cli.scripts import ScriptsAhead
from gorae.cli.task import task_of
from gorae.cli.terminal import complain
from gorae.lint.apply_fixes import preferred_fix
from gorae.lint.selection import wants_shellcheck
from gorae.lint.suppressions import parse_suppressions
from gorae.source import Edit, Span, apply_edits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gorae.cli.options import CheckOptions
    from gorae.lint.diagnostic import Diagnostic
    from gorae.syntax import Document
    from gorae.texts import Language

# A finding that its instruction's comment does not reach is ignored for the file; more rounds would be in vain.
_MOST_ROUNDS = 3


class Ignored(NamedTuple):
    """A text with its comments, how many were written, and how many findings no comment reaches."""

    text: str
    comments: int
    left: int


def add_ignores(paths: Sequence[str], options: CheckOptions, stdin_name: str | None, language: Language) -> int:
    """Writes the comments; returns the exit code: 2 where a file could not be read or written."""
    failed = False
    for path in paths:
        task = task_of(path, options, stdin_name)
        if isinstance(task, Outcome):
            failed = True
            _say(task.errors)
            continue
        scripts = ScriptsAhead([path], cached=True) if wants_shellcheck(task.settings) else None
        result = with_ignores(task.text, partial(task.check_text, external=scripts.findings if scripts else None))
        if scripts is not None:
            scripts.end()
        if path == files.STANDARD_INPUT:
            sys.stdout.write(result.text)
        elif result.text != task.text:
            saved = save([Change(path, task.text, result.text)], language)
            failed = failed or bool(saved.errors)
            _say([*saved.errors, *saved.notes])
            if not saved.errors:
                _say([say("ignores-written", language, path=path, count=result.comments)])
        if result.left:
            _say([say("ignores-left", language, path=path, count=result.left)])
    return 2 if failed else 0


def _say(lines: Iterable[str]) -> None:
    complain(lines)


def with_ignores(text: str, check: Callable[[str], tuple[Document, Sequence[Diagnostic]]]) -> Ignored:
    """The text with a comment for each finding that `check` has of it."""
    document, problems = check(text)
    there = len({entry.comment for entry in parse_suppressions(document).entries})
    for number in range(_MOST_ROUNDS):
        edits = _edits(document, problems, whole_file=number > 0)
        if not edits:
            break
        changed = apply_edits(text, edits)
        again, left = check(changed)
        if len(left) >= len(problems):
            break  # comments that help nothing are not written
        text, document, problems = changed, again, left
    comments = len({entry.comment for entry in parse_suppressions(document).entries}) - there
    return Ignored(text, comments, len(problems))


def _edits(document: Document, problems: Sequence[Diagnostic], *, whole_file: bool) -> list[Edit]:
    """The comments: above an instruction for what is found in it, above the first one for all else."""
    if not document.nodes:
        return []
    of_file: dict[str, None] = {}
    of_node: dict[int, dict[str, None]] = {}
    edits: list[Edit] = []
    for problem in problems:
        if whole_file and problem.rule.name == "unused-ignore":
            # Another finding's comment made this one's needless: it parted two instructions, say.
            fix = preferred_fix(problem, unsafe=False)
            edits += fix.edits if fix is not None else ()
            continue
        index = None if whole_file else _instruction_at(document, problem.span.start)
        names = of_file if index is None else of_node.setdefault(index, {})
        names[problem.rule.name] = None
    edits += [_comment(document, index, names) for index, names in sorted(of_node.items())]
    if of_file:
        edits.insert(0, _file_comment(document, of_file))
    return edits


def _instruction_at(document: Document, offset: int) -> int | None:
    """The number of the instruction whose comment is about an offset: its own, or that of the one below it."""
    node = document.node_at(offset)
    index = node.index if node else bisect_left([one.start for one in document.nodes], offset)
    return index if index < len(document.nodes) else None


def _comment(document: Document, index: int, names: dict[str, None]) -> Edit:
    there = [
        entry
        for entry in parse_suppressions(document).entries
        if entry.origin == "gorae" and entry.reach == "instruction" and entry.index == index and entry.name != "all"
    ]
    if there:
        end = max(entry.name_span.end for entry in there)
        return Edit(Span(end, end), "".join(f",{name}" for name in names))
    text = document.text.value
    start = document.nodes[index].start
    line = text.rfind("\n", 0, start) + 1
    line += text.startswith("\ufeff", line)
    indent = text[line:start] if not text[line:start].strip() else ""
    return Edit(Span(line, line), f"{indent}# gorae: ignore={','.join(names)}{document.newline}")


def _file_comment(document: Document, names: dict[str, None]) -> Edit:
    """Above all but the parser directives, which must come first."""
    text = document.text.value
    first = int(text.startswith("\ufeff"))
    if document.directives:
        first = text.find("\n", document.directives[-1].span.end) + 1
    return Edit(Span(first, first), f"# gorae: ignore-file={','.join(names)}{document.newline}")

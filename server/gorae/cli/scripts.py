"""ShellCheck, some files ahead of the rules: many files' scripts share a process that runs while Python checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.cli import files
from gorae.context.recorded import paused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.lint.diagnostic import Found
    from gorae.shellcheck.process import Batch, Known
    from gorae.syntax import Document

# So many files' scripts go to one process: enough to hide its start, few enough to begin with the rules early.
_FILES_A_PROCESS = 24


class ScriptsAhead:
    """What ShellCheck says of the scripts in a row of files."""

    def __init__(self, paths: Sequence[str], *, cached: bool) -> None:
        from gorae.shellcheck.process import Known

        self._paths = paths
        self._known: Known = Known(earlier=cached)
        self._running: list[Batch] = []
        self._started = 0  # files whose scripts were given to a process

    def reach(self, number: int) -> None:
        """Says that file `number` is next: ShellCheck begins with its scripts, and those of the files behind it."""
        if number >= self._started:
            self._running += self._start()

    def end(self) -> None:
        """Waits for what still runs."""
        for batch in self._running:
            self._known.add(batch.collect())
        self._running = []
        self._known.keep()

    def have_failed(self) -> bool:
        """Whether ShellCheck was ended before it answered: what is said of the scripts is not all there is."""
        from gorae.shellcheck.process import has_left_out

        return has_left_out()

    def _start(self) -> list[Batch]:
        from gorae.lint.run import log_error
        from gorae.shellcheck import process as shellcheck
        from gorae.shellcheck.findings import answer
        from gorae.stages import build
        from gorae.syntax import parse

        begin = self._started
        self._started = begin + _FILES_A_PROCESS
        scripts = []
        for path in self._paths[begin : self._started]:
            text = files.read(path) if path != files.STANDARD_INPUT else None
            if isinstance(text, str):
                scripts += answer(build(parse(text)), self._known, on_error=log_error).missing
        missing = self._known.missing(scripts)
        return shellcheck.start(missing) if missing else []

    def findings(self, document: Document) -> Iterator[Found]:
        """ShellCheck's findings in a text; waits for them only when the first one is asked for."""
        from gorae.lint.run import log_error
        from gorae.shellcheck.findings import findings_of
        from gorae.stages import build

        waited, self._running = self._running, []
        with paused():
            for batch in waited:
                self._known.add(batch.collect())
            if waited:
                self._running = self._start()  # the next files' scripts, while the rules look at these
        yield from findings_of(build(document), self._known, log_error)

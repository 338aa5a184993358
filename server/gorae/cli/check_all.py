"""The check of all files of a run: what is known of them from earlier runs, and the others, many of them in several processes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from gorae.cli.files import STANDARD_INPUT
from gorae.cli.results import Results, can_keep

if TYPE_CHECKING:
    from gorae.cli.options import CheckOptions
    from gorae.cli.outcome import Outcome
    from gorae.cli.results import CheckedFile

# Worker processes pay for their start from about this many files on.
FILES_FOR_WORKERS = 24


def check_all(paths: list[str], options: CheckOptions, stdin_name: str | None) -> list[Outcome]:
    """Checks files, or says again what is known of them; the outcomes in the order of the paths."""
    if STANDARD_INPUT in paths or not can_keep(options):
        return [checked.outcome for checked in _check_files(paths, options, stdin_name, records=False)]
    results = Results(options)
    known = {path: results.outcome(path) for path in paths}
    missing = [path for path, outcome in known.items() if outcome is None]
    if missing:
        for path, checked in zip(missing, _check_files(missing, options, stdin_name, records=True), strict=True):
            known[path] = checked.outcome
            results.add(path, checked)
        results.save()
    return [outcome for outcome in known.values() if outcome is not None]


def _check_files(
    paths: list[str], options: CheckOptions, stdin_name: str | None, *, records: bool
) -> list[CheckedFile]:
    from gorae.cli.check_file import check_files
    from gorae.cli.task import FOLDERS

    FOLDERS.forget()
    if STANDARD_INPUT in paths or len(paths) < FILES_FOR_WORKERS:
        return check_files(paths, options, stdin_name, records=records)
    from concurrent.futures import ProcessPoolExecutor
    from functools import partial

    # The first file is checked before the workers start: where they are forks, its build context is known to them all,
    # and a tree whose Dockerfiles share one folder has it read once.
    first = check_files(paths[:1], options, records=records)
    rest = paths[1:]
    workers = min(os.cpu_count() or 1, 8)
    size = max(len(rest) // (workers * 4), 1)
    rows = [rest[start : start + size] for start in range(0, len(rest), size)]
    with ProcessPoolExecutor(workers) as pool:
        found = pool.map(partial(check_files, options=options, records=records), rows)
        return [*first, *(checked for row in found for checked in row)]

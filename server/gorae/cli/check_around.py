"""The check of a file around the Dockerfile: compose, bake and ignore files, each as what it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gorae.cli.diffs import unified
from gorae.cli.outcome import Outcome
from gorae.cli.rendered import render_findings
from gorae.cli.saving import Change, save
from gorae.context.caller_names import is_ignore_file
from gorae.context.ignore_text import read_ignore
from gorae.context.walk import walk_all
from gorae.facts.caller_file import read_caller_file
from gorae.lint.other_files import check_caller_file, check_ignore_file, fix_other_file
from gorae.source import Text

if TYPE_CHECKING:
    from gorae.cli.options import CheckOptions
    from gorae.cli.task import Task
    from gorae.lint.diagnostic import Diagnostic


def check_around(task: Task, options: CheckOptions, *, is_stdin: bool) -> Outcome:
    """What is found, and with `--fix` what is fixed."""
    text, fixed, notes, errors = task.text, 0, list[str](), list(task.loaded.errors)
    if options.fix:
        text, fixed = fix_other_file(text, lambda now: _found(task, now), unsafe=options.unsafe)
        if text != task.text and not options.diff and not is_stdin:
            saved = save([Change(task.name, task.text, text)], task.settings.language)
            notes, errors = saved.notes, [*errors, *saved.errors]
            if saved.errors:
                text, fixed = task.text, 0
    return Outcome(
        render_findings(_found(task, text), Text(text), task.name, ".", task.settings.language),
        errors,
        failed=bool(errors),
        notes=notes,
        fixed=fixed,
        changed=(task.name,) if fixed else (),
        diff="".join(unified(task.name, task.text, text)) if options.diff and text != task.text else "",
        written=text if is_stdin and options.fix and not options.diff else None,
        threshold=task.loaded.configuration.failure_threshold,
    )


def _found(task: Task, text: str) -> list[Diagnostic]:
    path = Path(task.name)
    if is_ignore_file(path.name):
        return check_ignore_file(read_ignore(path, text, path.parent, walk_all(path.parent)), task.settings)
    return check_caller_file(read_caller_file(path, text), task.settings)

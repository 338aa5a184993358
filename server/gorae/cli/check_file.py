"""The check of one file, and of many: what is found, what is fixed, what could not be done."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gorae.cli import files
from gorae.cli.diffs import unified
from gorae.cli.language import system_language
from gorae.cli.messages import say
from gorae.cli.options import LoadedConfig, settings_of
from gorae.cli.outcome import Outcome
from gorae.cli.rendered import render_findings
from gorae.cli.results import CheckedFile, rows_of
from gorae.cli.saving import Change, save
from gorae.cli.scripts import ScriptsAhead
from gorae.cli.task import task_of
from gorae.config.configuration import Configuration
from gorae.context import recorded
from gorae.context.caller_texts import forget_texts
from gorae.lint.selection import wants_shellcheck
from gorae.source import Text

if TYPE_CHECKING:
    from gorae.cli.options import CheckOptions
    from gorae.cli.task import External, Task
    from gorae.texts import Language


def check_files(
    paths: list[str], options: CheckOptions, stdin_name: str | None = None, *, records: bool = False
) -> list[CheckedFile]:
    """What comes of files, one after another, and with `records` what was asked for each."""
    scripts = (
        ScriptsAhead(paths, cached=options.cached)
        if wants_shellcheck(settings_of(options, LoadedConfig(Configuration(), None, []), "", "ko"))
        else None
    )
    found: list[CheckedFile] = []
    for number, path in enumerate(paths):
        if scripts is not None:
            scripts.reach(number)
        if records:
            forget_texts()
            with recorded.recording() as record:
                outcome = check_path(path, options, scripts, stdin_name)
            found.append(CheckedFile(outcome, rows_of(record)))
        else:
            found.append(CheckedFile(check_path(path, options, scripts, stdin_name), None))
    if scripts is not None:
        scripts.end()
        if scripts.have_failed():
            return [CheckedFile(checked.outcome, None) for checked in found]
    return found


def check_path(
    path: str,
    options: CheckOptions,
    scripts: ScriptsAhead | None = None,
    stdin_name: str | None = None,
    *,
    text: str | None = None,
) -> Outcome:
    """Checks one file, or `text` in its place; an error of Gorae's own is said, the other files go on."""
    language: Language = options.language or system_language()
    try:
        return _check(
            task_of(path, options, stdin_name, text=text), options, scripts, is_stdin=path == files.STANDARD_INPUT
        )
    except Exception as error:  # noqa: BLE001  # the other files are still to be checked
        reason = f"{type(error).__name__}: {error}"
        return Outcome(errors=[say("internal", language, path=path, reason=reason)], failed=True)


def _check(task: Task | Outcome, options: CheckOptions, scripts: ScriptsAhead | None, *, is_stdin: bool) -> Outcome:
    if isinstance(task, Outcome):
        return task
    if files.is_around(Path(task.name).name):
        from gorae.cli.check_around import check_around

        return check_around(task, options, is_stdin=is_stdin)
    external = scripts.findings if scripts is not None and wants_shellcheck(task.settings) else None
    if options.fix:
        return _fixed(task, options, external, is_stdin=is_stdin)
    return _found(task, external)


def _found(task: Task, external: External | None) -> Outcome:
    document, problems = task.check_text(task.text, external)
    context = task.surroundings.context({}, task.text)
    errors = [*task.loaded.errors, *task.failures, *task.surroundings.errors(context, task.settings.language)]
    return Outcome(
        render_findings(problems, document.text, task.name, task.surroundings.root(context), task.settings.language),
        errors,
        failed=bool(errors),
        threshold=task.loaded.configuration.failure_threshold,
    )


def _fixed(task: Task, options: CheckOptions, external: External | None, *, is_stdin: bool) -> Outcome:
    from gorae.lint.apply_fixes import fix_text

    text, surroundings = task.text, task.surroundings
    result = fix_text(
        text,
        lambda document, context: task.check(document, context, external),
        lambda changed: surroundings.context(changed, text),
        unsafe=options.unsafe,
    )
    context = surroundings.context({}, text)
    root = surroundings.root(context)
    changes = [
        Change(f"{root}/{path}" if root not in ("", ".") else path, surroundings.before(root, path), after)
        for path, after in result.files.items()
    ]
    if result.text != text:
        changes.append(Change(task.name, text, result.text))
    errors = [*task.loaded.errors, *task.failures, *surroundings.errors(context, task.settings.language)]
    notes: list[str] = []
    if not options.diff:
        own = [change for change in changes if not (is_stdin and change.path == task.name)]
        saved = save(own, task.settings.language)
        notes = saved.notes
        if saved.errors:
            unfixed = _found(task, external)
            return replace(unfixed, errors=[*unfixed.errors, *saved.errors], failed=True, notes=notes)
    return Outcome(
        render_findings(result.left, Text(result.text), task.name, root, task.settings.language),
        errors,
        failed=bool(errors),
        notes=notes,
        fixed=result.applied,
        changed=tuple(change.path for change in changes),
        diff="".join(unified(*change) for change in changes) if options.diff else "",
        written=result.text if is_stdin and not options.diff else None,
        threshold=task.loaded.configuration.failure_threshold,
    )

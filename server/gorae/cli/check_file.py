"""The check of one file, and of many: what is found, what is fixed, what could not be done."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gorae.cli import files
from gorae.cli.diffs import unified
from gorae.cli.language import system_language
from gorae.cli.messages import say
from gorae.cli.options import LoadedConfig, configuration_of, language_of, settings_of
from gorae.cli.outcome import Outcome
from gorae.cli.rendered import render_findings
from gorae.cli.saving import Change, save
from gorae.cli.scripts import ScriptsAhead
from gorae.config.configuration import Configuration
from gorae.config.unreadable import unreadable_around
from gorae.context.roots import Shared
from gorae.lint.selection import wants_shellcheck
from gorae.source import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gorae.cli.options import CheckOptions
    from gorae.config.settings import Settings
    from gorae.context import BuildContext
    from gorae.lint.diagnostic import Diagnostic, Found
    from gorae.lint.rule import Rule
    from gorae.syntax import Document
    from gorae.texts import Language

    External = Callable[[Document], Iterable[Found]]

# Worker processes pay for their start from about this many files on.
FILES_FOR_WORKERS = 24


def check_all(paths: list[str], options: CheckOptions, stdin_name: str | None) -> list[Outcome]:
    """Checks files, many of them in several processes; the outcomes in the order of the paths."""
    if files.STANDARD_INPUT in paths or len(paths) < FILES_FOR_WORKERS:
        return check_paths(paths, options, stdin_name)
    from concurrent.futures import ProcessPoolExecutor
    from functools import partial

    workers = min(os.cpu_count() or 1, 8)
    size = max(len(paths) // (workers * 4), 1)
    rows = [paths[start : start + size] for start in range(0, len(paths), size)]
    with ProcessPoolExecutor(workers) as pool:
        return [outcome for row in pool.map(partial(check_paths, options=options), rows) for outcome in row]


def check_paths(paths: list[str], options: CheckOptions, stdin_name: str | None = None) -> list[Outcome]:
    """Checks files one after another; ShellCheck looks at the scripts of many at once meanwhile."""
    scripts = (
        ScriptsAhead(paths)
        if wants_shellcheck(settings_of(options, LoadedConfig(Configuration(), None, []), "", "ko"))
        else None
    )
    _SHARED.forget()
    outcomes = []
    for number, path in enumerate(paths):
        if scripts is not None:
            scripts.reach(number)
        outcomes.append(check_path(path, options, scripts, stdin_name))
    if scripts is not None:
        scripts.end()
    return outcomes


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


def task_of(path: str, options: CheckOptions, stdin_name: str | None, *, text: str | None = None) -> Task | Outcome:
    """What is to be checked, `text` in the file's place, or the outcome where it cannot be read."""
    is_stdin = path == files.STANDARD_INPUT
    name = (stdin_name or path) if is_stdin else path
    read = text if text is not None else files.read_stream(name, sys.stdin.buffer) if is_stdin else files.read(path)
    loaded = configuration_of(name, options)
    language = language_of(options, loaded.configuration)
    if not isinstance(read, str):
        return Outcome(errors=[*loaded.errors, say(read.key, language, **read.facts)], failed=True)
    surroundings = _Surroundings(name, known=not is_stdin or stdin_name is not None)
    return Task(name, read, settings_of(options, loaded, name, language), loaded, surroundings)


@dataclass(frozen=True)
class Task:
    """One file's check: its name as it is shown, its text, and what holds for it."""

    name: str
    text: str
    settings: Settings
    loaded: LoadedConfig
    surroundings: _Surroundings

    failures: list[str] = field(default_factory=list)  # a sentence for each rule that failed

    def look(self, text: str, external: External | None = None) -> tuple[Document, list[Diagnostic]]:
        """The findings of a text in this file's place."""
        from gorae.syntax import parse

        document = parse(text)
        return document, self.check(document, self.surroundings.context({}, text), external)

    def check(
        self, document: Document, context: BuildContext | None, external: External | None = None
    ) -> list[Diagnostic]:
        """The findings of a document with a context; a rule that fails is noted, the others report."""
        from gorae.compat.hadolint import apply_hadolint_semantics
        from gorae.lint.engine import check

        return check(
            document,
            self.settings,
            context,
            external=external(document) if external is not None else (),
            emulate=apply_hadolint_semantics,
            on_error=self._on_error,
        )

    def _on_error(self, rule: Rule, error: Exception) -> None:
        reason = f"{type(error).__name__}: {error}"
        sentence = say("rule-failed", self.settings.language, path=self.name, rule=rule.name, reason=reason)
        if sentence not in self.failures:
            self.failures.append(sentence)


def _found(task: Task, external: External | None) -> Outcome:
    document, problems = task.look(task.text, external)
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
        diff="".join(unified(*change) for change in changes) if options.diff else "",
        written=result.text if is_stdin and not options.diff else None,
        threshold=task.loaded.configuration.failure_threshold,
    )


# What the Dockerfiles of one run have in common: a folder is walked once for all of them.
_SHARED = Shared()


class _Surroundings:
    """The build context of one file, read when it is first asked for."""

    def __init__(self, name: str, *, known: bool) -> None:
        self.name = name
        self.known = known
        self._read: dict[str, BuildContext | None] = {}  # of the last text, nothing changed

    def context(self, changed: dict[str, str], text: str) -> BuildContext | None:
        """The context, as if the changed files (texts by path) were written."""
        if not self.known:
            return None
        from gorae.context.surroundings import context_of

        if changed:
            return context_of(Path(self.name), text, changed, shared=_SHARED)
        if text not in self._read:
            self._read = {text: context_of(Path(self.name), text, {}, shared=_SHARED)}
        return self._read[text]

    def root(self, context: BuildContext | None) -> str:
        """The context's folder, as a path that a person at the current folder would write."""
        if context is None:
            return "."
        try:
            return Path(os.path.relpath(context.root)).as_posix()
        except ValueError:  # another drive, on Windows
            return Path(context.root).as_posix()

    def errors(self, context: BuildContext | None, language: Language) -> list[str]:
        """A sentence for each file beside the Dockerfile that says what is built and cannot be read."""
        if not self.known:
            return []
        root = context.root if context is not None else None
        rows = [
            files.failure(shown(path), error, limit) for path, error, limit in unreadable_around(Path(self.name), root)
        ]
        return [say(row.key, language, **row.facts) for row in rows]

    def before(self, root: str, path: str) -> str | None:
        """The other file's text as it is now, None where there is none."""
        return files.read_other(f"{root}/{path}")


def shown(path: str) -> str:
    """A path as a person at the current folder would write it."""
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path

"""What is to be checked: a file's text, the settings that hold for it, and the build context around it."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gorae.cli import files
from gorae.cli.messages import say
from gorae.cli.options import configuration_of, language_of, settings_of
from gorae.cli.outcome import Outcome
from gorae.config.unreadable import unreadable_around
from gorae.context.roots import Shared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gorae.cli.options import CheckOptions, LoadedConfig
    from gorae.config.settings import Settings
    from gorae.context import BuildContext
    from gorae.lint.diagnostic import Diagnostic, Found
    from gorae.lint.rule import Rule
    from gorae.syntax import Document
    from gorae.texts import Language

    External = Callable[[Document], Iterable[Found]]

# What the Dockerfiles of one run have in common: a folder is walked once for all of them.
FOLDERS = Shared()


def task_of(path: str, options: CheckOptions, stdin_name: str | None, *, text: str | None = None) -> Task | Outcome:
    """What is to be checked, `text` in the file's place, or the outcome where it cannot be read."""
    is_stdin = path == files.STANDARD_INPUT
    name = (stdin_name or path) if is_stdin else path
    read = text if text is not None else files.read_stream(name, sys.stdin.buffer) if is_stdin else files.read(path)
    loaded = configuration_of(name, options)
    language = language_of(options, loaded.configuration)
    if not isinstance(read, str):
        return Outcome(errors=[*loaded.errors, say(read.key, language, **read.facts)], failed=True)
    surroundings = Surroundings(name, known=not is_stdin or stdin_name is not None)
    return Task(name, read, settings_of(options, loaded, name, language), loaded, surroundings)


@dataclass(frozen=True)
class Task:
    """One file's check: its name as it is shown, its text, and what holds for it."""

    name: str
    text: str
    settings: Settings
    loaded: LoadedConfig
    surroundings: Surroundings

    failures: list[str] = field(default_factory=list)  # a sentence for each rule that failed

    def check_text(self, text: str, external: External | None = None) -> tuple[Document, list[Diagnostic]]:
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


class Surroundings:
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
            return context_of(Path(self.name), text, changed, shared=FOLDERS)
        if text not in self._read:
            self._read = {text: context_of(Path(self.name), text, {}, shared=FOLDERS)}
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

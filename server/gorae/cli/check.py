"""`gorae check`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gorae.cli import files
from gorae.cli.diffs import unified
from gorae.cli.messages import say, system_language
from gorae.cli.options import CheckOptions, LoadedConfig, configuration_of, language_of, settings_of
from gorae.cli.rendered import RenderedFinding, render_findings
from gorae.cli.scripts import ScriptsAhead
from gorae.cli.summary import closing_lines, statistics
from gorae.lint.configuration import Configuration
from gorae.lint.model import SEVERITIES
from gorae.source import Text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Sequence

    from gorae.context import BuildContext
    from gorae.lint.engine import Found
    from gorae.lint.settings import Settings
    from gorae.syntax import Document
    from gorae.texts import Language

    Outside = Callable[[Document], Iterable[Found]]

CLEAN, FOUND, FAILED = 0, 1, 2
# Worker processes pay for their start from about this many files on.
FILES_FOR_WORKERS = 24


class Outcome(NamedTuple):
    """What came of one file."""

    findings: list[RenderedFinding]
    errors: list[str]  # sentences for standard error
    failed: bool  # the exit code is 2
    fixed: int
    diff: str
    written: str | None  # the text for standard output, where the input was standard input
    threshold: str | None


def run(arguments: argparse.Namespace) -> int:
    """Checks files; returns the exit code."""
    language: Language = arguments.lang or system_language()
    unknown = _unknown_names(arguments, arguments.lang or language)
    if unknown:
        sys.stderr.write("".join(line + "\n" for line in unknown))
        return FAILED
    options = CheckOptions(
        arguments.select, arguments.extend_select, arguments.ignore, arguments.lang, arguments.config,
        arguments.isolated, arguments.shellcheck, arguments.fix or arguments.diff, arguments.unsafe_fixes, arguments.diff,
    )  # fmt: skip
    paths: list[str] = []
    failed = False
    for path in files.expand(arguments.paths):
        if isinstance(path, str):
            paths.append(path)
        else:
            failed = True
            sys.stderr.write(say(path.key, language, **path.facts) + "\n")
    outcomes = _check_all(paths, options, arguments.stdin_filename)
    for line in dict.fromkeys(line for outcome in outcomes for line in outcome.errors):
        sys.stderr.write(line + "\n")
    failed = failed or any(outcome.failed for outcome in outcomes)
    _write(arguments, language, outcomes, failed=failed)
    if failed:
        return FAILED
    return FOUND if _counts(outcomes) and not arguments.exit_zero else CLEAN


def _counts(outcomes: Sequence[Outcome]) -> bool:
    """Whether findings remain that count: all, or those above hadolint's failure-threshold."""
    for outcome in outcomes:
        if outcome.threshold == "never":
            continue
        limit = SEVERITIES.index(outcome.threshold) if outcome.threshold else len(SEVERITIES)
        if any(SEVERITIES.index(finding.severity) <= limit for finding in outcome.findings):
            return True
    return False


def _unknown_names(arguments: argparse.Namespace, language: Language) -> list[str]:
    from gorae.lint.registry import nearest, resolve

    lines = []
    for name in (*(arguments.select or ()), *arguments.extend_select, *arguments.ignore):
        if resolve(name) or (name[:2].upper() == "SC" and name[2:].isdigit()):
            continue
        close = nearest(name)
        lines.append(say("unknown-rule-near" if close else "unknown-rule", language, name=name, nearest=close))
    return lines


def _check_all(paths: list[str], options: CheckOptions, stdin_name: str | None) -> list[Outcome]:
    if files.STANDARD_INPUT in paths or len(paths) < FILES_FOR_WORKERS:
        return check_paths(paths, options, stdin_name)
    import os
    from concurrent.futures import ProcessPoolExecutor
    from functools import partial

    workers = min(os.cpu_count() or 1, 8)
    size = max(len(paths) // (workers * 4), 1)
    rows = [paths[at : at + size] for at in range(0, len(paths), size)]
    with ProcessPoolExecutor(workers) as pool:
        return [outcome for row in pool.map(partial(check_paths, options=options), rows) for outcome in row]


def check_paths(paths: list[str], options: CheckOptions, stdin_name: str | None = None) -> list[Outcome]:
    """Checks files one after another; ShellCheck looks at the scripts of many at once meanwhile."""
    scripts = (
        ScriptsAhead(paths)
        if settings_of(options, LoadedConfig(Configuration(), None, []), "", "ko").wants_shellcheck
        else None
    )
    outcomes = []
    for number, path in enumerate(paths):
        if scripts is not None:
            scripts.reach(number)
        outcomes.append(check_path(path, options, scripts, stdin_name))
    if scripts is not None:
        scripts.end()
    return outcomes


def check_path(
    path: str, options: CheckOptions, scripts: ScriptsAhead | None = None, stdin_name: str | None = None
) -> Outcome:
    """Checks one file; an error of Gorae's own is said, the other files go on."""
    language: Language = options.language or system_language()
    try:
        return _check(path, options, scripts, stdin_name)
    except Exception as error:  # noqa: BLE001  # the other files are still to be checked
        reason = f"{type(error).__name__}: {error}"
        return Outcome([], [say("internal", language, path=path, reason=reason)], True, 0, "", None, None)


def _check(path: str, options: CheckOptions, scripts: ScriptsAhead | None, stdin_name: str | None) -> Outcome:
    is_stdin = path == files.STANDARD_INPUT
    name = (stdin_name or path) if is_stdin else path
    text = files.decode(name, sys.stdin.buffer.read()) if is_stdin else files.read(path)
    loaded = configuration_of(name, options)
    language = language_of(options, loaded.configuration)
    if not isinstance(text, str):
        return Outcome([], [*loaded.errors, say(text.key, language, **text.facts)], True, 0, "", None, None)
    settings = settings_of(options, loaded, name, language)
    surroundings = _Surroundings(name, known=not is_stdin or stdin_name is not None)
    outside = scripts.findings if scripts is not None and settings.wants_shellcheck else None
    if options.fix:
        return _fixed(name, text, settings, surroundings, options, loaded, outside, is_stdin=is_stdin)
    return _found(name, text, settings, surroundings, loaded, outside)


def _found(
    name: str, text: str, settings: Settings, surroundings: _Surroundings, loaded: LoadedConfig, outside: Outside | None
) -> Outcome:
    from gorae.lint.engine import check
    from gorae.syntax import parse

    document = parse(text)
    context = surroundings.context({}, text)
    problems = check(document, settings, context, outside=outside(document) if outside else ())
    rows = render_findings(problems, document.text, name, surroundings.root(context), settings.language)
    return Outcome(rows, loaded.errors, bool(loaded.errors), 0, "", None, loaded.configuration.failure_threshold)


def _fixed(
    name: str,
    text: str,
    settings: Settings,
    surroundings: _Surroundings,
    options: CheckOptions,
    loaded: LoadedConfig,
    outside: Outside | None,
    *,
    is_stdin: bool,
) -> Outcome:
    from gorae.lint.apply_fixes import fix_text

    result = fix_text(
        text, settings, lambda changed: surroundings.context(changed, text), unsafe=options.unsafe, outside=outside
    )
    context = surroundings.context({}, text)
    root = surroundings.root(context)
    rows = render_findings(result.left, Text(result.text), name, root, settings.language)
    errors, diff = list(loaded.errors), ""
    changes: list[tuple[str, str | None, str]] = [(name, text, result.text)] if result.text != text else []
    changes += [
        (f"{root}/{path}" if root not in ("", ".") else path, surroundings.before(root, path), after)
        for path, after in result.files.items()
    ]
    if options.diff:
        diff = "".join(unified(path, before, after) for path, before, after in changes)
    else:
        for path, _, after in changes:
            if not (is_stdin and path == name):
                errors += _write_file(path, after, settings.language)
    written = result.text if is_stdin and not options.diff else None
    failed = len(errors) > 0
    return Outcome(rows, errors, failed, result.applied, diff, written, loaded.configuration.failure_threshold)


def _write_file(path: str, text: str, language: Language) -> list[str]:
    try:
        Path(path).write_bytes(text.encode("utf-8"))
    except OSError as error:
        return [say("unwritable", language, path=path, reason=error.strerror or str(error))]
    return []


class _Surroundings:
    """The build context of one file, read when it is first asked for."""

    def __init__(self, name: str, *, known: bool) -> None:
        self.name = name
        self.known = known

    def context(self, changed: dict[str, str], text: str) -> BuildContext | None:
        """The context, as if the changed files (texts by path) were written."""
        if not self.known:
            return None
        from gorae.context.surroundings import context_of

        return context_of(Path(self.name), text, changed)

    def root(self, context: BuildContext | None) -> str:
        """The context's folder, as a path that a person at the current folder would write."""
        if context is None:
            return "."
        import os

        try:
            return Path(os.path.relpath(context.root)).as_posix()
        except ValueError:  # another drive, on Windows
            return Path(context.root).as_posix()

    def before(self, root: str, path: str) -> str | None:
        """The other file's text as it is now, None where there is none."""
        found = files.read(f"{root}/{path}")
        return found if isinstance(found, str) else None


def _write(arguments: argparse.Namespace, language: Language, outcomes: Sequence[Outcome], *, failed: bool) -> None:
    from gorae.cli.outputs import render
    from gorae.cli.terminal import wants_colour

    rows = [finding for outcome in outcomes for finding in outcome.findings]
    written = next((outcome.written for outcome in outcomes if outcome.written is not None), None)
    if written is not None:
        sys.stdout.write(written)
    stream = sys.stderr if written is not None else sys.stdout
    colour = wants_colour(stream) and not arguments.output_file
    if arguments.diff:
        from gorae.cli.terminal import coloured_diff

        diff = "".join(outcome.diff for outcome in outcomes)
        sys.stdout.write(coloured_diff(diff) if wants_colour(sys.stdout) else diff)
        return
    kind = arguments.output_format
    text = (
        statistics(rows, language)
        if arguments.statistics and kind in ("full", "concise")
        else render(rows, kind, language, colour=colour)
    )
    if kind in ("full", "concise"):
        text += closing_lines(rows, [outcome.fixed for outcome in outcomes], language, failed=failed)
    if arguments.output_file:
        Path(arguments.output_file).write_text(text, encoding="utf-8")
    else:
        stream.write(text)

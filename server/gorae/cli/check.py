"""`gorae check`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gorae.cli import files
from gorae.cli.check_all import check_all
from gorae.cli.language import preferred_language
from gorae.cli.messages import say
from gorae.cli.options import CheckOptions
from gorae.cli.outcome import Outcome, threshold_of
from gorae.cli.saving import save_output
from gorae.cli.summary import closing_lines, statistics
from gorae.cli.terminal import complain, fitted, room_on, visible, wants_colour
from gorae.cli.told_once import told_once
from gorae.config.severity import SEVERITIES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Sequence

    from gorae.texts import Language

CLEAN, FOUND, FAILED = 0, 1, 2
FOR_PEOPLE = ("full", "concise")


def run(arguments: argparse.Namespace) -> int:
    """Checks files; returns the exit code."""
    language = preferred_language(arguments.lang)
    wrong = [
        *unknown_names((*(arguments.select or ()), *arguments.extend_select, *arguments.ignore), language),
        *_misuse(arguments, language),
    ]
    if wrong:
        complain(wrong)
        return FAILED
    if arguments.watch:
        from gorae.cli import watch

        return watch.run(arguments, language, check_once)
    return check_once(arguments, language)


def check_once(arguments: argparse.Namespace, language: Language) -> int:
    """One round of `gorae check`; returns the exit code."""
    options = options_of(arguments)
    paths, wrong = find_files(arguments, options, language)
    complain(wrong)
    if arguments.output_file and any(_are_same(arguments.output_file, path) for path in paths):
        complain([say("output-is-input", language, path=arguments.output_file)])
        return FAILED
    if arguments.show_files:
        sys.stdout.write("".join(visible(path) + "\n" for path in paths))
        return FAILED if wrong else CLEAN
    if arguments.show_settings:
        from gorae.cli.show_settings import show_settings

        shown = show_settings(paths, options, arguments.fail_on, language)
        return FAILED if wrong else shown
    if arguments.add_ignores:
        from gorae.cli.add_ignores import add_ignores

        return add_ignores(paths, options, arguments.stdin_filename, language)
    outcomes = check_all(paths, options, arguments.stdin_filename)
    if options.select is None:
        outcomes = told_once(outcomes, options.extend_select)
    sentences = dict.fromkeys(line for outcome in outcomes for line in (*outcome.errors, *outcome.notes))
    complain(line for line in sentences if line not in wrong)
    failed = bool(wrong) or any(outcome.failed for outcome in outcomes)
    if arguments.write_baseline:
        from gorae.cli.baseline import write_baseline

        lines = write_baseline(arguments.write_baseline, [row for one in outcomes for row in one.findings], language)
        complain(lines.errors)
        if not arguments.quiet:
            complain(lines.notes)
        return FAILED if failed or lines.errors else CLEAN
    if arguments.baseline:
        from gorae.cli.baseline import read_baseline, without_known

        baseline = read_baseline(arguments.baseline, language)
        if isinstance(baseline, str):
            complain([baseline])
            return FAILED
        outcomes = without_known(outcomes, baseline)
    wrong = _write(arguments, language, outcomes, failed=failed)
    complain(wrong)
    if failed or wrong:
        return FAILED
    return FOUND if _fails(outcomes, arguments.fail_on) and not arguments.exit_zero else CLEAN


def options_of(arguments: argparse.Namespace) -> CheckOptions:
    """What the command line says of each file's check."""
    return CheckOptions(
        select=arguments.select,
        extend_select=arguments.extend_select,
        ignore=arguments.ignore,
        language=arguments.lang,
        config=arguments.config,
        isolated=arguments.isolated,
        shellcheck=arguments.shellcheck,
        fix=arguments.fix or arguments.diff,
        unsafe=arguments.unsafe_fixes,
        diff=arguments.diff,
        cached=arguments.cached,
    )


class Found(NamedTuple):
    """The files to check, and a sentence for each that cannot be."""

    paths: list[str]
    errors: list[str]


def _are_same(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def find_files(arguments: argparse.Namespace, options: CheckOptions, language: Language) -> Found:
    """The files that the command line names or that are below its folders."""
    from gorae.cli.excluding import exclusion_below, malformed_below

    paths: list[str] = []
    errors: list[str] = []
    folders: list[Path] = []

    def exclusion(folder: Path) -> Callable[[str], bool] | None:
        folders.append(folder)
        return exclusion_below(folder, arguments.exclude, options)

    for path in files.expand(arguments.paths, exclusion, around=True):
        if isinstance(path, str):
            paths.append(path)
        else:
            errors.append(say(path.key, language, **path.facts))
    for place, patterns in malformed_below(folders, arguments.exclude, options).items():
        errors += [say("exclude-wrong", language, place=place, pattern=pattern) for pattern in patterns]
    return Found(paths, errors)


def _fails(outcomes: Sequence[Outcome], asked: str | None) -> bool:
    """Whether findings remain whose severity fails."""
    for outcome in outcomes:
        threshold = threshold_of(outcome.threshold, asked)
        if threshold == "never":
            continue
        limit = SEVERITIES.index(threshold)
        if any(SEVERITIES.index(finding.severity) <= limit for finding in outcome.findings):
            return True
    return False


def unknown_names(names: Iterable[str], language: Language) -> list[str]:
    """A sentence for each name that no rule, alias or group has."""
    from gorae.lint.registry import nearest_name, resolve

    lines = []
    for name in names:
        if resolve(name) or (name[:2].upper() == "SC" and name[2:].isdigit()):
            continue
        close = nearest_name(name)
        lines.append(say("unknown-rule-near" if close else "unknown-rule", language, name=name, nearest=close))
    return lines


def _misuse(arguments: argparse.Namespace, language: Language) -> list[str]:
    """Options that make no sense together, and files that are named and not there."""
    lines = []
    changing = [name for name in ("fix", "diff", "add_ignores", "write_baseline") if getattr(arguments, name)]
    if "fix" in changing and "diff" in changing:
        changing.remove("fix")  # `--fix --diff` shows what --fix would do
    if len(changing) > 1:
        first, second = (f"--{name.replace('_', '-')}" for name in changing[:2])
        lines.append(say("wrong-together", language, name=first, other=second))
    if arguments.unsafe_fixes and not changing:
        lines.append(say("wrong-unsafe", language, name="--unsafe-fixes"))
    if arguments.watch and files.STANDARD_INPUT in arguments.paths:
        lines.append(say("wrong-together", language, name="--watch", other="-"))
    if arguments.config and arguments.isolated:
        lines.append(say("wrong-together", language, name="--config", other="--isolated"))
    elif arguments.config and not Path(arguments.config).is_file():
        path = Path(arguments.config)
        key = "config-folder" if path.is_dir() else "config-special" if path.exists() else "missing"
        lines.append(say(key, language, path=arguments.config))
    if arguments.write_baseline and arguments.baseline:
        lines.append(say("wrong-together", language, name="--write-baseline", other="--baseline"))
    return lines


def _write(
    arguments: argparse.Namespace, language: Language, outcomes: Sequence[Outcome], *, failed: bool
) -> list[str]:
    """Writes findings, diff or summary where they belong; sentences on what does not work."""
    from gorae.cli.outputs import render

    rows = [finding for outcome in outcomes for finding in outcome.findings]
    written = next((outcome.written for outcome in outcomes if outcome.written is not None), None)
    if written is not None:
        sys.stdout.write(written)
    stream = sys.stderr if written is not None else sys.stdout
    if arguments.diff:
        from gorae.cli.terminal import diff_for

        diff = "".join(outcome.diff for outcome in outcomes)
        sys.stdout.write(diff_for(sys.stdout, diff))
        return []
    kind = arguments.output_format
    room = None if arguments.output_file else room_on(stream)
    text = (
        statistics(rows, language)
        if arguments.statistics and kind in FOR_PEOPLE
        else render(rows, kind, language, colour=wants_colour(stream) and not arguments.output_file, room=room)
    )
    closing = "" if arguments.quiet else closing_lines(outcomes, language, failed=failed)
    if arguments.output_file:
        return save_output(arguments.output_file, text + (closing if kind in FOR_PEOPLE else ""), language)
    stream.write(text)
    if kind in FOR_PEOPLE:
        stream.write("".join(fitted(line, room) + "\n" for line in closing.splitlines()))
    return []

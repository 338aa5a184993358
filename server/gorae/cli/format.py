"""`gorae format`: lays Dockerfiles out in place, or says what would change."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from gorae.cli.diffs import unified
from gorae.cli.excluding import exclusion_below
from gorae.cli.files import STANDARD_INPUT, Unreadable, expand, is_around, read, read_stream
from gorae.cli.language import preferred_language
from gorae.cli.messages import say
from gorae.cli.options import CheckOptions
from gorae.cli.saving import Change, save
from gorae.cli.terminal import complain, diff_for
from gorae.formatting import Options, format_text

if TYPE_CHECKING:
    import argparse

    from gorae.texts import Language

_UNCHANGED, _CHANGED, _FAILED = 0, 1, 2


def run(arguments: argparse.Namespace) -> int:
    """Formats; 0 where all is well, 1 where `--check` or `--diff` found something to change, 2 on an error."""
    language = preferred_language(arguments.lang)
    options = Options(keyword_case=arguments.instruction_case, indent=arguments.indent)
    configured = CheckOptions(
        None, (), (), None, None, isolated=False, shellcheck=False, fix=False, unsafe=False, diff=False
    )
    changes: list[Change] = []
    failed = False
    for path in expand(arguments.paths, lambda folder: exclusion_below(folder, arguments.exclude, configured)):
        text = _read(path)
        if isinstance(text, Unreadable):
            complain([say(text.key, language, **text.facts)])
            failed = True
        else:
            changes.append(Change(str(path), text, format_text(text, options)))
    changed = [one for one in changes if one.before != one.after]
    if arguments.check or arguments.diff:
        for one in changed:
            _show(arguments, one, language)
        return _FAILED if failed else _CHANGED if changed else _UNCHANGED
    return _FAILED if not _write(changes, changed, language) or failed else _UNCHANGED


def _read(path: str | Unreadable) -> str | Unreadable:
    if isinstance(path, Unreadable):
        return path
    if path != STANDARD_INPUT and is_around(os.path.basename(path)):  # `gorae check` reads these, too
        return Unreadable("no-dockerfile", {"path": path})
    return read_stream("-", sys.stdin.buffer) if path == STANDARD_INPUT else read(path)


def _show(arguments: argparse.Namespace, change: Change, language: Language) -> None:
    name = (arguments.stdin_filename or "Dockerfile") if change.path == STANDARD_INPUT else change.path
    if arguments.diff:
        sys.stdout.write(diff_for(sys.stdout, unified(name, change.before, change.after)))
    else:
        complain([say("unformatted", language, path=name)])


def _write(changes: list[Change], changed: list[Change], language: Language) -> bool:
    """Writes the new texts, that of standard input to standard output; False where one could not be written."""
    for one in changes:
        if one.path == STANDARD_INPUT:
            sys.stdout.flush()
            sys.stdout.buffer.write(one.after.encode("utf-8"))  # line ends as they are
    files = [one for one in changed if one.path != STANDARD_INPUT]
    saved = save(files, language)
    for line in (*saved.errors, *saved.notes):
        complain([line])
    if files and not saved.errors:
        complain([say("formatted", language, count=len(files))])
    return not saved.errors

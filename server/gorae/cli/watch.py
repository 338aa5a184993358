"""`gorae check --watch`: checks again whenever a file changes."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from gorae.cli.messages import say
from gorae.cli.terminal import complain

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable

    from gorae.texts import Language

_INTERVAL_SECONDS = 0.5
_CLEAR = "\x1b[2J\x1b[3J\x1b[H"

# What tells one state of a file from another: time of change, size, and which file it is.
State = dict[str, tuple[int, int, int]]


def run(
    arguments: argparse.Namespace,
    language: Language,
    check: Callable[[argparse.Namespace, Language], int],
    *,
    wait: Callable[[float], None] = time.sleep,
) -> int:
    """Checks, and checks again after each change, until it is interrupted; returns the last round's exit code."""
    code = 0
    try:
        while True:
            if sys.stdout.isatty():
                sys.stdout.write(_CLEAR)
            code = check(arguments, language)
            sys.stdout.flush()
            complain([say("watching", language)])
            sys.stderr.flush()
            before = _state(arguments.paths)
            while _state(arguments.paths) == before:
                wait(_INTERVAL_SECONDS)
    except KeyboardInterrupt:
        return code


def _state(paths: Iterable[str]) -> State:
    """The files that a check depends on: Dockerfiles, and the configuration, compose and ignore files around them."""
    from gorae.cli.files import expand
    from gorae.config.unreadable import files_around

    found: State = {}
    dockerfiles = [path for path in expand(paths) if isinstance(path, str)]
    around = {name for path in dockerfiles for name in files_around(Path(path))}
    for path in (*dockerfiles, *around):
        try:
            facts = os.stat(path)
        except OSError:
            continue
        found[path] = (facts.st_mtime_ns, facts.st_size, facts.st_ino)
    return found

"""`gorae init`: a Dockerfile, an ignore file and a compose file for the project that is there."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from gorae.cli.diffs import unified
from gorae.cli.language import preferred_language
from gorae.cli.messages import say
from gorae.cli.saving import Change, save
from gorae.cli.scaffolds import compose_text, dockerfile_text, ignore_text, project_of, projects_below
from gorae.cli.terminal import complain, diff_for

if TYPE_CHECKING:
    import argparse

_MOST_NAMED = 6


def run(arguments: argparse.Namespace) -> int:
    """Writes what is not there yet; returns the exit code."""
    language = preferred_language(arguments.lang)
    try:
        project = project_of(arguments.path)
    except (FileNotFoundError, NotADirectoryError):
        return _end([say("not-folder", language, path=arguments.path)], 2)
    except OSError as error:
        return _end([say("unreadable", language, path=arguments.path, reason=error.strerror or str(error))], 2)
    if project is None:
        below = projects_below(arguments.path)
        if not below:
            return _end([say("init-nothing", language, path=arguments.path)], 2)
        first = os.path.normpath(os.path.join(arguments.path, below[0]))
        names = ", ".join(f"`{name}`" for name in below[:_MOST_NAMED])
        return _end([say("init-below", language, path=arguments.path, names=names, first=first)], 2)
    texts = {
        "Dockerfile": dockerfile_text(project),
        ".dockerignore": ignore_text(project),
        "compose.yaml": compose_text(project),
    }
    paths = {name: os.path.normpath(os.path.join(arguments.path, name)) for name in texts}
    others = {
        "compose.yaml": ("compose.yml", "docker-compose.yml", "docker-compose.yaml"),
        "Dockerfile": ("Containerfile",),
    }
    there = {
        name
        for name in texts
        for one in (name, *others.get(name, ()))
        if os.path.lexists(os.path.join(arguments.path, one))
    }
    changes = [Change(paths[name], None, text) for name, text in texts.items() if name not in there]
    lines = [say("init-there", language, path=paths[name]) for name in texts if name in there]
    if arguments.diff:
        shown = "".join(unified(*change) for change in changes)
        sys.stdout.write(diff_for(sys.stdout, shown))
        return _end(lines, 0)
    saved = save(changes, language)
    lines += [say("init-written", language, path=path) for path in saved.written]
    return _end([*saved.errors, *lines, *saved.notes], 2 if saved.errors else 0)


def _end(lines: list[str], code: int) -> int:
    complain(lines)
    return code

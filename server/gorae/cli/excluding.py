"""What is left out below folders: `--exclude`, and what configuration files exclude."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from gorae.cli.options import configuration_of
from gorae.context.gitignore import IgnoreRules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from gorae.cli.options import CheckOptions


def malformed_below(folders: Iterable[Path], asked: Sequence[str], options: CheckOptions) -> dict[str, list[str]]:
    """The patterns that can match nothing, by where they stand: `--exclude` or a configuration file."""
    found = {"--exclude": IgnoreRules.malformed(asked)}
    for folder in folders:
        loaded = configuration_of(str(folder / "Dockerfile"), options)
        if loaded.path is not None:
            configured = (*loaded.configuration.exclude, *loaded.configuration.extend_exclude)
            found[str(loaded.path)] = IgnoreRules.malformed(configured)
    return found


def exclusion_below(folder: Path, asked: Sequence[str], options: CheckOptions) -> Callable[[str], bool] | None:
    """Whether a path relative to the folder is left out, a folder's with `/` at its end; None where none is.

    The command line's patterns count from the current folder, a configuration's from the folder it stands in; both are
    read as lines of a `.gitignore`.
    """
    loaded = configuration_of(str(folder / "Dockerfile"), options)
    sets = [(IgnoreRules(asked), os.getcwd())]
    if loaded.path is not None:
        configured = (*loaded.configuration.exclude, *loaded.configuration.extend_exclude)
        sets.append((IgnoreRules(configured), str(loaded.path.parent)))
    sets = [(rules, base) for rules, base in sets if rules]
    if not sets:
        return None
    here = os.path.abspath(folder)

    def excluded(path: str) -> bool:
        return any(_matches(rules, base, here, path) for rules, base in sets)

    return excluded


def _matches(rules: IgnoreRules, base: str, here: str, path: str) -> bool:
    try:
        relative = os.path.relpath(os.path.join(here, path), base)
    except ValueError:  # another drive, on Windows
        return False
    if relative.startswith(".."):
        relative = path.rstrip("/")
    return rules.ignores(relative.replace(os.sep, "/"), is_folder=path.endswith("/"))

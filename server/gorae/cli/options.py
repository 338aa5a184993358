"""What one file is checked with: the command line's options, and the configuration that the file has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gorae.cli.language import system_language
from gorae.cli.messages import say
from gorae.config.configuration import Configuration
from gorae.config.discovery import nearest_configuration, read_configuration
from gorae.config.file import parse_configuration
from gorae.config.settings import Overrides, merge
from gorae.lint.registry import vocabulary
from gorae.source import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.config.reader import ConfigIssue
    from gorae.config.settings import Settings
    from gorae.texts import Language


@dataclass(frozen=True)
class CheckOptions:
    """What one file is checked with; picklable, for the workers."""

    select: tuple[str, ...] | None
    extend_select: tuple[str, ...]
    ignore: tuple[str, ...]
    language: Language | None
    config: str | None
    isolated: bool
    shellcheck: bool
    fix: bool
    unsafe: bool
    diff: bool
    cached: bool = False  # whether results of earlier runs are used, and those of this one kept


class LoadedConfig(NamedTuple):
    """The configuration of one file."""

    configuration: Configuration
    path: Path | None
    errors: list[str]


def configuration_of(name: str, options: CheckOptions) -> LoadedConfig:
    """The configuration of the file of that name: of `--config`, else of the nearest file above it."""
    if options.isolated:
        return LoadedConfig(Configuration(), None, [])
    if options.config:
        found = read_configuration(Path(options.config))
        if found is None:
            language: Language = options.language or system_language()
            return LoadedConfig(Configuration(), None, [say("missing", language, path=options.config)])
    else:
        found = nearest_configuration(Path(name))
    if found is None:
        return LoadedConfig(Configuration(), None, [])
    configuration, problems = parse_configuration(found.text, found.kind, vocabulary())
    language = options.language or (
        configuration.language if configuration.language in ("ko", "en") else system_language()
    )
    return LoadedConfig(
        configuration,
        found.path,
        configuration_lines(found.path, found.text, problems, language),
    )


def configuration_lines(path: Path, text: str, problems: Sequence[ConfigIssue], language: Language) -> list[str]:
    """One line for each thing that is wrong in a configuration file: where, and what to write."""
    from gorae.config.messages import issue_message

    shown, whole = _shown(path), Text(text)
    return [f"{shown}:{whole.position(one.span.start).line + 1}: {issue_message(one, language)}" for one in problems]


def _shown(path: Path) -> Path:
    """A path as a person at the current folder would write it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def language_of(options: CheckOptions, configuration: Configuration) -> Language:
    """What the command line says, else the configuration, else the system."""
    if options.language:
        return options.language
    if configuration.language in ("ko", "en"):
        return configuration.language
    return system_language()


def settings_of(options: CheckOptions, loaded: LoadedConfig, name: str, language: Language) -> Settings:
    """The settings of one file: its configuration, and the command line's words over it."""
    base = loaded.path.parent if loaded.path else Path.cwd()
    try:
        relative = Path(name).absolute().relative_to(base.absolute()).as_posix()
    except ValueError:
        relative = Path(name).name
    overrides = Overrides(options.select, options.extend_select, options.ignore, shellcheck=options.shellcheck)
    return merge(loaded.configuration, overrides, path=relative, language=language, in_project=_in_project(Path(name)))


def _in_project(path: Path) -> str | None:
    """The path of a file in the repository that it belongs to, with `/`; None outside of repositories."""
    whole = path.absolute()
    root = next((folder for folder in whole.parents if (folder / ".git").exists()), None)
    return whole.relative_to(root).as_posix() if root is not None else None

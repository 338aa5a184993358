"""The settings of a check: plain data, of the editor or the command line and the nearest configuration file together."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from gorae.config.development import is_for_development

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.config.configuration import Configuration
    from gorae.config.option import Option
    from gorae.config.severity import Off, Severity
    from gorae.texts import Language

T = TypeVar("T")


@dataclass(frozen=True)
class Settings:
    """Hashable settings of a check. Names are rules, aliases, groups or `all`; unknown ones select nothing."""

    select: tuple[str, ...] | None = None  # None: the rules that are on by default
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity | Off], ...] = ()  # of two as exact the later counts
    language: Language = "ko"
    options: tuple[tuple[str, Any], ...] = ()  # of rules: keys and values; what is not there has its default
    inline_ignores: bool = True
    shellcheck: bool = True
    for_development: bool = False  # nobody ships the image: rules on images that are shipped are off by default
    today: dt.date = field(default_factory=lambda: dt.datetime.now(tz=dt.timezone.utc).date())

    def option(self, option: Option[T]) -> T:
        """An option's value: what was set, else its default."""
        return next((value for key, value in self.options if key == option.key), option.default)


@dataclass(frozen=True)
class Overrides:
    """What the editor or the command line says beside the file; None and () where it says nothing."""

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity | Off], ...] = ()
    options: tuple[tuple[str, Any], ...] = ()
    shellcheck: bool = True


def merge(
    file: Configuration,
    overrides: Overrides,
    *,
    path: str,
    language: Language,
    options: Sequence[Option[Any]] = (),
    in_project: str | None = None,
) -> Settings:
    """The settings of the Dockerfile at `path`, which is relative to the configuration file.

    `in_project` is its path in the repository that it belongs to, where there is one: the folders above say nothing of
    what it is for.

    What the editor or the command line selects replaces the file's selection; what they add, ignore or make severe is
    added. Of `options`, those whose values add up are added, too; the others are replaced.
    """
    adding = frozenset(option.key for option in options if option.kind.adds)
    values = dict(file.options)
    for key, value in overrides.options:
        values[key] = (*values.get(key, ()), *value) if key in adding else value
    return Settings(
        select=overrides.select if overrides.select is not None else file.select,
        extend_select=(*file.extend_select, *_switched_on(file), *overrides.extend_select),
        ignore=(*file.ignore, *file.ignored_in(path), *overrides.ignore),
        severity=(*file.severity, *overrides.severity),
        language=language,
        options=tuple(values.items()),
        inline_ignores=file.inline_ignores,
        shellcheck=overrides.shellcheck,
        for_development=is_for_development(in_project or path, file.development_files),
    )


def _switched_on(file: Configuration) -> tuple[str, ...]:
    """The rules that a key of their own name switches on."""
    return ("require-reason",) if file.require_reason else ()

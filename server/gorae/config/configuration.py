"""What a configuration file says, as plain data."""

from __future__ import annotations

import fnmatch
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar

if TYPE_CHECKING:
    from gorae.config.option import Option
    from gorae.config.severity import Off, Severity
    from gorae.texts import Language

T = TypeVar("T")


@dataclass(frozen=True)
class Configuration:
    """What a configuration file says; None and () where it says nothing."""

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity | Off], ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    language: Language | Literal["auto"] | None = None
    options: tuple[tuple[str, Any], ...] = ()  # of rules: keys and values
    development_files: tuple[str, ...] | None = None  # patterns; None: the usual ones
    exclude: tuple[str, ...] = ()  # lines of a .gitignore, from the configuration file's folder
    extend_exclude: tuple[str, ...] = ()
    inline_ignores: bool = True
    require_reason: bool = False  # switches on the rule of that name
    failure_threshold: Severity | Literal["never"] | None = None  # what makes the exit code 1; `never`: nothing does

    def ignored_in(self, path: str) -> tuple[str, ...]:
        """The names that are ignored in the file of that path, which is relative to the configuration file."""
        name = path.rsplit("/", 1)[-1]
        return tuple(
            rule
            for pattern, rules in self.per_file_ignores
            if fnmatch.fnmatch(path, pattern) or fnmatch.fnmatch(name, pattern)
            for rule in rules
        )

    def option(self, option: Option[T]) -> T | None:
        """What the file says of an option; None where it says nothing."""
        return next((value for key, value in self.options if key == option.key), None)

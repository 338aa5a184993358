"""What a person has chosen: which rules, how severe, and what the rules need to know. Plain data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from gorae.lint.model import Severity
    from gorae.texts import Language

MOST_LINES = 50  # three of four public Dockerfiles are shorter, blank lines and comments not counted


@dataclass(frozen=True)
class Settings:
    """Hashable settings of a check. Names are rules, aliases, groups or `all`; unknown ones are left out here."""

    select: tuple[str, ...] | None = None  # None: the rules that are on by default
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity | Literal["off"]], ...] = ()  # of two as exact the later counts
    language: Language = "ko"
    trusted_registries: tuple[str, ...] = ()
    label_schema: tuple[tuple[str, str], ...] = ()  # hadolint's label-schema: name, kind
    strict_labels: bool = False
    max_lines: int = MOST_LINES
    secret_mounts: tuple[tuple[str, str], ...] = ()  # a command, and what follows `--mount=type=secret,`
    inline_ignores: bool = True
    shellcheck: bool = True
    today: dt.date = field(default_factory=lambda: dt.datetime.now(tz=dt.timezone.utc).date())

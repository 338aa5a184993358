"""ARG and ENV."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gorae.lint.model import Rule

RULES: tuple[Rule, ...] = ()

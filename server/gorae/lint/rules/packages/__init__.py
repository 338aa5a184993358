"""Package managers in RUN."""

from __future__ import annotations

from gorae.lint.rules.packages import (
    apt_assume_yes_missing,
    apt_lists_kept,
    apt_recommends_installed,
    apt_update_alone,
)

RULES = (
    apt_update_alone.RULE,
    apt_lists_kept.RULE,
    apt_assume_yes_missing.RULE,
    apt_recommends_installed.RULE,
)

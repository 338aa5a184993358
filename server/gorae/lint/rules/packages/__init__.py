"""Package managers in RUN."""

from __future__ import annotations

from gorae.lint.rules.packages import (
    apk_cache_kept,
    apt_assume_yes_missing,
    apt_lists_kept,
    apt_recommends_installed,
    apt_update_alone,
    cache_mount_missing,
    npm_install_not_ci,
    pip_cache_kept,
)

RULES = (
    apt_update_alone.RULE,
    apt_lists_kept.RULE,
    apt_assume_yes_missing.RULE,
    apt_recommends_installed.RULE,
    apk_cache_kept.RULE,
    pip_cache_kept.RULE,
    npm_install_not_ci.RULE,
    cache_mount_missing.RULE,
)

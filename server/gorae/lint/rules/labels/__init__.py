"""LABEL."""

from __future__ import annotations

from gorae.lint.rules.labels import label_missing

RULES = (label_missing.RULE,)

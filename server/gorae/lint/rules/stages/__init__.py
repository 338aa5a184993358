"""Stages and what they hand over."""

from gorae.lint.rules.stages import stage_name_casing, stage_name_duplicate

RULES = (
    stage_name_casing.RULE,
    stage_name_duplicate.RULE,
)

"""Stages and what they hand over."""

from gorae.lint.rules.stages import (
    build_tools_in_final_stage,
    copy_from_whole_filesystem,
    stage_name_casing,
    stage_name_duplicate,
    stage_unknown,
)

RULES = (
    build_tools_in_final_stage.RULE,
    copy_from_whole_filesystem.RULE,
    stage_name_casing.RULE,
    stage_name_duplicate.RULE,
    stage_unknown.RULE,
)

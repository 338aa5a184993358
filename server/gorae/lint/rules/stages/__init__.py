"""Stages and what they hand over."""

from gorae.lint.rules.stages import (
    build_tools_in_final_stage,
    copy_from_whole_filesystem,
    multi_stage_missing,
    stage_name_casing,
    stage_name_duplicate,
    stage_unknown,
)

RULES = (
    build_tools_in_final_stage.RULE,
    copy_from_whole_filesystem.RULE,
    multi_stage_missing.RULE,
    stage_name_casing.RULE,
    stage_name_duplicate.RULE,
    stage_unknown.RULE,
)

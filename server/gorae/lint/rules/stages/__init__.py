"""Stages and what they hand over."""

from gorae.lint.rules.stages import (
    build_tools_in_final_stage,
    copy_from_empty_scratch,
    copy_from_own_stage,
    copy_from_whole_filesystem,
    from_as_casing,
    from_missing,
    from_platform_redundant,
    instruction_before_from,
    multi_stage_missing,
    run_in_scratch,
    stage_cycle,
    stage_name_casing,
    stage_name_duplicate,
    stage_name_reserved,
    stage_unknown,
    stage_unused,
)

RULES = (
    build_tools_in_final_stage.RULE,
    copy_from_empty_scratch.RULE,
    copy_from_own_stage.RULE,
    copy_from_whole_filesystem.RULE,
    from_as_casing.RULE,
    from_missing.RULE,
    from_platform_redundant.RULE,
    instruction_before_from.RULE,
    multi_stage_missing.RULE,
    run_in_scratch.RULE,
    stage_cycle.RULE,
    stage_name_casing.RULE,
    stage_name_duplicate.RULE,
    stage_name_reserved.RULE,
    stage_unknown.RULE,
    stage_unused.RULE,
)

"""Stages and what they hand over."""

# The rules' modules, in the order of README's table; `scripts/write_rules.py` writes their facts into `../index.py`.
RULES = (
    "base_image_mismatch",
    "build_tools_in_final_stage",
    "copy_from_empty_scratch",
    "copy_from_own_stage",
    "copy_from_unknown_path",
    "copy_from_whole_filesystem",
    "from_as_casing",
    "from_missing",
    "from_platform_redundant",
    "instruction_before_from",
    "multi_stage_missing",
    "run_in_scratch",
    "stage_cycle",
    "stage_name_casing",
    "stage_name_duplicate",
    "stage_name_reserved",
    "stage_unknown",
    "stage_unused",
    "not_on_windows",
    "python_path_mismatch",
    "certificates_missing",
)

"""Base images."""

# The rules' modules, in the order of README's table; `scripts/write_rules.py` writes their facts into `../index.py`.
RULES = (
    "build_broken_today",
    "base_image_behind_project",
    "base_image_eol",
    "base_image_latest",
    "base_image_not_slim",
    "base_image_platform",
    "base_image_untagged",
    "base_image_untrusted",
    "from_platform_constant",
    "cuda_devel_in_final_stage",
    "digest_missing",
    "image_name_invalid",
    "base_image_misspelt",
    "base_image_tag_unknown",
)

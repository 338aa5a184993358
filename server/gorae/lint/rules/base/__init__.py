"""Base images."""

from gorae.lint.rules.base import (
    base_image_eol,
    base_image_latest,
    base_image_not_slim,
    base_image_platform,
    base_image_untagged,
    base_image_untrusted,
    build_broken_today,
    cuda_devel_in_final_stage,
    digest_missing,
    from_platform_constant,
    image_name_invalid,
)

RULES = (
    build_broken_today.RULE,
    base_image_eol.RULE,
    base_image_latest.RULE,
    base_image_not_slim.RULE,
    base_image_platform.RULE,
    base_image_untagged.RULE,
    base_image_untrusted.RULE,
    from_platform_constant.RULE,
    cuda_devel_in_final_stage.RULE,
    digest_missing.RULE,
    image_name_invalid.RULE,
)

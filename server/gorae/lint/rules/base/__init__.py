"""What an image is built from."""

from gorae.lint.rules.base import (
    base_image_eol,
    base_image_latest,
    base_image_not_slim,
    base_image_untagged,
    from_platform_constant,
)

RULES = (
    base_image_eol.RULE,
    base_image_latest.RULE,
    base_image_not_slim.RULE,
    base_image_untagged.RULE,
    from_platform_constant.RULE,
)

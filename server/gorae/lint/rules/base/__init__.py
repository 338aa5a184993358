"""What an image is built from."""

from gorae.lint.rules.base import base_image_latest, base_image_untagged

RULES = (base_image_untagged.RULE, base_image_latest.RULE)

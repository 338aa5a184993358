"""Layers: what each instruction leaves in the image."""

from gorae.lint.rules.layers import file_deleted_in_later_layer, run_cd_only, run_consecutive

RULES = (
    file_deleted_in_later_layer.RULE,
    run_cd_only.RULE,
    run_consecutive.RULE,
)

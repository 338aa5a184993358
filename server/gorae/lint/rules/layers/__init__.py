"""Layers: what each instruction leaves in the image."""

from gorae.lint.rules.layers import (
    arg_before_cache,
    file_deleted_in_later_layer,
    run_cd_only,
    run_chain_long,
    run_consecutive,
)

RULES = (
    arg_before_cache.RULE,
    file_deleted_in_later_layer.RULE,
    run_cd_only.RULE,
    run_chain_long.RULE,
    run_consecutive.RULE,
)

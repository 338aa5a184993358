"""Layers: what each instruction leaves in the image."""

from gorae.lint.rules.layers import run_cd_only, run_consecutive

RULES = (
    run_cd_only.RULE,
    run_consecutive.RULE,
)

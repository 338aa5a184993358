"""Layers: what each instruction leaves in the image."""

from gorae.lint.rules.layers import run_consecutive

RULES = (run_consecutive.RULE,)

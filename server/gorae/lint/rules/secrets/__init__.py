"""Secrets in images."""

from gorae.lint.rules.secrets import secret_in_arg_env

RULES = (secret_in_arg_env.RULE,)

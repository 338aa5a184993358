"""Secrets in images."""

from gorae.lint.rules.secrets import copy_secret_file, secret_in_arg_env

RULES = (
    copy_secret_file.RULE,
    secret_in_arg_env.RULE,
)

"""Secrets in the image."""

from gorae.lint.rules.secrets import (
    copy_secret_file,
    secret_deleted_in_later_layer,
    secret_in_arg_env,
    secret_literal,
    secret_mount_missing,
)

RULES = (
    copy_secret_file.RULE,
    secret_deleted_in_later_layer.RULE,
    secret_in_arg_env.RULE,
    secret_literal.RULE,
    secret_mount_missing.RULE,
)

"""Secrets in the image."""

# The rules' modules, in the order of README's table; `scripts/write_rules.py` writes their facts into `../index.py`.
RULES = (
    "copy_secret_file",
    "secret_deleted_in_later_layer",
    "secret_in_arg_env",
    "secret_literal",
    "secret_mount_missing",
)

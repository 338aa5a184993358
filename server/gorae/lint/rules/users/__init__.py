"""Who runs the program."""

from gorae.lint.rules.users import (
    executable_owned_by_user,
    user_cannot_write,
    user_missing,
    user_named,
    user_root_last,
    user_uid_fixed_needed,
    useradd_sparse_log,
)

RULES = (
    executable_owned_by_user.RULE,
    user_cannot_write.RULE,
    user_missing.RULE,
    user_named.RULE,
    user_root_last.RULE,
    user_uid_fixed_needed.RULE,
    useradd_sparse_log.RULE,
)

"""Who runs the program."""

from gorae.lint.rules.users import (
    copy_owned_by_root,
    executable_owned_by_user,
    root_keeps_data,
    user_cannot_write,
    user_groups_dropped,
    user_missing,
    user_name_unknown,
    user_named,
    user_root_last,
    user_uid_fixed_needed,
    user_unused,
    useradd_sparse_log,
    world_writable,
)

RULES = (
    executable_owned_by_user.RULE,
    user_cannot_write.RULE,
    user_missing.RULE,
    user_named.RULE,
    user_root_last.RULE,
    user_uid_fixed_needed.RULE,
    useradd_sparse_log.RULE,
    copy_owned_by_root.RULE,
    root_keeps_data.RULE,
    user_groups_dropped.RULE,
    user_name_unknown.RULE,
    user_unused.RULE,
    world_writable.RULE,
)

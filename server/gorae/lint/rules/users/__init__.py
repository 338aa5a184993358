"""Who runs the program."""

# The rules' modules, in the order of README's table; `scripts/write_rules.py` writes their facts into `../index.py`.
RULES = (
    "executable_owned_by_user",
    "user_cannot_write",
    "user_missing",
    "user_named",
    "user_root_last",
    "user_uid_fixed_needed",
    "useradd_sparse_log",
    "copy_owned_by_root",
    "root_keeps_data",
    "user_groups_dropped",
    "user_name_unknown",
    "user_command_fails",
    "user_unused",
    "world_writable",
    "root_home_unreachable",
    "copy_link_user_name",
)

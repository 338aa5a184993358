"""Who runs the program."""

from gorae.lint.rules.users import user_missing, user_root_last

RULES = (user_missing.RULE, user_root_last.RULE)

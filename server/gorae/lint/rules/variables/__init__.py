"""ARG, ENV and their uses."""

from gorae.lint.rules.variables import (
    arg_not_in_scope,
    env_self_reference,
    from_arg_default_invalid,
    from_arg_undefined,
    path_replaced,
    variable_undefined,
)

RULES = (
    path_replaced.RULE,
    arg_not_in_scope.RULE,
    env_self_reference.RULE,
    from_arg_default_invalid.RULE,
    from_arg_undefined.RULE,
    variable_undefined.RULE,
)

"""What a container starts, and how it is checked."""

from gorae.lint.rules.startup import cmd_duplicate, cmd_shell_form, entrypoint_duplicate, entrypoint_shell_form

RULES = (cmd_shell_form.RULE, entrypoint_shell_form.RULE, cmd_duplicate.RULE, entrypoint_duplicate.RULE)

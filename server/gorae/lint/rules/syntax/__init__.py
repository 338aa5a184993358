"""What BuildKit refuses to read."""

from gorae.lint.rules.syntax import instruction_unknown, syntax_error

RULES = (
    instruction_unknown.RULE,
    syntax_error.RULE,
)

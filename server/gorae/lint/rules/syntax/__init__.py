"""What BuildKit refuses to read."""

from gorae.lint.rules.syntax import instruction_unknown, syntax_error, template_unrendered, value_invalid

RULES = (
    instruction_unknown.RULE,
    syntax_error.RULE,
    template_unrendered.RULE,
    value_invalid.RULE,
)

"""What BuildKit refuses to read."""

from gorae.lint.rules.syntax import syntax_error

RULES = (syntax_error.RULE,)

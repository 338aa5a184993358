"""What COPY and ADD bring."""

from gorae.lint.rules.files import add_instead_of_copy

RULES = (add_instead_of_copy.RULE,)

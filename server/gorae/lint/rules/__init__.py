"""The rules, group by group: each a module with a RULE, and two pages beside it."""

from gorae.lint.rules import syntax

GROUPS = {
    "syntax": syntax.RULES,
}

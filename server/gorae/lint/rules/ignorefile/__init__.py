"""`.dockerignore` and its kin."""

from gorae.lint.rules.ignorefile import (
    dockerignore_pattern_duplicate,
    dockerignore_pattern_invalid,
    dockerignore_pattern_misses,
    dockerignore_pattern_overridden,
    dockerignore_pattern_unmatched,
)

RULES = (
    dockerignore_pattern_duplicate.RULE,
    dockerignore_pattern_invalid.RULE,
    dockerignore_pattern_misses.RULE,
    dockerignore_pattern_overridden.RULE,
    dockerignore_pattern_unmatched.RULE,
)

"""`.dockerignore` and the like."""

# The rules' modules, in the order of README's table; `scripts/write_rules.py` writes their facts into `../index.py`.
RULES = (
    "dockerignore_pattern_duplicate",
    "dockerignore_pattern_invalid",
    "dockerignore_pattern_misses",
    "dockerignore_pattern_overridden",
    "dockerignore_pattern_unmatched",
)

"""What BuildKit refuses to read."""

# The rules' modules, in the order of README's table; `scripts/write_rules.py` writes their facts into `../index.py`.
RULES = (
    "comment_after_instruction",
    "frontend_foreign",
    "frontend_too_old",
    "instruction_swallowed",
    "instruction_unknown",
    "syntax_error",
    "template_unrendered",
    "value_invalid",
    "flag_not_ascii",
)

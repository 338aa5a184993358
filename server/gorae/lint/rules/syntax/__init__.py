"""What BuildKit refuses to read."""

# The rules' modules, in the order of README's table; `scripts/write_rules.py` writes their facts into `../index.py`.
RULES = (
    "instruction_unknown",
    "syntax_error",
    "template_unrendered",
    "value_invalid",
)

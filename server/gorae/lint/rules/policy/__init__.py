"""What a team's own configuration forbids and requires."""

# The rules' modules, in the order of README's table; `scripts/write_rules.py` writes their facts into `../index.py`.
RULES = ("policy_violated",)

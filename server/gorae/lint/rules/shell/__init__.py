"""Shell commands in RUN."""

from gorae.lint.rules.shell import run_pipefail_missing, sudo_used

RULES = (
    run_pipefail_missing.RULE,
    sudo_used.RULE,
)

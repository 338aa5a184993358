"""How a Dockerfile is written."""

from gorae.lint.rules.form import instruction_casing, legacy_key_value, maintainer_deprecated, workdir_relative

RULES = (
    instruction_casing.RULE,
    legacy_key_value.RULE,
    maintainer_deprecated.RULE,
    workdir_relative.RULE,
)

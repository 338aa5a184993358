"""How instructions are written."""

from gorae.lint.rules.form import (
    definition_description_invalid,
    empty_continuation,
    ignore_comment_used,
    instruction_casing,
    legacy_key_value,
    maintainer_deprecated,
    onbuild_trigger_forbidden,
    syntax_directive_typo,
    unused_foreign_ignore,
    unused_ignore,
    windows_path_escape,
    workdir_relative,
)

RULES = (
    definition_description_invalid.RULE,
    empty_continuation.RULE,
    ignore_comment_used.RULE,
    instruction_casing.RULE,
    legacy_key_value.RULE,
    maintainer_deprecated.RULE,
    onbuild_trigger_forbidden.RULE,
    syntax_directive_typo.RULE,
    unused_ignore.RULE,
    unused_foreign_ignore.RULE,
    workdir_relative.RULE,
    windows_path_escape.RULE,
)

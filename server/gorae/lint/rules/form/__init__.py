"""How instructions are written."""

# The rules' modules, in the order of README's table; `scripts/write_rules.py` writes their facts into `../index.py`.
RULES = (
    "json_array_invalid",
    "definition_description_invalid",
    "empty_continuation",
    "ignore_comment_used",
    "instruction_casing",
    "legacy_key_value",
    "maintainer_deprecated",
    "onbuild_trigger_forbidden",
    "syntax_directive_typo",
    "unused_ignore",
    "unused_foreign_ignore",
    "workdir_relative",
    "windows_path_escape",
    "ignore_reason_missing",
)

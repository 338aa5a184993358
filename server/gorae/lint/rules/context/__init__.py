"""The build context beside the Dockerfile."""

from gorae.lint.rules.context import (
    copy_order_busts_cache,
    copy_source_ignored,
    copy_source_missing,
    copy_whole_context_late,
    dockerignore_incomplete,
    dockerignore_missing,
    entrypoint_script_crlf,
    entrypoint_script_not_executable,
    model_file_in_image,
)

RULES = (
    copy_order_busts_cache.RULE,
    copy_source_ignored.RULE,
    copy_source_missing.RULE,
    copy_whole_context_late.RULE,
    dockerignore_incomplete.RULE,
    dockerignore_missing.RULE,
    entrypoint_script_crlf.RULE,
    entrypoint_script_not_executable.RULE,
    model_file_in_image.RULE,
)

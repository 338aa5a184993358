"""The build context: the files beside the Dockerfile."""

from gorae.lint.rules.context import copy_source_ignored, dockerignore_incomplete, dockerignore_missing

RULES = (
    copy_source_ignored.RULE,
    dockerignore_incomplete.RULE,
    dockerignore_missing.RULE,
)

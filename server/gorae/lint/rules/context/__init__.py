"""The build context: the files beside the Dockerfile."""

from gorae.lint.rules.context import dockerignore_incomplete, dockerignore_missing

RULES = (
    dockerignore_incomplete.RULE,
    dockerignore_missing.RULE,
)

"""How a Dockerfile is written."""

from gorae.lint.rules.form import maintainer_deprecated

RULES = (maintainer_deprecated.RULE,)

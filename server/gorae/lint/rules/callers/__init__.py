"""Compose and bake files, and what they ask of a Dockerfile."""

from gorae.lint.rules.callers import (
    build_argument_missing,
    build_argument_undeclared,
    build_context_missing,
    build_dockerfile_missing,
    build_target_unknown,
    healthcheck_awaited,
    port_not_exposed,
    run_secret_in_image,
    service_command_unstartable,
)

RULES = (
    build_argument_missing.RULE,
    build_argument_undeclared.RULE,
    build_context_missing.RULE,
    build_dockerfile_missing.RULE,
    build_target_unknown.RULE,
    healthcheck_awaited.RULE,
    port_not_exposed.RULE,
    run_secret_in_image.RULE,
    service_command_unstartable.RULE,
)

"""What a container starts, and how it is checked."""

from gorae.lint.rules.startup import (
    cmd_duplicate,
    cmd_ignored,
    cmd_invalid_json,
    cmd_shell_form,
    entrypoint_duplicate,
    entrypoint_shell_form,
    expose_mismatch,
    expose_port_invalid,
    expose_protocol_casing,
    expose_ssh,
    healthcheck_duplicate,
    healthcheck_missing,
    java_container_memory,
    node_env_missing,
    python_unbuffered_missing,
    startup_order,
)

RULES = (
    cmd_duplicate.RULE,
    cmd_ignored.RULE,
    cmd_invalid_json.RULE,
    cmd_shell_form.RULE,
    entrypoint_duplicate.RULE,
    entrypoint_shell_form.RULE,
    expose_mismatch.RULE,
    expose_port_invalid.RULE,
    expose_protocol_casing.RULE,
    expose_ssh.RULE,
    healthcheck_duplicate.RULE,
    healthcheck_missing.RULE,
    java_container_memory.RULE,
    node_env_missing.RULE,
    python_unbuffered_missing.RULE,
    startup_order.RULE,
)

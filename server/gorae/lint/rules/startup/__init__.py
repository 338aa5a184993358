"""What a container starts, and how it is checked."""

# The rules' modules, in the order of README's table; `scripts/write_rules.py` writes their facts into `../index.py`.
RULES = (
    "start_file_missing",
    "development_server",
    "healthcheck_always_passes",
    "cmd_duplicate",
    "cmd_ignored",
    "cmd_invalid_json",
    "cmd_shell_form",
    "entrypoint_duplicate",
    "entrypoint_shell_form",
    "expose_mismatch",
    "expose_port_invalid",
    "expose_protocol_casing",
    "expose_ssh",
    "healthcheck_duplicate",
    "healthcheck_missing",
    "java_container_memory",
    "node_env_missing",
    "python_unbuffered_missing",
    "startup_order",
    "exec_form_not_split",
    "exec_form_not_expanded",
    "cmd_taken_as_arguments",
    "start_in_background",
    "program_name_empty",
)

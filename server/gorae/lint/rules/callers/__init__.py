"""Compose and bake files, and what they ask of a Dockerfile."""

# The rules' modules, in the order of README's table; `scripts/write_rules.py` writes their facts into `../index.py`.
RULES = (
    "build_argument_missing",
    "build_argument_undeclared",
    "build_context_missing",
    "build_dockerfile_missing",
    "build_target_unknown",
    "healthcheck_awaited",
    "port_not_exposed",
    "run_secret_in_image",
    "service_command_cut",
    "service_command_unstartable",
)

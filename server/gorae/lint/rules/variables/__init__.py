"""ARG, ENV and their uses."""

# The rules' modules, in the order of README's table; `scripts/write_rules.py` writes their facts into `../index.py`.
RULES = (
    "path_replaced",
    "arg_not_in_scope",
    "env_self_reference",
    "from_arg_default_invalid",
    "from_arg_undefined",
    "platform_arg_shadowed",
    "variable_undefined",
    "gpu_devices_fixed",
    "gpu_capabilities_all",
    "telemetry_on",
    "yjit_off",
)

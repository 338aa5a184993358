"""How a container is stopped."""

# The rules' modules, in the order of README's table; `scripts/write_rules.py` writes their facts into `../index.py`.
RULES = (
    "nginx_stopsignal_missing",
    "stopsignal_not_canonical",
    "stopsignal_uncatchable",
    "systemd_stopsignal_missing",
)

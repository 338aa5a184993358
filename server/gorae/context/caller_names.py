"""How the files are called that say what is built: the first that is asked of a folder, long before one is read."""

from __future__ import annotations

import re

BAKE = re.compile(r"docker-bake(?:[.-][\w.-]+)?\.(?:hcl|json)")
# What bake reads together where no file is named, the later over the earlier.
BAKE_DEFAULTS = ("docker-bake.json", "docker-bake.hcl", "docker-bake.override.json", "docker-bake.override.hcl")
COMPOSE = re.compile(r"(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml")
# What `docker compose` reads where no file is named: the first of these, and its override beside it.
COMPOSE_BASES = ("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml")
COMPOSE_OVERRIDES = (
    "compose.override.yml",
    "compose.override.yaml",
    "docker-compose.override.yml",
    "docker-compose.override.yaml",
)
IGNORE = (".dockerignore", ".containerignore")


def is_ignore_file(name: str) -> bool:
    """Whether a file of that name is an ignore file of a build: `.dockerignore`, `NAME.dockerignore`, `.containerignore`."""
    return name.endswith(IGNORE)

"""What `gorae init` writes for the project that is there. What is in it is what Gorae's own rules ask for: a test holds that."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from gorae.cli.scaffolds import dotnet, go, jvm, node, php, python, ruby, rust
from gorae.cli.scaffolds.common import folders_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from gorae.cli.scaffolds.common import Project

_HEAD = "# syntax=docker/dockerfile:1\n\n"
_MANIFESTS = (
    ("dotnet", r".*\.csproj"), ("dotnet", r".*\.slnx?"), ("rust", r"Cargo\.toml"), ("go", r"go\.mod"),
    ("java", r"pom\.xml|build\.gradle(?:\.kts)?|settings\.gradle(?:\.kts)?"), ("php", r"composer\.json"), ("ruby", r"Gemfile"),
    ("python", r"pyproject\.toml|requirements\.txt|Pipfile|setup\.py"), ("node", r"package\.json"),
)  # fmt: skip
_READERS: dict[str, Callable[[str, str, frozenset[str]], Project]] = {
    "python": python.read, "node": node.read, "go": go.read, "java": jvm.read, "rust": rust.read, "dotnet": dotnet.read,
    "php": php.read, "ruby": ruby.read,
}  # fmt: skip
_WRITERS: dict[str, Callable[[Project], str]] = {
    "python": python.dockerfile, "node": node.dockerfile, "go": go.dockerfile, "java": jvm.dockerfile, "rust": rust.dockerfile,
    "dotnet": dotnet.dockerfile, "php": php.dockerfile, "ruby": ruby.dockerfile,
}  # fmt: skip
_COMMON = (
    ".git",
    ".github",
    ".idea",
    ".vscode",
    "**/.DS_Store",
    "**/.env",
    "**/.env.*",
    "Dockerfile*",
    "compose*.yaml",
    "*.md",
)
# Symfony's .env has the defaults that it needs to start; what is secret stands in these.
_COMMON_OF_SYMFONY = (*(one for one in _COMMON if ".env" not in one), "**/.env.local", "**/.env.*.local")
_IGNORED = {
    "python": ("**/__pycache__", "**/*.pyc", ".venv", "venv", ".pytest_cache", ".mypy_cache", ".ruff_cache", "dist", "build"),
    "node": ("**/node_modules", "dist", "build", "coverage", ".next", ".nuxt", ".output", ".svelte-kit", "npm-debug.log*"),
    "go": ("bin", "**/*_test.go"),
    "java": ("target", "*/target", "build", "*/build", ".gradle"),
    "rust": ("target",),
    "dotnet": ("**/bin", "**/obj"),
    "php": ("vendor", "tests", "var", "node_modules"),
    "ruby": ("log", "tmp", "storage", "vendor/bundle", "test", "spec", "config/master.key"),
}  # fmt: skip


def project_of(folder: str) -> Project | None:
    """The project in a folder; None where no manifest is known. Raises OSError for a folder that cannot be listed."""
    names = frozenset(os.listdir(folder))
    for language, pattern in _MANIFESTS:
        manifest = next((name for name in sorted(names) if re.fullmatch(pattern, name)), None)
        if manifest is not None:
            return _READERS[language](folder, manifest, names)
    return None


def projects_below(folder: str) -> list[str]:
    """The folders in a folder, and those one deeper, that have a manifest."""
    first = folders_in(folder)
    deeper = [os.path.join(one, name) for one in first for name in folders_in(os.path.join(folder, one))]
    found = []
    for one in (*first, *deeper):
        try:
            names = os.listdir(os.path.join(folder, one))
        except OSError:
            continue
        if any(re.fullmatch(pattern, name) for _, pattern in _MANIFESTS for name in names):
            found.append(one.replace(os.sep, "/"))
    return found


def dockerfile_text(project: Project) -> str:
    """The project's Dockerfile."""
    return _HEAD + _WRITERS[project.language](project)


def ignore_text(project: Project) -> str:
    """What no build of that language needs: one pattern a line."""
    common = _COMMON_OF_SYMFONY if "symfony" in project.traits else _COMMON
    return "\n".join([*common, *_IGNORED[project.language]]) + "\n"


def compose_text(project: Project) -> str:
    """One service that builds the Dockerfile."""
    name = (
        "".join(char if char.isalnum() or char in "-_" else "-" for char in project.name.lower()).strip("-_") or "app"
    )
    lines = ["services:", f"  {name}:", "    build: .", "    init: true", "    restart: unless-stopped"]
    if project.port:
        lines += ["    ports:", f'      - "127.0.0.1:{project.port}:{project.port}"']
    return "\n".join(lines) + "\n"

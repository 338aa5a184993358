"""Installs of what a project's manifest names: by which manager, and whether the sources have a part in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.other_project import is_for_another_project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.shell import Effective, Word

# For each manager: what it does with its manifest, and the files of the manifest, lock files and settings among them.
MANIFESTS = {
    "npm": ("package.json", "package-lock.json", "npm-shrinkwrap.json", ".npmrc"),
    "yarn": ("package.json", "yarn.lock", ".yarnrc.yml", ".yarnrc", ".npmrc"),
    "pnpm": ("package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", ".npmrc"),
    "bun": ("package.json", "bun.lock", "bun.lockb", "bunfig.toml"),
    "go": ("go.mod", "go.sum"),
    "bundle": ("Gemfile", "Gemfile.lock"),
    "composer": ("composer.json", "composer.lock"),
    "poetry": ("pyproject.toml", "poetry.lock"),
    "uv": ("pyproject.toml", "uv.lock"),
    "pdm": ("pyproject.toml", "pdm.lock"),
    "pipenv": ("Pipfile", "Pipfile.lock"),
    "mix": ("mix.exs", "mix.lock"),
    "sbt": ("build.sbt", "project/build.properties", "project/plugins.sbt"),
    "mvn": ("pom.xml",),
    "dotnet": (),
    "pip": (),
    "cargo": ("Cargo.toml", "Cargo.lock"),
    "gradle": ("build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts", "gradle.properties"),
}
_OF_PROJECT = frozenset((".", "-e", "--editable", "-f", "--find-links"))  # pip takes files of the project
_PROGRAMS = {"bundler": "bundle", "mvnw": "mvn", "gradlew": "gradle"}


def manager_of(effective: Effective) -> str:
    """The manager that a command calls, by its usual name: `pip` of `python -m pip`, `gradle` of `./gradlew`."""
    name = _PROGRAMS.get(effective.program, effective.program)
    python = name.startswith("python") and [word.value for word in effective.args[:2]] == ["-m", "pip"]
    return "pip" if python or re.fullmatch(r"pip[\d.]*", name) else name


def kind_of(manager: str, args: Sequence[Word]) -> str | None:
    """`install` where only dependencies are touched, `all` where the project itself is too, None for anything else."""
    words = [word.value for word in args]
    plain = [word for word in words if not word.startswith("-")]
    first = plain[0] if plain else ""
    if is_for_another_project(manager, args):
        return None
    if manager in ("npm", "pnpm", "bun", "yarn"):
        bare = manager == "yarn" and not plain
        return "install" if bare or (first in ("ci", "install", "i") and len(plain) == 1) else None
    if manager == "pip":
        required = any(word in ("-r", "--requirement") or word.startswith(("-r", "--requirement=")) for word in words)
        local = any(word in _OF_PROJECT or word.startswith((".[", "./")) for word in words)
        return "install" if "install" in plain and required and not local else None
    if manager == "go":
        return "install" if plain[:2] == ["mod", "download"] else "all" if first == "build" else None
    if manager == "bundle":
        return "install" if first == "install" else None
    if manager == "poetry":
        return ("install" if "--no-root" in words else "all") if first == "install" else None
    if manager == "uv":
        return ("install" if "--no-install-project" in words else "all") if first == "sync" else None
    if manager == "pdm":
        return ("install" if "--no-self" in words else "all") if first in ("install", "sync") else None
    if manager == "pipenv":
        return "install" if first in ("install", "sync") and len(plain) == 1 else None
    if manager == "mix":
        return "install" if first == "deps.get" else None
    if manager == "sbt":
        return "build" if {"assembly", "stage", "package", "compile", "dist"} & set(plain) else None
    if manager == "composer":
        return "all" if first == "install" else None
    if manager == "mvn":
        return "all" if {"package", "install", "verify"} & set(plain) else None
    if manager == "dotnet":
        return "install" if plain == ["restore"] else None
    if manager == "cargo":
        return "build" if first == "build" else None
    return "build" if {"build", "bootJar", "assemble", "shadowJar"} & set(plain) else None

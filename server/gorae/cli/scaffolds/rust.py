"""Rust: a package, or the program of a workspace."""

from __future__ import annotations

import os
from typing import Any

from gorae.cli.scaffolds import common
from gorae.cli.scaffolds.common import ADD_USER, Project, exec_form


def read(folder: str, manifest: str, names: frozenset[str]) -> Project:
    """The project of a folder with a Cargo.toml."""
    data = common.toml_of(folder, manifest)
    package, name = common.table(data, "package"), ""
    if package:
        name = _program(data)
    else:
        for member in _members(folder, common.table(data, "workspace").get("members")):
            inner = common.toml_of(folder, os.path.join(member, "Cargo.toml"))
            if inner.get("bin") or os.path.isfile(os.path.join(folder, member, "src", "main.rs")):
                package, name = common.table(inner, "package"), _program(inner)
                break
    name = common.safe(name, "app")
    place = common.safe(package.get("name"), "") if not common.table(data, "package") else ""
    return Project("rust", common.VERSIONS["rust"], name, names, (f"/usr/local/bin/{name}",), 8080, place=place)


def _program(data: dict[str, Any]) -> str:
    """What the program is called: as its `[[bin]]` says, else as the package."""
    programs = data.get("bin")
    first = programs[0] if isinstance(programs, list) and programs and isinstance(programs[0], dict) else {}
    return str(first.get("name") or common.table(data, "package").get("name") or "")


def _members(folder: str, members: object) -> list[str]:
    """A workspace's folders; `crates/*` is each folder there."""
    found: list[str] = []
    for one in members if isinstance(members, list) else ():
        if not isinstance(one, str) or ".." in one or os.path.isabs(one):
            continue
        parent, _, last = one.rstrip("/").rpartition("/")
        found += (
            [os.path.join(parent, name) for name in common.folders_in(os.path.join(folder, parent))]
            if last == "*"
            else [one]
        )
    return found


def dockerfile(project: Project) -> str:
    """The Dockerfile: one program, on the Debian that it was built on."""
    locked = " --locked" if "Cargo.lock" in project.files else ""
    package = f" --package {project.place}" if project.place else ""
    return (
        f"FROM rust:{project.version}-slim-trixie AS build\nWORKDIR /src\nCOPY . .\n"
        "RUN --mount=type=cache,target=/usr/local/cargo/registry \\\n    --mount=type=cache,target=/src/target \\\n"
        f"    cargo build --release{locked}{package} \\\n    && cp target/release/{project.name} /usr/local/bin/\n\n"
        f"FROM debian:13-slim\n{ADD_USER}"
        f"COPY --from=build /usr/local/bin/{project.name} /usr/local/bin/\nUSER app\n"
        f"{common.service(project, *common.BY_BASH)}CMD {exec_form(project.start)}\n"
    )

"""What the scaffolds of all languages share: a project, how its manifests are read, and lines that each Dockerfile has."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from dataclasses import dataclass
from typing import Any

from gorae.context.reading import read_small
from gorae.source.toml import TomlError, read_toml

_MOST_BYTES = 1_000_000
USER = "10001"
ADD_USER = f"RUN useradd --uid {USER} --no-create-home --shell /usr/sbin/nologin app\n"
# What is taken where the manifests name no version: those that are supported for years (2026-11).
VERSIONS = {
    "python": "3.13", "node": "24", "go": "1", "java": "21", "rust": "1", "dotnet": "10.0", "php": "8.4", "ruby": "3.4",
}  # fmt: skip

BY_BASH = ("bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/{port}")
BY_PYTHON = ("python", "-c", "import socket; socket.create_connection(('127.0.0.1', {port}), 3)")
BY_RUBY = ("ruby", "-rsocket", "-e", "TCPSocket.new('127.0.0.1', {port}).close")
BY_NODE = (
    "node", "-e", "require('net').connect({port}, '127.0.0.1').on('connect', () => process.exit(0)).on('error', () => process.exit(1))",
)  # fmt: skip
BY_BUN = (
    "bun",
    "-e",
    "await Bun.connect({ hostname: '127.0.0.1', port: {port}, socket: { data() {} } }); process.exit(0)",
)
BY_WGET = ("wget", "--quiet", "--output-document=/dev/null", "http://127.0.0.1:{port}/")


@dataclass(frozen=True)
class Project:
    """A project. `files` are the names in its folder."""

    language: str
    version: str
    name: str  # of the program
    files: frozenset[str]
    start: tuple[str, ...]  # the command that starts it, where that is known
    port: int  # 0: it is no service
    is_built: bool = False  # a build step makes what is started (Node)
    tool: str = ""  # what installs or builds: npm, pnpm; uv, poetry, pip; maven, gradle
    extra: str = ""  # packages that it needs and that the manifests do not name
    place: str = ""  # what of the project is built: a Go package, a Cargo package, a module, a .csproj
    traits: frozenset[str] = frozenset()  # what else decides what is written, by the language's own words


def text_of(folder: str, name: str) -> str:
    """A file's text; nothing where it cannot be read."""
    return read_small(os.path.join(folder, name), _MOST_BYTES) or ""


def toml_of(folder: str, name: str) -> dict[str, Any]:
    """A TOML file's table; empty where it is none."""
    try:
        return read_toml(text_of(folder, name))
    except TomlError:
        return {}


def json_of(folder: str, name: str) -> dict[str, Any]:
    """A JSON file's object; empty where it is none."""
    try:
        data = json.loads(text_of(folder, name))
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def table(data: object, *keys: str) -> dict[str, Any]:
    """The table at a path of keys; empty where there is none."""
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}


def number(text: object, parts: int) -> str | None:
    """The first version number in a text (`>=3.12,<4`), cut to so many parts."""
    match = re.search(r"(?<![\d.])\d+(?:\.\d+)*", text if isinstance(text, str) else "")
    return ".".join(match[0].split(".")[:parts]) if match else None


def supported(language: str, version: str | None, oldest: tuple[int, ...]) -> str:
    """The version of a project's manifest; the usual one where that is older than `oldest`, no longer supported, or none."""
    from gorae.images import end_of_life

    parts = tuple(map(int, (version or "0").split(".")))
    if version is None or len(parts) < len(oldest) or parts < oldest:
        return VERSIONS[language]
    ended = end_of_life(language, version, dt.datetime.now(tz=dt.timezone.utc).date())
    return version if ended is None else VERSIONS[language]


def safe(name: object, fallback: str) -> str:
    """A name that may be a file's, a module's, a service's."""
    return name if isinstance(name, str) and re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,60}", name) else fallback


def folders_in(folder: str) -> list[str]:
    """The names of a folder's folders, sorted; those that no source stands in left out."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    skipped = {"node_modules", "vendor", "target", "build", "dist", "bin", "obj"}
    return [
        name for name in names if name not in skipped and name[0] != "." and os.path.isdir(os.path.join(folder, name))
    ]


def exec_form(words: tuple[str, ...]) -> str:
    """A command as a JSON array."""
    return json.dumps(list(words), ensure_ascii=False)


def service(project: Project, *check: str) -> str:
    """EXPOSE and HEALTHCHECK; `{port}` in the check is the port."""
    if not project.port:
        return "HEALTHCHECK NONE\n"
    words = tuple(word.replace("{port}", str(project.port)) for word in check)
    return f"EXPOSE {project.port}\nHEALTHCHECK CMD {exec_form(words)}\n"


def cached(folder: str, *commands: str) -> str:
    """A RUN with a cache mount."""
    joined = " \\\n    && ".join(commands)
    return f"RUN --mount=type=cache,target={folder} \\\n    {joined}\n"

"""What a project's manifests say: its language, version, how it is built and started."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from dataclasses import dataclass
from typing import Any

from gorae.config.toml import TomlError, read_toml
from gorae.context.reading import read_small

_MOST_BYTES = 1_000_000
# What is taken where the manifests name no version: those that are supported for years (2026-11).
_VERSIONS = {
    "python": "3.13", "node": "24", "go": "1", "java": "21", "rust": "1", "dotnet": "10.0", "php": "8.4", "ruby": "3.4",
}  # fmt: skip
_MANIFESTS = (
    ("dotnet", r".*\.csproj"), ("rust", r"Cargo\.toml"), ("go", r"go\.mod"), ("java", r"pom\.xml|build\.gradle(?:\.kts)?"),
    ("php", r"composer\.json"), ("ruby", r"Gemfile"), ("python", r"pyproject\.toml|requirements\.txt|Pipfile|setup\.py"),
    ("node", r"package\.json"),
)  # fmt: skip


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
    tool: str = ""  # what installs: npm, pnpm, yarn; uv, poetry, pip; maven, gradle, spring (Gradle with Spring Boot)
    extra: str = ""  # a package that starts it and that the manifests do not name


def project_of(folder: str) -> Project | None:
    """The project in a folder; None where no manifest is known. Raises OSError for a folder that cannot be listed."""
    names = frozenset(os.listdir(folder))
    for language, pattern in _MANIFESTS:
        manifest = next((name for name in sorted(names) if re.fullmatch(pattern, name)), None)
        if manifest is not None:
            return _READERS[language](folder, manifest, names)
    return None


def _text(folder: str, name: str) -> str:
    return read_small(os.path.join(folder, name), _MOST_BYTES) or ""


def _toml(folder: str, name: str) -> dict[str, Any]:
    try:
        return read_toml(_text(folder, name))
    except TomlError:
        return {}


def _json(folder: str, name: str) -> dict[str, Any]:
    try:
        data = json.loads(_text(folder, name))
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _table(data: object, *keys: str) -> dict[str, Any]:
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}


def _number(text: object, parts: int) -> str | None:
    """The first version number in a text (`>=3.12,<4`), cut to so many parts."""
    match = re.search(r"(?<![\d.])\d+(?:\.\d+)*", text if isinstance(text, str) else "")
    return ".".join(match[0].split(".")[:parts]) if match else None


def _supported(language: str, version: str | None, oldest: tuple[int, ...]) -> str:
    """The version of a project's manifest; the usual one where that is older than `oldest`, no longer supported, or none."""
    from gorae.images import end_of_life

    parts = tuple(map(int, (version or "0").split(".")))
    if version is None or len(parts) < len(oldest) or parts < oldest:
        return _VERSIONS[language]
    ended = end_of_life(language, version, dt.datetime.now(tz=dt.timezone.utc).date())
    return version if ended is None else _VERSIONS[language]


def _safe(name: object, fallback: str) -> str:
    """A name that may be a file's, a module's, a service's."""
    return name if isinstance(name, str) and re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,60}", name) else fallback


def _python(folder: str, _: str, names: frozenset[str]) -> Project:
    data = _toml(folder, "pyproject.toml")
    version = _number(_text(folder, ".python-version"), 2) or _number(_table(data, "project").get("requires-python"), 2)
    version = _supported("python", version, (3, 10))
    tool = "uv" if "uv.lock" in names else "requirements" if "requirements.txt" in names else "project"
    needed = (_text(folder, "requirements.txt") + _text(folder, "pyproject.toml")).lower()
    module = next((name[:-3] for name in ("main.py", "app.py", "server.py") if name in names), "app")
    start: tuple[str, ...] = ("python", f"{module}.py")
    port = 8000
    extra = ""
    if "manage.py" in names or ("flask" in needed and "fastapi" not in needed):
        served = f"{_with_wsgi(folder, names)}.wsgi" if "manage.py" in names else f"{module}:app"
        start = ("gunicorn", "--bind", f"0.0.0.0:{port}", served)
        extra = "" if "gunicorn" in needed else "gunicorn==23.*"
    elif "fastapi" in needed or "uvicorn" in needed:
        start = ("uvicorn", f"{module}:app", "--host", "0.0.0.0", "--port", str(port))  # noqa: S104  # in a container
    return Project(
        "python", version, _safe(_table(data, "project").get("name"), "app"), names, start, port, tool=tool, extra=extra
    )


def _with_wsgi(folder: str, names: frozenset[str]) -> str:
    """Django's package: the folder with its wsgi.py."""
    return next((name for name in sorted(names) if os.path.isfile(os.path.join(folder, name, "wsgi.py"))), "app")


def _node(folder: str, manifest: str, names: frozenset[str]) -> Project:
    data = _json(folder, manifest)
    version = _number(_text(folder, ".nvmrc"), 1) or _number(_text(folder, ".node-version"), 1)
    version = version or _number(_table(data, "engines").get("node"), 1)
    version = _supported("node", version, (20,))
    tool = "pnpm" if "pnpm-lock.yaml" in names else "yarn" if "yarn.lock" in names else "npm"
    scripts = _table(data, "scripts")
    main = _safe(data.get("main"), "index.js") if "/" not in str(data.get("main", "")) else str(data["main"])
    words = str(scripts.get("start", "")).split()
    plain = words[:1] == ["node"] and all(re.fullmatch(r"[\w./=-]+", word) for word in words)
    start = tuple(words) if plain else ("node", main if re.fullmatch(r"[\w./-]+", main) else "index.js")
    return Project(
        "node",
        version,
        _safe(data.get("name"), "app"),
        files=names,
        start=start,
        port=3000,
        is_built="build" in scripts,
        tool=tool,
    )


def _go(folder: str, manifest: str, names: frozenset[str]) -> Project:
    text = _text(folder, manifest)
    module = re.search(r"^module[ \t]+(\S+)", text, re.MULTILINE)
    name = _safe(module[1].rpartition("/")[2] if module else "", "app")
    return Project("go", _VERSIONS["go"], name, names, (f"/{name}",), 8080)


def _java(folder: str, manifest: str, names: frozenset[str]) -> Project:
    text = _text(folder, manifest)
    found = re.search(
        r"(?:java\.version|maven\.compiler\.(?:release|source|target)|release)>\s{0,9}(\d{1,2})<|(?:languageVersion|JavaLanguageVersion\.of|sourceCompatibility)\D{1,40}(\d{1,2})",
        text,
    )
    version = next((one for one in (found.groups() if found else ()) if one), None)
    if version not in ("8", "11", "17", "21", "25"):
        version = _VERSIONS["java"]
    tool = "maven" if manifest == "pom.xml" else "spring" if "org.springframework.boot" in text else "gradle"
    return Project(
        "java", version, "app", names, ("java", "-XX:MaxRAMPercentage=75", "-jar", "app.jar"), 8080, tool=tool
    )


def _rust(folder: str, manifest: str, names: frozenset[str]) -> Project:
    package = _table(_toml(folder, manifest), "package")
    name = _safe(package.get("name"), "app")
    return Project("rust", _VERSIONS["rust"], name, names, (f"/usr/local/bin/{name}",), 8080)


def _dotnet(folder: str, manifest: str, names: frozenset[str]) -> Project:
    text = _text(folder, manifest)
    version = re.search(r"<TargetFramework>net(\d+\.\d)<", text)
    name = _safe(manifest.removesuffix(".csproj"), "App")
    tool = "web" if "Microsoft.NET.Sdk.Web" in text else "console"
    return Project(
        "dotnet",
        version[1] if version else _VERSIONS["dotnet"],
        name,
        names,
        ("dotnet", f"{name}.dll"),
        8080,
        tool=tool,
    )


def _php(folder: str, manifest: str, names: frozenset[str]) -> Project:
    data = _json(folder, manifest)
    version = _number(_table(data, "require").get("php"), 2)
    version = _supported("php", version, (8, 2))
    return Project("php", version, "app", names, (), 8080)


def _ruby(folder: str, _: str, names: frozenset[str]) -> Project:
    version = _number(_text(folder, ".ruby-version"), 2)
    version = _supported("ruby", version, (3, 3))
    main = next((name for name in ("main.rb", "app.rb", "server.rb") if name in names), "app.rb")
    served = ("bundle", "exec", "rackup", "--host", "0.0.0.0", "--port", "9292")  # noqa: S104  # in a container
    start = served if "config.ru" in names else ("bundle", "exec", "ruby", main)
    return Project("ruby", version, "app", names, start, 9292)


_READERS = {
    "python": _python, "node": _node, "go": _go, "java": _java, "rust": _rust, "dotnet": _dotnet, "php": _php, "ruby": _ruby,
}  # fmt: skip

"""What people usually write first, by what the stage is based on: programs, ports, variables, start commands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.images import parse_reference

if TYPE_CHECKING:
    from gorae.completion.place import Place

# Programs that most RUN instructions begin with, behind those of the base image.
_PROGRAMS = (
    "mkdir", "chmod", "chown", "curl", "git", "useradd", "adduser", "rm", "cp", "mv", "ln", "sed", "echo", "tar", "make", "wget",
    "set", "npm", "pip", "go",
)  # fmt: skip
_MANAGERS = {
    "debian": ("apt-get",), "ubuntu": ("apt-get",), "alpine": ("apk",), "redhat": ("dnf", "microdnf"), "windows": ("powershell",),
    "suse": ("zypper",), "arch": ("pacman",),
}  # fmt: skip
# By the image's name: programs, a port, variables, the start command.
_KINDS: dict[str, tuple[tuple[str, ...], str, tuple[str, ...], tuple[str, ...]]] = {
    "node": (("npm", "corepack", "pnpm", "yarn", "npx"), "3000", ("NODE_ENV", "NODE_OPTIONS"), ("node", "server.js")),
    "python": (("pip", "python", "uv", "poetry"), "8000", ("PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "PIP_NO_CACHE_DIR"),
               ("python", "app.py")),
    "golang": (("go",), "8080", ("CGO_ENABLED", "GOFLAGS"), ("/app",)),
    "rust": (("cargo", "rustup"), "8080", ("RUST_LOG",), ("/app",)),
    "nginx": (("nginx",), "80", (), ("nginx", "-g", "daemon off;")),
    "httpd": ((), "80", (), ("httpd-foreground",)),
    "php": (("docker-php-ext-install", "composer", "pecl"), "80", (), ("php-fpm",)),
    "ruby": (("bundle", "gem", "ruby"), "3000", ("RAILS_ENV", "BUNDLE_WITHOUT"), ("ruby", "app.rb")),
    "eclipse-temurin": (("java", "jlink"), "8080", ("JAVA_OPTS", "JAVA_TOOL_OPTIONS"), ("java", "-jar", "/app.jar")),
    "amazoncorretto": (("java", "jlink"), "8080", ("JAVA_OPTS", "JAVA_TOOL_OPTIONS"), ("java", "-jar", "/app.jar")),
    "maven": (("mvn",), "8080", ("MAVEN_OPTS",), ("java", "-jar", "/app.jar")),
    "gradle": (("gradle",), "8080", ("GRADLE_OPTS",), ("java", "-jar", "/app.jar")),
    "oven/bun": (("bun",), "3000", ("NODE_ENV",), ("bun", "run", "index.ts")),
    "mcr.microsoft.com/dotnet/aspnet": ((), "8080", ("ASPNETCORE_URLS",), ("dotnet", "App.dll")),
    "mcr.microsoft.com/dotnet/runtime": ((), "8080", (), ("dotnet", "App.dll")),
    "mcr.microsoft.com/dotnet/sdk": (("dotnet",), "8080", (), ("dotnet", "App.dll")),
    "postgres": ((), "5432", (), ("postgres",)), "mysql": ((), "3306", (), ("mysqld",)), "mariadb": ((), "3306", (), ("mariadbd",)),
    "redis": ((), "6379", (), ("redis-server",)), "mongo": ((), "27017", (), ("mongod",)),
}  # fmt: skip
_NAME = re.compile(r"[a-z0-9./_-]+(?=[:@])")
# Programs that start in containers.
_SERVERS = ("node", "python", "java", "nginx", "gunicorn", "uvicorn", "dotnet", "php-fpm", "ruby", "sh")
# Ports that images publish most, before the rest in the order of their numbers.
_PORTS = ("80", "443", "3000", "8000", "8080", "5000", "5432", "3306", "6379", "9000")


def _kind(place: Place) -> tuple[tuple[str, ...], str, tuple[str, ...], tuple[str, ...]] | None:
    stage = place.stage.root if place.stage is not None else None
    if stage is None:
        return None
    # The name is enough where the tag hangs on a variable: `node:${VERSION}`.
    name = _NAME.match(stage.image_span.of(place.document.text.value))
    reference = stage.reference or (parse_reference(name[0]) if name is not None else None)
    if reference is None:
        return None
    return _KINDS.get(reference.official_name or reference.familiar)


def programs(place: Place, *, of_build: bool = True) -> dict[str, int]:
    """The programs to offer first, with their place: in a build the package manager before all, at the start servers."""
    kind = _kind(place)
    if not of_build:
        return {
            name: order for order, name in enumerate(dict.fromkeys((*(kind[0] if kind is not None else ()), *_SERVERS)))
        }
    family = place.stage.os_family if place.stage is not None else None
    first = (*_MANAGERS.get(family or "", ()), *(kind[0] if kind is not None else ()), *_PROGRAMS)
    return {name: order for order, name in enumerate(dict.fromkeys(first))}


def ports(place: Place) -> dict[str, int]:
    """The ports to offer first, with their place."""
    kind = _kind(place)
    first = (*((kind[1],) if kind is not None else ()), *_PORTS)
    return {port: order for order, port in enumerate(dict.fromkeys(first))}


def variables(place: Place) -> tuple[str, ...]:
    """The variables that programs of the base image read."""
    kind = _kind(place)
    return kind[2] if kind is not None else ()


def start(place: Place) -> tuple[str, ...]:
    """How a program of the base image is usually started; nothing where that is not known."""
    kind = _kind(place)
    return kind[3] if kind is not None else ()

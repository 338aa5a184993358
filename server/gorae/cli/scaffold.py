"""The files that `gorae init` writes. What is in them is what Gorae's own rules ask for: a test holds that."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gorae.cli.project import Project

_HEAD = "# syntax=docker/dockerfile:1\n\n"
_USER = "10001"


def dockerfile_text(project: Project) -> str:
    """The project's Dockerfile."""
    return _HEAD + _WRITERS[project.language](project)


def ignore_text(project: Project) -> str:
    """What no build of that language needs: one pattern a line."""
    common = [
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
    ]
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


def _exec(words: tuple[str, ...]) -> str:
    return json.dumps(list(words), ensure_ascii=False)


def _service(project: Project, *check: str) -> str:
    """EXPOSE and HEALTHCHECK; `{port}` in the check is the port."""
    if not project.port:
        return "HEALTHCHECK NONE\n"
    words = tuple(word.replace("{port}", str(project.port)) for word in check)
    return f"EXPOSE {project.port}\nHEALTHCHECK CMD {_exec(words)}\n"


_BY_BASH = ("bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/{port}")
_BY_PYTHON = ("python", "-c", "import socket; socket.create_connection(('127.0.0.1', {port}), 3)")
_BY_RUBY = ("ruby", "-rsocket", "-e", "TCPSocket.new('127.0.0.1', {port}).close")
_BY_NODE = (
    "node", "-e", "require('net').connect({port}, '127.0.0.1').on('connect', () => process.exit(0)).on('error', () => process.exit(1))",
)  # fmt: skip


def _python(project: Project) -> str:
    base = f"FROM python:{project.version}-slim"
    extra = f" {project.extra}" if project.extra else ""
    extra_uv = f" \\\n    && uv pip install{extra}" if extra else ""
    shared = "ENV PYTHONUNBUFFERED=1\nWORKDIR /app\n"
    if project.tool == "uv":
        install = (
            "COPY pyproject.toml uv.lock ./\n"
            "RUN --mount=type=cache,target=/root/.cache/pip \\\n    pip install uv==0.9.*\n"
            f"RUN --mount=type=cache,target=/root/.cache/uv \\\n    uv sync --locked --no-dev --no-install-project{extra_uv}\n"
        )
        path = 'ENV PATH="/app/.venv/bin:$PATH"\n'
    elif project.tool == "requirements":
        install = (
            "COPY requirements.txt ./\nRUN --mount=type=cache,target=/root/.cache/pip \\\n"
            f"    python -m venv /app/.venv \\\n    && /app/.venv/bin/pip install -r requirements.txt{extra}\n"
        )
        path = 'ENV PATH="/app/.venv/bin:$PATH"\n'
    else:
        install = (
            "COPY . .\nRUN --mount=type=cache,target=/root/.cache/pip \\\n"
            f"    python -m venv /app/.venv \\\n    && /app/.venv/bin/pip install .{extra}\n"
        )
        path = 'ENV PATH="/app/.venv/bin:$PATH"\n'
    return (
        f"{base} AS build\n{shared}{install}\n{base}\n{shared}{path}"
        f"RUN useradd --uid {_USER} --no-create-home --shell /usr/sbin/nologin app\n"
        f"COPY --from=build /app/.venv /app/.venv\nCOPY . .\nUSER app\n{_service(project, *_BY_PYTHON)}CMD {_exec(project.start)}\n"
    )


def _node(project: Project) -> str:
    locks = {"npm": "package-lock.json", "pnpm": "pnpm-lock.yaml", "yarn": "yarn.lock"}
    lock = locks[project.tool]
    has_lock = lock in project.files
    copied = f"package.json {lock}" if has_lock else "package.json"
    install, cache = {
        "npm": ("npm ci" if has_lock else "npm install", "/root/.npm"),
        "pnpm": ("corepack enable \\\n    && pnpm install --frozen-lockfile", "/root/.local/share/pnpm/store"),
        "yarn": ("yarn install --frozen-lockfile", "/usr/local/share/.cache/yarn"),
    }[project.tool]
    base = f"FROM node:{project.version}-slim"
    build = f"RUN {'pnpm' if project.tool == 'pnpm' else project.tool} run build\n" if project.is_built else ""
    prune = "RUN npm prune --omit=dev\n" if project.tool == "npm" else ""
    return (
        f"{base} AS build\nWORKDIR /app\nCOPY {copied} ./\nRUN --mount=type=cache,target={cache} \\\n    {install}\n"
        f"COPY . .\n{build}{prune}\n"
        f"{base}\nENV NODE_ENV=production\nWORKDIR /app\nCOPY --from=build /app ./\nUSER node\n{_service(project, *_BY_NODE)}"
        f"CMD {_exec(project.start)}\n"
    )


def _go(project: Project) -> str:
    sums = "go.mod go.sum" if "go.sum" in project.files else "go.mod"
    return (
        f"FROM golang:{project.version} AS build\nWORKDIR /src\nCOPY {sums} ./\n"
        "RUN --mount=type=cache,target=/go/pkg/mod \\\n    go mod download\nCOPY . .\n"
        "RUN --mount=type=cache,target=/go/pkg/mod \\\n    --mount=type=cache,target=/root/.cache/go-build \\\n"
        f'    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /out/{project.name} .\n\n'
        "FROM scratch\nCOPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/\n"
        f"COPY --from=build /out/{project.name} /{project.name}\nUSER {_USER}:{_USER}\nEXPOSE {project.port}\n"
        f"ENTRYPOINT {_exec(project.start)}\n"
    )


def _java(project: Project) -> str:
    if project.tool == "maven":
        build = (
            f"FROM maven:3-eclipse-temurin-{project.version} AS build\nWORKDIR /src\nCOPY pom.xml ./\n"
            "RUN --mount=type=cache,target=/root/.m2 \\\n    mvn --batch-mode dependency:go-offline\nCOPY src/ src/\n"
            "RUN --mount=type=cache,target=/root/.m2 \\\n    mvn --batch-mode package -DskipTests \\\n"
            "    && cp target/*.jar /app.jar\n"
        )
    else:
        # With Spring Boot, `build` makes a second, plain JAR, and there would be two to copy to one name.
        task = "bootJar" if project.tool == "spring" else "build -x test"
        build = (
            f"FROM gradle:8-jdk{project.version} AS build\nWORKDIR /src\nCOPY . .\n"
            f"RUN --mount=type=cache,target=/home/gradle/.gradle/caches \\\n    gradle --no-daemon {task} \\\n"
            "    && cp build/libs/*.jar /app.jar\n"
        )
    return (
        f"{build}\nFROM eclipse-temurin:{project.version}-jre\nWORKDIR /app\n"
        f"RUN useradd --uid {_USER} --no-create-home --shell /usr/sbin/nologin app\n"
        f"COPY --from=build /app.jar ./\nUSER app\n{_service(project, *_BY_BASH)}CMD {_exec(project.start)}\n"
    )


def _rust(project: Project) -> str:
    locked = " --locked" if "Cargo.lock" in project.files else ""
    return (
        f"FROM rust:{project.version}-slim-trixie AS build\nWORKDIR /src\nCOPY . .\n"
        "RUN --mount=type=cache,target=/usr/local/cargo/registry \\\n    --mount=type=cache,target=/src/target \\\n"
        f"    cargo build --release{locked} \\\n    && cp target/release/{project.name} /usr/local/bin/\n\n"
        f"FROM debian:13-slim\nRUN useradd --uid {_USER} --no-create-home --shell /usr/sbin/nologin app\n"
        f"COPY --from=build /usr/local/bin/{project.name} /usr/local/bin/\nUSER app\n{_service(project, *_BY_BASH)}"
        f"CMD {_exec(project.start)}\n"
    )


def _dotnet(project: Project) -> str:
    runtime = "aspnet" if project.tool == "web" else "runtime"
    return (
        f"FROM mcr.microsoft.com/dotnet/sdk:{project.version} AS build\nWORKDIR /src\nCOPY {project.name}.csproj ./\n"
        "RUN --mount=type=cache,target=/root/.nuget/packages \\\n    dotnet restore\nCOPY . .\n"
        "RUN --mount=type=cache,target=/root/.nuget/packages \\\n    dotnet publish --configuration Release --output /out\n\n"
        f"FROM mcr.microsoft.com/dotnet/{runtime}:{project.version}\nWORKDIR /app\nCOPY --from=build /out ./\n"
        f"USER $APP_UID\n{_service(project, *_BY_BASH)}ENTRYPOINT {_exec(project.start)}\n"
    )


def _php(project: Project) -> str:
    lock = "composer.json composer.lock" if "composer.lock" in project.files else "composer.json"
    public = "/public" if "public" in project.files else ""
    root = (
        f"ENV APACHE_DOCUMENT_ROOT=/var/www/html{public}\n"
        'RUN sed -ri "s!/var/www/html!$APACHE_DOCUMENT_ROOT!g" /etc/apache2/sites-available/*.conf \\\n'
        "    && sed -i 's/^Listen 80$/Listen 8080/' /etc/apache2/ports.conf \\\n"
        "    && sed -i 's/:80>/:8080>/' /etc/apache2/sites-available/*.conf\n"
    )
    return (
        f"FROM composer:2 AS build\nWORKDIR /app\nCOPY {lock} ./\n"
        "RUN --mount=type=cache,target=/tmp/cache \\\n"
        "    composer install --no-dev --no-interaction --no-scripts --prefer-dist --optimize-autoloader\n\n"
        f"FROM php:{project.version}-apache\n{root}WORKDIR /var/www/html\nCOPY --from=build /app/vendor vendor/\nCOPY . .\n"
        f"USER www-data\nEXPOSE {project.port}\n"
    )


def _ruby(project: Project) -> str:
    is_locked = "Gemfile.lock" in project.files
    gems = "Gemfile Gemfile.lock" if is_locked else "Gemfile"
    # Without a lock file `bundle exec` would write one, in a folder where the user may not.
    lock = "" if is_locked else "COPY --from=build /app/Gemfile.lock ./\n"
    base = f"FROM ruby:{project.version}-slim"
    settings = 'ENV BUNDLE_PATH=/usr/local/bundle \\\n    BUNDLE_WITHOUT="development test"\n'
    return (
        f"{base} AS build\n{settings}WORKDIR /app\n"
        "RUN apt-get update \\\n    && apt-get install -y --no-install-recommends build-essential \\\n"
        "    && rm -rf /var/lib/apt/lists/*\n"
        f"COPY {gems} ./\nRUN bundle install\n\n{base}\n{settings}WORKDIR /app\n"
        f"RUN useradd --uid {_USER} --no-create-home --shell /usr/sbin/nologin app\n"
        f"COPY --from=build /usr/local/bundle /usr/local/bundle\nCOPY . .\n{lock}USER app\n{_service(project, *_BY_RUBY)}"
        f"CMD {_exec(project.start)}\n"
    )


_WRITERS = {
    "python": _python, "node": _node, "go": _go, "java": _java, "rust": _rust, "dotnet": _dotnet, "php": _php, "ruby": _ruby,
}  # fmt: skip
_IGNORED = {
    "python": [
        "**/__pycache__",
        "**/*.pyc",
        ".venv",
        "venv",
        ".pytest_cache",
        ".mypy_cache",
        ".ruff_cache",
        "dist",
        "build",
    ],
    "node": ["**/node_modules", "dist", "build", "coverage", ".next", "npm-debug.log*"],
    "go": ["bin", "*_test.go"],
    "java": ["target", "build", ".gradle"],
    "rust": ["target"],
    "dotnet": ["**/bin", "**/obj"],
    "php": ["vendor", "tests"],
    "ruby": ["log", "tmp", "vendor/bundle", "test", "spec"],
}

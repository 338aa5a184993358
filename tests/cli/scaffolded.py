"""Projects for `gorae init`: their files, the base image that it has to choose, and a word of the Dockerfile."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PROJECTS: dict[str, tuple[dict[str, str], str, str]] = {
    "Python, requirements": ({"requirements.txt": "flask==3.1.0\n", "app.py": "app = 1\n", ".python-version": "3.12\n"}, "python:3.12-slim", "gunicorn"),
    "Python, uv": ({"pyproject.toml": '[project]\nname = "shop"\nrequires-python = ">=3.13"\ndependencies = ["fastapi", "uvicorn"]\n', "uv.lock": "", "main.py": ""}, "python:3.13-slim", "uvicorn"),
    "Python, project": ({"pyproject.toml": '[project]\nname = "shop"\nrequires-python = ">=3.8"\n', "main.py": ""}, "python:3.13-slim", "main.py"),
    "Django": ({"requirements.txt": "django==5.2\n", "manage.py": "", "shop/wsgi.py": ""}, "python:3.13-slim", "shop.wsgi"),
    "Node, npm": ({"package.json": '{"name": "web", "engines": {"node": ">=22"}, "scripts": {"start": "node server.js", "build": "tsc"}}', "package-lock.json": "{}", "server.js": ""}, "node:22-slim", "server.js"),
    "Node, pnpm": ({"package.json": '{"name": "web"}', "pnpm-lock.yaml": "", ".nvmrc": "v24\n", "index.js": ""}, "node:24-slim", "index.js"),
    "Node, yarn": ({"package.json": '{"main": "lib/main.js"}', "yarn.lock": "", "lib/main.js": ""}, "node:24-slim", "lib/main.js"),
    "Node, no lock": ({"package.json": "{}", "index.js": ""}, "node:24-slim", "npm install"),
    "Node, a floor that is out of support": ({"package.json": '{"name": "web", "engines": {"node": ">=20"}}', "package-lock.json": "{}", "index.js": ""}, "node:24-slim", "index.js"),
    "Python, a floor that is out of support": ({"pyproject.toml": '[project]\nname = "shop"\nrequires-python = ">=3.10"\n', "main.py": ""}, "python:3.13-slim", "main.py"),
    "Go": ({"go.mod": "module example.com/team/api\n\ngo 1.25.3\n", "go.sum": "", "main.go": "package main\n"}, "golang:1", "/api"),
    "Maven": ({"pom.xml": "<project><properties><java.version>21</java.version></properties></project>", "src/main/java/A.java": ""}, "eclipse-temurin:21-jre", "mvn"),
    "Gradle": ({"build.gradle.kts": "java { toolchain { languageVersion = JavaLanguageVersion.of(17) } }\n", "src/A.java": ""}, "eclipse-temurin:17-jre", "gradle"),
    "Gradle, Spring Boot": ({"build.gradle": "plugins { id 'org.springframework.boot' version '3.5.7' }\nsourceCompatibility = 21\n", "src/A.java": ""}, "eclipse-temurin:21-jre", "gradle --no-daemon bootJar"),
    "Maven, by its compiler": ({"pom.xml": "<project><properties><maven.compiler.source>17</maven.compiler.source></properties></project>", "src/main/java/A.java": ""}, "eclipse-temurin:17-jre", "mvn"),
    "Ruby, no lock": ({"Gemfile": 'source "https://rubygems.org"\n', "config.ru": ""}, "ruby:3.4-slim", "COPY --from=build /app/Gemfile.lock"),
    "Rust": ({"Cargo.toml": '[package]\nname = "whale"\nrust-version = "1.88"\n', "Cargo.lock": "", "src/main.rs": ""}, "rust:1-slim-trixie", "/usr/local/bin/whale"),
    ".NET, web": ({"Shop.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>', "Program.cs": ""}, "dotnet/aspnet:10.0", "Shop.dll"),
    ".NET, console": ({"Job.csproj": '<Project Sdk="Microsoft.NET.Sdk"></Project>', "Program.cs": ""}, "dotnet/runtime:10.0", "Job.dll"),
    "PHP": ({"composer.json": '{"require": {"php": "^8.3"}}', "composer.lock": "{}", "public/index.php": ""}, "php:8.3-apache", "composer install"),
    "Ruby": ({"Gemfile": 'source "https://rubygems.org"\n', "Gemfile.lock": "", ".ruby-version": "3.4.7\n", "config.ru": ""}, "ruby:3.4-slim", "rackup"),
}  # fmt: skip


def write(files: dict[str, str], folder: Path) -> None:
    """Writes a project into a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)

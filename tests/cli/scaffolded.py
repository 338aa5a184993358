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
    'Python, Poetry': ({'pyproject.toml': '[tool.poetry]\nname = "shop"\n[tool.poetry.dependencies]\npython = "^3.12"\nflask = "^3"\n', 'poetry.lock': '', 'app.py': 'from flask import Flask\nserver = Flask(__name__)\n'}, 'python:3.12-slim', 'poetry install --only main'),
    'Python, Pipenv': ({'Pipfile': '[packages]\nflask = "*"\n[requires]\npython_version = "3.13"\n', 'Pipfile.lock': '{}', 'app.py': 'app = 1\n'}, 'python:3.13-slim', 'pipenv sync'),
    'FastAPI in a package': ({'requirements.txt': 'fastapi==0.115\n', 'app/main.py': 'from fastapi import FastAPI\n\napi = FastAPI()\n', 'app/__init__.py': ''}, 'python:3.13-slim', 'app.main:api'),
    'Flask with a factory': ({'requirements.txt': 'flask==3.1\n', 'app/__init__.py': 'def create_app():\n    return 1\n'}, 'python:3.13-slim', 'app:create_app()'),
    'Streamlit': ({'requirements.txt': 'streamlit==1.50\n', 'app.py': 'x = 1\n'}, 'python:3.13-slim', 'streamlit'),
    'Streamlit as its documentation names it': ({'requirements.txt': 'streamlit==1.50\n', 'streamlit_app.py': 'x = 1\n'}, 'python:3.13-slim', 'streamlit_app.py'),
    'Node, Yarn 4': ({'package.json': '{"packageManager": "yarn@4.10.3", "scripts": {"start": "node server.js"}}', 'yarn.lock': '', '.yarnrc.yml': '', 'server.js': ''}, 'node:24-slim', 'yarn install --immutable'),
    'Bun': ({'package.json': '{"module": "index.ts"}', 'bun.lock': '', 'index.ts': ''}, 'oven/bun:1-slim', 'bun install --production --frozen-lockfile'),
    'Next': ({'package.json': '{"scripts": {"start": "next start", "build": "next build"}, "dependencies": {"next": "16"}}', 'package-lock.json': '{}', 'public/a.svg': ''}, 'node:24-slim', 'node_modules/.bin/next'),
    'Next, standalone': ({'package.json': '{"scripts": {"start": "next start", "build": "next build"}, "dependencies": {"next": "16"}}', 'package-lock.json': '{}', 'next.config.mjs': 'export default { output: "standalone" };\n', 'public/a.svg': ''}, 'node:24-slim', '.next/standalone'),
    'Nest': ({'package.json': '{"scripts": {"start": "nest start", "start:prod": "node dist/main", "build": "nest build"}, "dependencies": {"@nestjs/core": "11"}}', 'package-lock.json': '{}', 'src/main.ts': ''}, 'node:24-slim', 'dist/main'),
    'Vite': ({'package.json': '{"scripts": {"dev": "vite", "build": "vite build"}, "devDependencies": {"vite": "7"}}', 'package-lock.json': '{}', 'index.html': ''}, 'nginxinc/nginx-unprivileged:stable-alpine', '/app/dist'),
    'Nuxt': ({'package.json': '{"scripts": {"build": "nuxt build"}, "dependencies": {"nuxt": "4"}}', 'pnpm-lock.yaml': '', 'nuxt.config.ts': ''}, 'node:24-slim', '.output/server/index.mjs'),
    'Node, workspaces': ({'package.json': '{"workspaces": ["packages/*"], "scripts": {"start": "node packages/api/index.js"}}', 'package-lock.json': '{}', 'packages/api/package.json': '{}', 'packages/api/index.js': ''}, 'node:24-slim', 'packages/api/index.js'),
    'Next in a workspace of pnpm': ({'package.json': '{"scripts": {"build": "pnpm -r build"}}', 'pnpm-workspace.yaml': 'packages: ["apps/*", "packages/*"]\n', 'pnpm-lock.yaml': '', 'apps/docs/package.json': '{}', 'apps/web/package.json': '{"scripts": {"start": "next start", "build": "next build"}, "dependencies": {"next": "16"}}', 'packages/ui/package.json': '{}'}, 'node:24-slim', 'WORKDIR /app/apps/web'),
    'Fastify in a workspace of npm': ({'package.json': '{"workspaces": ["apps/*"], "scripts": {"build": "npm run build --workspaces"}}', 'package-lock.json': '{}', 'apps/api/package.json': '{"scripts": {"start": "fastify start app.js"}}'}, 'node:24-slim', '/app/node_modules/.bin/fastify'),
    'Node 26, pnpm': ({'package.json': '{"engines": {"node": "26"}}', 'pnpm-lock.yaml': '', 'index.js': ''}, 'node:26-slim', 'corepack'),
    'Go in cmd': ({'go.mod': 'module example.com/team/api/v2\n', 'cmd/api/main.go': 'package main\n', 'internal/a.go': 'package internal\n'}, 'scratch', './cmd/api'),
    'Go with C': ({'go.mod': 'module example.com/notes\nrequire github.com/mattn/go-sqlite3 v1.14.32\n', 'go.sum': '', 'main.go': 'package main\n'}, 'debian:13-slim', 'CGO_ENABLED=1'),
    'Gradle, Kotlin, wrapper': ({'build.gradle.kts': 'plugins { id("org.springframework.boot") version "3.5.7" }\nkotlin { jvmToolchain(21) }\n', 'gradlew': '', 'settings.gradle.kts': 'rootProject.name = "shop"\n', 'src/main/kotlin/A.kt': '', 'gradle/wrapper/gradle-wrapper.properties': ''}, 'eclipse-temurin:21-jdk', 'sh ./gradlew --no-daemon bootJar'),
    'Gradle, several projects': ({'settings.gradle': "include('lib', 'app')\n", 'build.gradle': '', 'lib/build.gradle': '', 'app/build.gradle': "plugins { id 'application' }\n"}, 'gradle:8-jdk21', 'app/build/libs'),
    'Maven, several modules': ({'pom.xml': '<project><properties><java.version>25</java.version></properties><modules><module>core</module><module>web</module></modules></project>', 'core/pom.xml': '<project/>', 'web/pom.xml': '<project><plugin><artifactId>spring-boot-maven-plugin</artifactId></plugin></project>'}, 'maven:3-eclipse-temurin-25', '--projects web'),
    'Rust, workspace': ({'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n', 'Cargo.lock': '', 'crates/core/Cargo.toml': '[package]\nname = "core-lib"\n', 'crates/core/src/lib.rs': '', 'crates/web/Cargo.toml': '[package]\nname = "web"\n', 'crates/web/src/main.rs': ''}, 'rust:1-slim-trixie', '--package web'),
    '.NET, solution': ({'Shop.sln': '', 'src/Shop.Web/Shop.Web.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>', 'tests/Shop.Tests/Shop.Tests.csproj': '<Project Sdk="Microsoft.NET.Sdk"></Project>'}, 'dotnet/aspnet:10.0', 'src/Shop.Web/Shop.Web.csproj'),
    'Laravel': ({'composer.json': '{"require": {"php": "^8.3", "laravel/framework": "^12", "ext-bcmath": "*"}}', 'composer.lock': '{}', 'artisan': '', 'public/index.php': ''}, 'php:8.3-apache', 'a2enmod rewrite'),
    'Laravel, Vite': ({'composer.json': '{"require": {"php": "^8.3", "laravel/framework": "^12"}}', 'composer.lock': '{}', 'artisan': '', 'public/index.php': '', 'package.json': '{"scripts": {"build": "vite build"}}', 'package-lock.json': '{}', 'vite.config.js': ''}, 'php:8.3-apache', 'COPY --from=assets /app/public/build'),
    'Symfony': ({'composer.json': '{"require": {"php": ">=8.4", "symfony/framework-bundle": "^7"}}', 'composer.lock': '{}', 'bin/console': '', 'public/index.php': '', '.env': 'APP_ENV=dev\n'}, 'php:8.4-apache', 'APP_ENV=prod'),
    'Rails': ({'Gemfile': 'gem "rails"\ngem "pg"\ngem "propshaft"\n', 'Gemfile.lock': '', '.ruby-version': '3.4.7\n', 'config/application.rb': '', 'config.ru': ''}, 'ruby:3.4-slim', 'assets:precompile'),
    'Sinatra': ({'Gemfile': 'gem "sinatra"\ngem "rackup"\n', 'Gemfile.lock': '', 'app.rb': ''}, 'ruby:3.4-slim', 'app.rb'),
}  # fmt: skip


def write(files: dict[str, str], folder: Path) -> None:
    """Writes a project into a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)

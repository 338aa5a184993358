"""`base-image-behind-project`: the tag that fits, also where the version that is asked for is no longer made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gorae.context.surroundings import context_of
from lint.cases import fixed, problems_of, write_files

if TYPE_CHECKING:
    from pathlib import Path

RULE = "base-image-behind-project"


@pytest.mark.parametrize(
    ("why", "image", "file", "text", "severity", "becomes"),
    [
        (
            "Go's image refuses a newer go.mod, and the tag is made",
            "golang:1.22",
            "go.mod",
            "module a\ngo 1.26\n",
            "error",
            "golang:1.26",
        ),
        (
            "Node only warns; the nearest that is kept up is taken",
            "node:18-slim",
            "package.json",
            '{"engines": {"node": ">=20"}}',
            "warning",
            "node:22-slim",
        ),
        (
            "an edition needs a newer compiler, whichever that is",
            "rust:1.70",
            "Cargo.toml",
            '[package]\nedition = "2024"\n',
            "warning",
            None,
        ),
        ("a variant stays", "php:8.1-fpm", "composer.json", '{"require": {"php": "^8.3"}}', "warning", "php:8.3-fpm"),
        ("a small version is left out as the tag did", "ruby:3.1", "Gemfile", 'ruby "3.3.0"\n', "warning", "ruby:3.3"),
    ],
)
def test_the_tag_that_fits(
    why, tmp_path: Path, image: str, file: str, text: str, severity: str, becomes: str | None
) -> None:
    dockerfile = f"FROM {image}\nCOPY . .\n"
    (tmp_path / "Dockerfile").write_text(dockerfile, encoding="utf-8")
    (tmp_path / file).write_text(text, encoding="utf-8")
    context = context_of(tmp_path / "Dockerfile", dockerfile, {})
    assert [one.severity for one in problems_of(dockerfile, RULE, context)] == [severity]
    made = fixed(dockerfile, RULE, context=context)
    assert made != dockerfile
    assert becomes is None or made == dockerfile.replace(image, becomes)


POM = "<project><properties><java.version>{}</java.version></properties></project>"
CSPROJ = '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>{}</TargetFramework>{}</PropertyGroup></Project>'
SDK, ASPNET = "mcr.microsoft.com/dotnet/sdk", "mcr.microsoft.com/dotnet/aspnet"
# Each: why it is there, the Dockerfile, the files beside it, and what is reported of which image.
PROJECTS: dict[str, tuple[str, dict[str, str], list[str]]] = {
    "javac of 17 does not know release 21": (
        "FROM maven:3.9-eclipse-temurin-17\nCOPY pom.xml .\nRUN mvn package\n", {"pom.xml": POM.format(21)}, ["build"],
    ),
    "a newer JDK builds what is older": (
        "FROM maven:3.9-eclipse-temurin-21\nCOPY pom.xml .\nRUN mvn package\n", {"pom.xml": POM.format(17)}, [],
    ),
    "1.8 is 8": ("FROM maven:3-jdk-11\nCOPY . .\nRUN mvn package\n", {"pom.xml": POM.format("1.8")}, []),
    "an older JRE does not start it": (
        "FROM maven:3.9-eclipse-temurin-21 AS b\nCOPY . .\nRUN mvn package\nFROM eclipse-temurin:17-jre\nCOPY --from=b /app/a.jar /a.jar\n",
        {"pom.xml": POM.format(21)}, ["start"],
    ),
    "what was built outside": ("FROM openjdk:11-jre-slim\nCOPY target/*.jar /a.jar\n", {"pom.xml": POM.format(17)}, ["start"]),
    "Spring Boot 3 wants 17": (
        "FROM maven:3-eclipse-temurin-11\nCOPY . .\nRUN ./mvnw package\n",
        {"pom.xml": "<parent><artifactId>spring-boot-starter-parent</artifactId>\n<version>3.3.0</version></parent>"}, ["build"],
    ),
    "Gradle's toolchain": (
        "FROM gradle:8-jdk17\nCOPY . .\nRUN gradle build\n",
        {"build.gradle.kts": "java { toolchain { languageVersion.set(JavaLanguageVersion.of(21)) } }"}, ["build"],
    ),
    "a resolver fetches the toolchain": (
        "FROM gradle:8-jdk17\nCOPY . .\nRUN gradle build\n",
        {
            "build.gradle.kts": "java { toolchain { languageVersion.set(JavaLanguageVersion.of(21)) } }",
            "settings.gradle.kts": 'plugins { id("org.gradle.toolchains.foojay-resolver-convention") version "0.8.0" }',
        }, [],
    ),
    "Gradle's compatibility": (
        "FROM gradle:8-jdk11\nCOPY . .\nRUN gradle build\n", {"build.gradle": "sourceCompatibility = JavaVersion.VERSION_17\n"}, ["build"],
    ),
    "a tag that does not say its Java": ("FROM maven:3\nCOPY . .\nRUN mvn package\n", {"pom.xml": POM.format(99)}, []),
    "a version that is a variable": ("FROM maven:3-jdk-8\nCOPY . .\nRUN mvn package\n", {"pom.xml": POM.format("${java}")}, []),
    "an SDK that is older": (
        f"FROM {SDK}:8.0\nCOPY . .\nRUN dotnet publish App.csproj\n", {"App.csproj": CSPROJ.format("net9.0", "")}, ["build"],
    ),
    "an SDK that is newer": (
        f"FROM {SDK}:9.0\nCOPY . .\nRUN dotnet publish App.csproj\n", {"App.csproj": CSPROJ.format("net8.0", "")}, [],
    ),
    "a runtime of another major version, either way": (
        f'FROM {SDK}:9.0 AS b\nCOPY . .\nRUN dotnet publish App/App.csproj -o /out\nFROM {ASPNET}:9.0\nCOPY --from=b /out .\nENTRYPOINT ["dotnet", "App.dll"]\n',
        {"App/App.csproj": CSPROJ.format("net8.0", "")}, ["start"],
    ),
    "one that asks to be rolled forward": (
        f'FROM {ASPNET}:9.0\nCOPY ./publish .\nENTRYPOINT ["dotnet", "App.dll"]\n',
        {"App.csproj": CSPROJ.format("net8.0", "<RollForward>Major</RollForward>")}, [],
    ),
    "the runtime that it is made for": (
        f'FROM {ASPNET}:8.0\nCOPY ./publish .\nENTRYPOINT ["dotnet", "App.dll"]\n', {"App.csproj": CSPROJ.format("net8.0", "")}, [],
    ),
    "several projects, and none is named": (
        f"FROM {SDK}:8.0\nCOPY . .\nRUN dotnet publish\n",
        {"A/A.csproj": CSPROJ.format("net9.0", ""), "B/B.csproj": CSPROJ.format("net8.0", "")}, [],
    ),
    "several frameworks": (
        f"FROM {SDK}:8.0\nCOPY . .\nRUN dotnet publish\n",
        {"A.csproj": "<Project><PropertyGroup><TargetFrameworks>net8.0;net9.0</TargetFrameworks></PropertyGroup></Project>"}, ["build"],
    ),
    "one of several frameworks": (
        f"FROM {SDK}:8.0\nCOPY . .\nRUN dotnet publish -f net8.0\n",
        {"A.csproj": "<Project><PropertyGroup><TargetFrameworks>net8.0;net9.0</TargetFrameworks></PropertyGroup></Project>"}, [],
    ),
    "a Go that only warns": ("FROM golang:1.19\nCOPY go.mod .\nRUN go build\n", {"go.mod": "module a\ngo 1.20\n"}, []),
    "a Go without modules": ("FROM golang:1.10\nCOPY . .\nRUN go build\n", {"go.mod": "module a\ngo 1.25.7\n"}, []),
    "a Go that cannot read three numbers": ("FROM golang:1.19\nCOPY go.mod .\nRUN go build\n", {"go.mod": "module a\ngo 1.25.7\n"}, ["build"]),
    "mix ends": ("FROM elixir:1.16\nCOPY mix.exs .\nRUN mix deps.get\n", {"mix.exs": '  elixir: "~> 1.17",\n'}, ["build"]),
    "swift ends": ("FROM swift:5.10\nCOPY . .\nRUN swift build\n", {"Package.swift": "// swift-tools-version: 6.1\n"}, ["build"]),
    "swift goes on": ("FROM swift:6.2\nCOPY . .\nRUN swift build\n", {"Package.swift": "// swift-tools-version:6.1\n"}, []),
    "mix goes on": ("FROM elixir:1.18\nCOPY mix.exs .\nRUN mix deps.get\n", {"mix.exs": '  elixir: "~> 1.17",\n'}, []),
    "mix's words": (
        "FROM hexpm/elixir:1.13.4-erlang-25.0-debian-bullseye-20220801\nCOPY mix.exs .\nRUN mix deps.get\n",
        {"mix.exs": '  elixir: ">= 1.14.0 and < 2.0.0"\n'}, ["build"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PROJECTS)
def test_what_a_project_is_written_for(tmp_path: Path, name: str) -> None:
    dockerfile, files, expected = PROJECTS[name]
    (tmp_path / "Dockerfile").write_text(dockerfile, encoding="utf-8")
    write_files(tmp_path, files)
    context = context_of(tmp_path / "Dockerfile", dockerfile, {})
    ends = {"starts": "start", "stops": "build"}
    said = [ends[one.finding.variant] for one in problems_of(dockerfile, RULE, context)]
    assert said == expected


@pytest.mark.parametrize(
    ("why", "image", "file", "text", "becomes"),
    [
        (
            "the version of Java is in the middle of the tag",
            "maven:3.9-eclipse-temurin-17",
            "pom.xml",
            POM.format(21),
            "maven:3.9-eclipse-temurin-21",
        ),
        (
            "no image is made of that version: the next one is",
            "maven:3.9-eclipse-temurin-17",
            "pom.xml",
            POM.format(18),
            "maven:3.9-eclipse-temurin-21",
        ),
        (
            "Gradle's images write it otherwise",
            "gradle:8-jdk11",
            "build.gradle",
            "targetCompatibility = 17\n",
            "gradle:8-jdk17",
        ),
        (
            ".NET's SDK has the framework's number",
            f"{SDK}:8.0",
            "App.csproj",
            CSPROJ.format("net9.0", ""),
            f"{SDK}:9.0",
        ),
        ("a variant stays behind the version", "elixir:1.16-slim", "mix.exs", 'elixir: "~> 1.17"', "elixir:1.17-slim"),
    ],
)
def test_the_tag_for_the_project(why, tmp_path: Path, image: str, file: str, text: str, becomes: str) -> None:
    dockerfile = f"FROM {image}\nCOPY . .\nRUN mvn package || gradle build\n"
    (tmp_path / "Dockerfile").write_text(dockerfile, encoding="utf-8")
    (tmp_path / file).write_text(text, encoding="utf-8")
    context = context_of(tmp_path / "Dockerfile", dockerfile, {})
    assert fixed(dockerfile, RULE, context=context) == dockerfile.replace(image, becomes), why


@pytest.mark.parametrize(
    ("why", "image", "package", "run", "wanted"),
    [
        ("Next.js ends the build itself", "node:18-alpine", '{"dependencies": {"next": "^16.1.0"}}', "npm ci && npm run build", ">=20.9 (next 16)"),
        ("a version that the tag may have is not doubted", "node:20-alpine", '{"dependencies": {"next": "^16.1.0"}}', "npm ci && npm run build", None),
        ("a tag that says it exactly is", "node:20.8-alpine", '{"dependencies": {"next": "16.0.3"}}', "yarn build", ">=20.9 (next 16)"),
        ("Angular's CLI ends itself", "node:18", '{"devDependencies": {"@angular/cli": "~21.0.0"}}', "npx ng build", "^20.19 || ^22.12 || >=24 (@angular/cli 21)"),
        ("Prisma looks when it is installed", "node:18", '{"devDependencies": {"prisma": "7.1.0"}}', "npm ci", "^20.19 || ^22.12 || >=24 (prisma 7)"),
        ("unless its scripts are not run", "node:18", '{"devDependencies": {"prisma": "7.1.0"}}', "npm ci --ignore-scripts", None),
        ("pnpm runs no scripts of packages by itself", "node:18", '{"devDependencies": {"prisma": "7.1.0"}}', "pnpm install", None),
        ("a stage that builds nothing fails nobody", "node:18", '{"dependencies": {"next": "^16.1.0"}}', "npm ci --omit=dev", None),
        ("a version that is not said may be any", "node:18", '{"dependencies": {"next": "latest"}}', "npm run build", None),
        ("the framework is stricter than the project", "node:18", '{"engines": {"node": ">=18"}, "dependencies": {"next": "16"}}', "npm run build", ">=20.9 (next 16)"),
        ("the project is stricter than the framework", "node:20", '{"engines": {"node": ">=22"}, "dependencies": {"next": "16"}}', "npm run build", ">=22"),
    ],
)  # fmt: skip
def test_a_framework_ends_the_build(
    why, tmp_path: Path, image: str, package: str, run: str, wanted: str | None
) -> None:
    dockerfile = f"FROM {image}\nWORKDIR /app\nCOPY . .\nRUN {run}\n"
    (tmp_path / "Dockerfile").write_text(dockerfile, encoding="utf-8")
    (tmp_path / "package.json").write_text(package, encoding="utf-8")
    context = context_of(tmp_path / "Dockerfile", dockerfile, {})
    said = [dict(one.finding.facts)["wanted"] for one in problems_of(dockerfile, RULE, context)]
    assert said == ([wanted] if wanted else []), why

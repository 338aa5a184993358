"""`package-missing` for PHP's extensions that Composer asks for, and for projects of ASP.NET Core."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from gorae.context.surroundings import context_of
from lint.cases import findings_of, fixed

if TYPE_CHECKING:
    from pathlib import Path

COMPOSER = "FROM composer:2\nWORKDIR /app\nCOPY composer.json composer.lock ./\nRUN composer install"
PHP = (
    "FROM php:8.4-cli\nWORKDIR /app\nCOPY --from=composer:2 /usr/bin/composer /usr/bin/composer\nRUN apt-get update && apt-get install -y unzip\n"
    "COPY composer.json composer.lock ./\n"
)
INTL = {"packages": [], "platform": {"ext-intl": "*"}}


@pytest.mark.parametrize(
    ("why", "text", "lock", "words"),
    [
        ("Composer's image has no intl", COMPOSER, INTL, ["composer"]),
        ("it has zip", COMPOSER, {"platform": {"ext-zip": "*"}}, []),
        ("PHP has mbstring", COMPOSER, {"platform": {"ext-mbstring": "*"}}, []),
        ("a package of the lock asks for it", COMPOSER, {"packages": [{"name": "a/a", "require": {"ext-gd": "*"}}]}, ["composer"]),
        ("one for development alone", f"{COMPOSER} --no-dev", {"packages-dev": [{"name": "a/a", "require": {"ext-gd": "*"}}]}, []),
        ("a polyfill provides it", COMPOSER, {**INTL, "packages": [{"name": "b/b", "provide": {"ext-intl": "*"}}]}, []),
        ("the platform is not looked at", f"{COMPOSER} --ignore-platform-reqs", INTL, []),
        ("nor by the variable", COMPOSER.replace("WORKDIR", "ENV COMPOSER_IGNORE_PLATFORM_REQS=1\nWORKDIR"), INTL, []),
        ("PHP's image has no bcmath", f"{PHP}RUN composer install", {"platform": {"ext-bcmath": "*"}}, ["composer"]),
        ("it was built", f"{PHP}RUN docker-php-ext-install bcmath\nRUN composer install", {"platform": {"ext-bcmath": "*"}}, []),
        ("a script may build it", f"{PHP}RUN ./setup.sh\nRUN composer install", {"platform": {"ext-bcmath": "*"}}, []),
        ("extensions are copied", f"{PHP}COPY --from=a /usr/local/lib/php /usr/local/lib/php\nRUN composer install", INTL, []),
    ],
)  # fmt: skip
def test_extensions(tmp_path: Path, why: str, text: str, lock: dict[str, object], words: list[str]) -> None:
    assert findings_of(f"{text}\n", "package-missing", _context(tmp_path, f"{text}\n", lock)) == words, why


def test_the_image_of_composer_is_told_to_ignore_them(tmp_path: Path) -> None:
    text = f"{COMPOSER} --no-dev\n"
    assert fixed(text, "package-missing", context=_context(tmp_path, text, INTL)).endswith(
        "RUN composer install --no-dev --ignore-platform-req=ext-intl\n"
    )


def test_extensions_without_libraries_are_built(tmp_path: Path) -> None:
    text = f"{PHP}RUN composer install\n"
    context = _context(tmp_path, text, {"platform": {"ext-bcmath": "*", "ext-pcntl": "*"}})
    assert fixed(text, "package-missing", context=context).endswith(
        "RUN docker-php-ext-install bcmath pcntl\nRUN composer install\n"
    )


def _context(folder: Path, text: str, lock: dict[str, object]):  # type: ignore[no-untyped-def]
    (folder / "Dockerfile").write_text(text, encoding="utf-8")
    (folder / "composer.json").write_text("{}", encoding="utf-8")
    (folder / "composer.lock").write_text(json.dumps(lock), encoding="utf-8")
    return context_of(folder / "Dockerfile", text, {})


WEB = '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>'


@pytest.mark.parametrize(
    ("why", "image", "project", "words"),
    [
        ("the runtime alone has no ASP.NET Core", "runtime", WEB, ["mcr.microsoft.com/dotnet/runtime:10.0"]),
        ("its own image has", "aspnet", WEB, []),
        ("a worker needs none", "runtime", WEB.replace(".Web", ".Worker"), []),
        ("the program brings all along", "runtime", WEB.replace("<Prop", "<PropertyGroup><SelfContained>true</SelfContained></PropertyGroup><Prop"), []),
    ],
)  # fmt: skip
def test_aspnet(tmp_path: Path, why: str, image: str, project: str, words: list[str]) -> None:
    text = (
        "FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build\nWORKDIR /src\nCOPY . .\nRUN dotnet publish -o /out\n"
        f'FROM mcr.microsoft.com/dotnet/{image}:10.0\nCOPY --from=build /out /app\nENTRYPOINT ["dotnet", "/app/Shop.dll"]\n'
    )
    (tmp_path / "Dockerfile").write_text(text, encoding="utf-8")
    (tmp_path / "Shop.csproj").write_text(project, encoding="utf-8")
    assert findings_of(text, "package-missing", context_of(tmp_path / "Dockerfile", text, {})) == words, why

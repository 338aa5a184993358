"""`base-image-behind-project`: the tag that fits, also where the version that is asked for is no longer made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gorae.context.surroundings import context_of
from lint.cases import fixed, problems_of

if TYPE_CHECKING:
    from pathlib import Path

RULE = "base-image-behind-project"


@pytest.mark.parametrize(
    ("image", "file", "text", "severity", "becomes"),
    [
        ("golang:1.22", "go.mod", "module a\ngo 1.26\n", "error", "golang:1.26"),
        ("node:18-slim", "package.json", '{"engines": {"node": ">=20"}}', "warning", "node:22-slim"),
        ("rust:1.70", "Cargo.toml", '[package]\nedition = "2024"\n', "warning", None),
        ("php:8.1-fpm", "composer.json", '{"require": {"php": "^8.3"}}', "warning", "php:8.3-fpm"),
        ("ruby:3.1", "Gemfile", 'ruby "3.3.0"\n', "warning", "ruby:3.3"),
    ],
)
def test_the_tag_that_fits(
    tmp_path: Path, image: str, file: str, text: str, severity: str, becomes: str | None
) -> None:
    dockerfile = f"FROM {image}\nCOPY . .\n"
    (tmp_path / "Dockerfile").write_text(dockerfile, encoding="utf-8")
    (tmp_path / file).write_text(text, encoding="utf-8")
    context = context_of(tmp_path / "Dockerfile", dockerfile, {})
    assert [one.severity for one in problems_of(dockerfile, RULE, context)] == [severity]
    made = fixed(dockerfile, RULE, context=context)
    assert made != dockerfile
    assert becomes is None or made == dockerfile.replace(image, becomes)

"""Rails' `config/secrets.yml` is part of the program: its keys of production come from variables."""

from pathlib import Path

import pytest

from gorae.context import secret_files
from gorae.context.surroundings import context_of


@pytest.mark.parametrize(
    ("why", "production", "is_secret"),
    [
        ("production's key comes from the environment", 'secret_key_base: <%= ENV["SECRET_KEY_BASE"] %>', False),
        ("production's key is written out", "secret_key_base: 0d1e5f8a7b6c5d4e3f2a1b0c9d8e7f6a", True),
    ],
)
def test_keys_of_production(why: str, tmp_path: Path, production: str, is_secret: bool) -> None:
    (tmp_path / "config").mkdir()
    text = f"development:\n  secret_key_base: 1234abcd\n  other: <%= x %>\nproduction:\n  {production}\n"
    (tmp_path / "config" / "secrets.yml").write_text(text, encoding="utf-8")
    context = context_of(tmp_path / "Dockerfile", "FROM ruby\nCOPY . .\n", {})
    assert secret_files(context) == (("config/secrets.yml",) if is_secret else ()), why

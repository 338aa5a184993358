"""Where configuration files are found: the nearest one above a Dockerfile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from gorae.context.reading import read_regular

if TYPE_CHECKING:
    from pathlib import Path

OWN_NAMES = ("gorae.toml", ".gorae.toml")
NAMES = (*OWN_NAMES, "pyproject.toml")
HADOLINT_NAMES = (".hadolint.yaml", ".hadolint.yml")
_MOST_BYTES = 1_000_000


class ConfigurationFile(NamedTuple):
    """A configuration file's path and text."""

    path: Path
    text: str
    kind: Literal["gorae", "pyproject", "hadolint"]


def nearest_configuration(dockerfile: Path) -> ConfigurationFile | None:
    """The nearest `gorae.toml`, `.gorae.toml` or `pyproject.toml` with `[tool.gorae]` above; else a hadolint file.

    Unreadable files are passed over.
    """
    folders = list(dockerfile.absolute().parents)
    for folder in folders:
        for name in NAMES:
            found = read_configuration(folder / name)
            if found is not None and (found.kind == "gorae" or "[tool.gorae" in found.text):
                return found
    for folder in folders:
        for name in HADOLINT_NAMES:
            found = read_configuration(folder / name)
            if found is not None:
                return found
    return None


def read_configuration(path: Path) -> ConfigurationFile | None:
    """The file of that path, None where it cannot be read."""
    try:
        text = read_regular(path, _MOST_BYTES).decode("utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError, ValueError):
        return None
    return ConfigurationFile(path, text, kind_of(path))


def kind_of(path: Path) -> Literal["gorae", "pyproject", "hadolint"]:
    """Which kind of configuration a file of that name holds."""
    if path.name == "pyproject.toml":
        return "pyproject"
    return "hadolint" if path.suffix in (".yaml", ".yml") else "gorae"

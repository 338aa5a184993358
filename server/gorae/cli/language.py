"""The language of the command line's messages."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from gorae.config.discovery import nearest_configuration
from gorae.source.toml import TomlError, read_toml

if TYPE_CHECKING:
    from gorae.texts import Language

_KOREAN = 0x12  # Windows' primary language identifier (LANG_KOREAN in winnt.h)


def preferred_language(asked: str | None) -> Language:
    """What `--lang` asks for, else the configuration of the current folder, else the system."""
    if asked in ("ko", "en"):
        return cast("Language", asked)
    return _configured_language() or system_language()


def system_language() -> Language:
    """Korean where the system's locale is Korean, else English."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):  # the first that is set decides (POSIX, XBD 8.2)
        value = os.environ.get(variable, "")
        if value:
            return "ko" if value.lower().startswith("ko") else "en"
    if sys.platform == "win32":
        import ctypes

        return "ko" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == _KOREAN else "en"
    return "en"


def _configured_language() -> Language | None:
    """The `language` of the nearest configuration file; a broken file is reported by the command that reads all of it."""
    found = nearest_configuration(Path("Dockerfile"))
    if found is None or found.kind == "hadolint" or "language" not in found.text:
        return None
    try:
        data: Any = read_toml(found.text)
        if found.kind == "pyproject":
            data = data["tool"]["gorae"]
        value = data.get("language")
    except (TomlError, KeyError, TypeError, AttributeError):
        return None
    return cast("Language", value) if value in ("ko", "en") else None

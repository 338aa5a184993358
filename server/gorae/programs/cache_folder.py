"""Where what earlier runs found is kept: the user's cache folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

VARIABLE = "GORAE_CACHE_DIR"  # another folder; empty: nothing is kept


def cache_folder() -> Path | None:
    """The folder; None where nothing is to be kept, or the user has none."""
    given = os.environ.get(VARIABLE)
    if given is not None:
        return Path(given) if os.path.isabs(given) else None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base) / "gorae" if os.path.isabs(base) else None


def is_own(path: Path) -> bool:
    """Whether a file of the folder is the user's: what somebody else put there is not read."""
    try:
        return not hasattr(os, "getuid") or path.stat().st_uid == os.getuid()
    except OSError:
        return False

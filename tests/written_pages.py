"""The READMEs and the pages of docs/, the blocks in them, and a project to try what they say in."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "README.ko.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(page: Path, language: str) -> list[str]:
    """The page's fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def shop(folder: Path) -> Path:
    """A project with findings and hadolint's configuration, written into a folder."""
    shutil.copytree(ROOT / "tests" / "projects" / "shop", folder, dirs_exist_ok=True)
    (folder / ".hadolint.yaml").write_text("ignored: [DL3008]\n")
    return folder

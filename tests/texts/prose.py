"""The program's own texts, without their code, and where a phrase stands in them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Blocks of code, and what people type who look for a page: they write it in their own way.
_CODE = re.compile(r"^```.*?^```|^words: [^\n]*$", re.MULTILINE | re.DOTALL)


def prose(*places: str) -> dict[str, str]:
    """The texts of the files that the globs below the project's root name, by path."""
    files = {path for place in places for path in ROOT.glob(place)}
    return {str(path.relative_to(ROOT)): _CODE.sub("", path.read_text(encoding="utf-8")) for path in sorted(files)}


def places_of(pattern: str, texts: dict[str, str]) -> list[str]:
    """Where a pattern stands, each place with some words around it; `^` and `$` are a line's."""
    return [
        f"{path}: …{text[max(0, hit.start() - 30) : hit.end() + 30]!r}…"
        for path, text in texts.items()
        for hit in re.finditer(pattern, text, re.MULTILINE)
    ]

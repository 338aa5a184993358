"""Writes the rules into README.md, README.ko.md and gorae.toml's schema; `--check` only says whether they are current."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from peers import peers_table

from gorae.cli.pages import markdown_table
from gorae.config.schema import configuration_schema
from gorae.lint.registry import vocabulary

if TYPE_CHECKING:
    from gorae.texts import Language

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = "server/gorae/config/data/gorae.schema.json"
_PEERS = re.compile(r"(<!-- peers: [^\n]*-->\n).*?(<!-- end of peers -->)", re.DOTALL)
_BETWEEN = re.compile(r"(<!-- rules: [^\n]*-->\n).*?(<!-- end of rules -->)", re.DOTALL)


def written(name: str) -> str:
    """Return the file's text with the table as it should be."""
    text = (ROOT / name).read_text(encoding="utf-8")
    language: Language = "ko" if ".ko." in name else "en"
    text = _PEERS.sub(lambda match: f"{match[1]}\n{peers_table(language)}\n\n{match[2]}", text)
    table = markdown_table(language)
    return _BETWEEN.sub(lambda match: f"{match[1]}\n{table}\n{match[2]}", text)


def schema() -> str:
    """Return the text of the configuration's schema as it should be."""
    return json.dumps(configuration_schema(vocabulary()), ensure_ascii=False, indent=2) + "\n"


def main() -> int:
    """Write the files; with `--check`, exit 1 where one is not current."""
    texts = {"README.md": written("README.md"), "README.ko.md": written("README.ko.md"), SCHEMA: schema()}
    stale = [
        name
        for name, text in texts.items()
        if not (ROOT / name).exists() or text != (ROOT / name).read_text(encoding="utf-8")
    ]
    if "--check" in sys.argv:
        sys.stdout.write("".join(f"{name}: run `python scripts/write_rules.py`\n" for name in stale))
        return 1 if stale else 0
    for name in stale:
        (ROOT / name).write_text(texts[name], encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Writes the table of rules into README.md and README.ko.md; `--check` only says whether they are current."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from gorae.cli.pages import markdown_table

ROOT = Path(__file__).resolve().parent.parent
_BETWEEN = re.compile(r"(<!-- rules: [^\n]*-->\n).*?(<!-- end of rules -->)", re.DOTALL)


def written(name: str) -> str:
    """Return the file's text with the table as it should be."""
    text = (ROOT / name).read_text(encoding="utf-8")
    table = markdown_table("ko" if ".ko." in name else "en")
    return _BETWEEN.sub(lambda match: f"{match[1]}\n{table}\n{match[2]}", text)


def main() -> int:
    """Write both files; with `--check`, exit 1 where one is not current."""
    stale = [
        name for name in ("README.md", "README.ko.md") if written(name) != (ROOT / name).read_text(encoding="utf-8")
    ]
    if "--check" in sys.argv:
        sys.stdout.write("".join(f"{name}: run `python scripts/write_rules.py`\n" for name in stale))
        return 1 if stale else 0
    for name in stale:
        (ROOT / name).write_text(written(name), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

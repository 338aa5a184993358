"""Prints what CHANGELOG.md says of a version: `python scripts/release_notes.py v0.2.0`.

Fails where the tag is not the version of the package and of the extension, or where nothing is written on it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def versions() -> dict[str, str]:
    """Return the version by the file that says it."""
    module = (ROOT / "server/gorae/version.py").read_text(encoding="utf-8")
    found = {"server/gorae/version.py": re.findall(r'__version__ = "(.*)"', module)[0]}
    for name in ("client/package.json", "client/package-lock.json"):
        found[name] = json.loads((ROOT / name).read_text(encoding="utf-8"))["version"]
    return found


def notes(version: str) -> str:
    """Return the part of CHANGELOG.md on a version, without its head; empty where there is none."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(rf"^## {re.escape(version)}\b[^\n]*\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else ""


def main() -> int:
    """Print the notes; 1 where the tag does not fit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tag", help="v0.2.0")
    tag = parser.parse_args().tag
    others = [f"{file} says {version}" for file, version in versions().items() if f"v{version}" != tag]
    if others:
        print(f"{tag}: {', '.join(others)}", file=sys.stderr)
        return 1
    text = notes(tag.removeprefix("v"))
    if not text:
        print(f"{tag}: CHANGELOG.md has nothing on it", file=sys.stderr)
        return 1
    print(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Counts how often each rule reports: `python scripts/measure_rules.py FOLDER...`.

The folders hold Dockerfiles that others wrote, best as whole checkouts. What is written is `server/gorae/lint/frequency.json`:
findings of each rule in 1,000 files, as they are shown by default; those of rules that are off by default as if they alone
were selected. A rule's page and docs/rules.md show it. No text of the files is kept.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections import Counter
from functools import partial
from pathlib import Path

from gorae.cli import files
from gorae.config.configuration import Configuration
from gorae.config.settings import Overrides, merge
from gorae.context.dockerfiles import is_dockerfile
from gorae.context.roots import Shared
from gorae.context.surroundings import context_of
from gorae.lint.engine import check
from gorae.lint.registry import all_rules
from gorae.lint.rule import OF_OTHER_FILES, ExternalRule
from gorae.syntax import parse

FILE = Path(__file__).resolve().parent.parent / "server" / "gorae" / "lint" / "frequency.json"
_MOST_BYTES = 200_000


def main() -> int:
    """Measures and writes; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="FOLDER")
    folders: list[str] = parser.parse_args().folders
    own = [rule for rule in all_rules() if not isinstance(rule, (ExternalRule, *OF_OTHER_FILES))]
    off = tuple(rule.name for rule in own if not rule.default)
    found: Counter[str] = Counter({rule.name: 0 for rule in own})
    count = 0
    shared = Shared()
    for path in sorted({path for folder in folders for path in Path(folder).rglob("*")}):
        if not path.is_file() or not is_dockerfile(path.name) or path.stat().st_size > _MOST_BYTES:
            continue
        text = files.read(str(path))
        if not isinstance(text, str):
            continue
        count += 1
        document, context = parse(text), context_of(path, text, {}, shared=shared)
        settings = partial(merge, Configuration(), path=str(path), language="en")
        for one in check(document, settings(Overrides()), context):
            found[one.rule.name] += 1
        for one in check(document, settings(Overrides(select=off)), context):
            found[one.rule.name] += one.rule.name in off
    if not count:
        sys.stderr.write(
            f"No Dockerfile below {', '.join(folders)}: nothing is measured, and {FILE.name} stays as it is.\n"
        )
        return 2
    rows = {name: round(number * 1000 / count, 1) for name, number in sorted(found.items())}
    written = {
        "date": dt.datetime.now(tz=dt.timezone.utc).date().isoformat(),
        "files": count,
        "findings_in_1000_files": rows,
    }
    FILE.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{count} files -> {FILE}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Runs Gorae and hadolint over a folder of Dockerfiles and tabulates, rule by rule, where they agree.

    python tests/compare_hadolint.py FOLDER [--show DL3008] [--files 500]

A verdict is a rule in a file: both find it, or one alone does. With `--show`, the files and lines where they differ.
"""

from __future__ import annotations

import argparse
import collections
import datetime as dt
import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

from gorae.lint.engine import check
from gorae.lint.registry import all_rules
from gorae.lint.settings import Settings
from gorae.syntax import parse

_NAME = re.compile(r"(?:.*[.-])?(?:Dockerfile|Containerfile)(?:[.-].*)?$", re.IGNORECASE)
_NO_DOCKERFILE = re.compile(
    r"\.(?:dockerignore|py|go|ts|js|md|j2|tmpl|tpl|template|erb|exs?|sh|ya?ml|json|txt)$|\.sw.$"
)
_CODE = re.compile(r"DL\d{4}")


def dockerfiles(folder: Path, most: int) -> list[Path]:
    """Dockerfiles below the folder, without templates: at most so many, chosen by a fixed seed."""
    found = []
    for root, _, names in os.walk(folder):
        found += [Path(root) / name for name in names if _NAME.match(name) and not _NO_DOCKERFILE.search(name)]
    kept = []
    for path in sorted(found):
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        if "{{" not in text and "{%" not in text and text.strip():
            kept.append(path)
    random.Random(1).shuffle(kept)
    return sorted(kept[:most])


def of_hadolint(paths: list[Path]) -> dict[Path, list[tuple[str, int]]]:
    """hadolint's findings: code and line; files that it cannot read are left out."""
    found: dict[Path, list[tuple[str, int]]] = {}
    for path in paths:
        run = subprocess.run(
            ["hadolint", "-f", "json", "--no-fail", "-c", os.devnull, str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
        try:
            rows = json.loads(run.stdout)
        except json.JSONDecodeError:
            continue
        if not any(row["code"] == "DL1000" for row in rows):
            found[path] = [(row["code"], row["line"]) for row in rows]
    return found


def of_gorae(path: Path) -> list[tuple[str, int]]:
    """Gorae's findings under hadolint's names, with all rules on."""
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    settings = Settings(select=("all",), today=dt.date.max)
    rows = []
    for problem in check(parse(text), settings):
        line = text.count("\n", 0, problem.span.start) + 1
        rows += [(alias, line) for alias in problem.rule.aliases if _CODE.fullmatch(alias)]
    return rows


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", default="", help="codes whose differences are listed, comma separated")
    parser.add_argument("--files", type=int, default=500)
    options = parser.parse_args()
    theirs = of_hadolint(dockerfiles(options.folder, options.files))
    known = {alias for rule in all_rules() for alias in rule.aliases if _CODE.fullmatch(alias)}
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    shown = set(options.show.split(",")) - {""}
    for path, rows in theirs.items():
        ours = of_gorae(path)
        one, other = {code for code, _ in ours}, {code for code, _ in rows if _CODE.fullmatch(code)}
        for code in one | other:
            side = "both" if code in one and code in other else "gorae" if code in one else "hadolint"
            counts[code][side] += 1
            if code in shown and side != "both":
                lines = [line for found, line in (ours if side == "gorae" else rows) if found == code]
                print(f"{code} {side} alone: {path}:{lines[0]}")
    print(f"{len(theirs)} files")
    print(f"{'rule':8} {'both':>6} {'gorae':>6} {'hadolint':>9}  agreement")
    total: collections.Counter[str] = collections.Counter()
    for code in sorted(counts):
        row = counts[code]
        total += row
        share = 100 * row["both"] / sum(row.values())
        print(
            f"{code:8} {row['both']:6} {row['gorae']:6} {row['hadolint']:9}  {share:5.1f}%{'' if code in known else '  no rule'}"
        )
    print(
        f"{'all':8} {total['both']:6} {total['gorae']:6} {total['hadolint']:9}  {100 * total['both'] / max(1, sum(total.values())):5.1f}%"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

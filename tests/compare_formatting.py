#!/usr/bin/env python3
"""Formats all Dockerfiles below a folder and tells where anything but the layout would change.

    compare_formatting.py FOLDER [--dockerfmt COMMAND] [--most N]

For each file: our parser's instructions, words, comments and directives, and BuildKit's instruction list (package
`dockerfile`) before and after, and whether formatting twice is formatting once. With `--dockerfmt`, the same is asked of
what another formatter makes of the file (it reads standard input). Ends with 1 where something of ours differs.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from formatting.same import said, said_to_buildkit
from gorae.context.dockerfiles import is_dockerfile
from gorae.formatting import format_text


def main() -> int:
    """Compares; prints a row for each difference and a table at the end."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dockerfmt", help="another formatter's command line")
    parser.add_argument("--most", type=int, default=1_000_000)
    options = parser.parse_args()
    counts = {name: dict.fromkeys(("files", "changed", "words", "buildkit", "twice"), 0) for name in ("gorae", "other")}
    seconds = 0.0
    files = [file for file in sorted(options.folder.rglob("*")) if file.is_file() and is_dockerfile(file.name)]
    for file in files[: options.most]:
        try:
            text = file.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        began = time.perf_counter()
        after = format_text(text)
        seconds += time.perf_counter() - began
        _compare(file, text, after, format_text(after), counts["gorae"])
        if options.dockerfmt:
            other = _run(options.dockerfmt, text)
            _compare(file, text, other, _run(options.dockerfmt, other), counts["other"])
    for name, row in counts.items():
        print(name, row)
    print(f"{seconds:.1f} s")
    return 1 if any(counts["gorae"][key] for key in ("words", "buildkit", "twice")) else 0


def _run(command: str, text: str) -> str:
    done = subprocess.run(command.split(), input=text.encode(), capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else text


def _compare(file: Path, before: str, after: str, twice: str, row: dict[str, int]) -> None:
    row["files"] += 1
    row["changed"] += before != after
    found = {
        "words": said(before) != said(after),
        "buildkit": said_to_buildkit(before) != said_to_buildkit(after),
        "twice": after != twice,
    }
    for key, differs in found.items():
        if differs:
            row[key] += 1
            print(key, file)


if __name__ == "__main__":
    raise SystemExit(main())

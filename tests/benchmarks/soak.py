#!/usr/bin/env python3
"""Types into one session for some minutes, with hovers and line breaks between, and shows what it then holds and takes.

    soak.py [--minutes 3] [--lines 600] [COMMAND ...]      the server's command; `gorae server` beside this Python

Each row: minutes, edits so far, MiB, and the milliseconds from a key to its diagnostics at the half and at the 95th percentile.
Exits with 1 where the last row holds more than 2 % above the second one: what is kept of a text must not grow with its edits.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from documents import dockerfile
from peers import Document, Server
from tables import percentile

ROWS = 8
MOST_GROWTH = 1.02


def main() -> int:
    """Types, prints the table, and returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=3)
    parser.add_argument("--lines", type=int, default=600)
    parser.add_argument("command", nargs="*", default=[str(Path(sys.executable).parent / "gorae"), "server"])
    options = parser.parse_args()
    text = dockerfile(options.lines)
    with tempfile.TemporaryDirectory(prefix="soak-") as root:
        server = Server("soak", options.command, root, 30)
        server.initialize(root)
        path = os.path.join(root, "Dockerfile")
        Path(path).write_text(text, encoding="utf-8")
        document = Document(server, f"file://{path}", text)
        document.wait(server.open(document))
        server.settle(0.5)
        held = type_for(document, options.minutes * 60 / ROWS)
        server.stop()
    grown = held[-1] / held[1]
    print(f"grew to {grown:.3f} x of the second row")
    return int(grown > MOST_GROWTH)


def type_for(document: Document, seconds: float) -> list[float]:
    """Type for so many seconds a row; return what the server held at the end of each, in MiB."""
    began, edits = time.perf_counter(), 0
    held: list[float] = []
    print(f"{'minutes':>8}{'edits':>9}{'MiB':>9}{'p50 ms':>9}{'p95 ms':>9}")
    here = {"textDocument": document.identifier(), "position": {"line": 3, "character": 2}}
    for _ in range(ROWS):
        took: list[float] = []
        end = time.perf_counter() + seconds
        while time.perf_counter() < end or len(took) < 3:
            took.append(document.wait(document.key())[0])
            edits += 1
            if edits % 20 == 0:
                document.wait(document.enter())
                document.server.request("textDocument/hover", here)
        held.append(document.server.rss_mib())
        minutes = (time.perf_counter() - began) / 60
        half, most = percentile(took, 0.5), percentile(took, 0.95)
        print(f"{minutes:>8.1f}{edits:>9}{held[-1]:>9.1f}{half:>9.1f}{most:>9.1f}", flush=True)
    return held


if __name__ == "__main__":
    sys.exit(main())

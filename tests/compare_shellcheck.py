"""Runs Gorae with ShellCheck, and hadolint, over a folder of Dockerfiles and tabulates where they agree on SC codes.

    python tests/compare_shellcheck.py FOLDER [--show SC2086] [--files 500]

hadolint keeps one code of ShellCheck's for each RUN, the last one in its order. So an instruction is a verdict: `both`
where Gorae has the code that hadolint names, `hadolint` where it lacks it, `gorae` where hadolint is silent at a RUN,
`windows` where hadolint reads PowerShell or cmd as if it were sh.

What differs on public files: hadolint 2.15 forgets a SHELL at the next ENV or ARG and takes bash for sh (SC3010, SC3014), it
knows the first name alone of an ARG with several (SC2086 on the others), and it reads a heredoc with `#!/bin/bash` as sh.
"""

from __future__ import annotations

import argparse
import collections
import json
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from compare_hadolint import dockerfiles
from gorae.config.settings import Settings
from gorae.shellcheck import findings as remarks
from gorae.shellcheck.process import Known
from gorae.stages import build
from gorae.syntax import parse
from lint.cases import check

_CODE = re.compile(r"SC\d{4}")
Verdicts = dict[int, set[str]]


def of_hadolint(path: Path) -> Verdicts | None:
    """hadolint's SC codes by the instruction's line; None for a file that it cannot read."""
    with tempfile.TemporaryDirectory() as empty:  # no configuration stands there
        command = [str(Path(sys.executable).with_name("hadolint")), "-f", "json", "--no-fail", str(path.resolve())]
        done = subprocess.run(command, cwd=empty, capture_output=True, text=True, check=False)
    try:
        rows = json.loads(done.stdout)
    except json.JSONDecodeError:
        return None
    if any(row["code"] == "DL1000" for row in rows):
        return None
    found: Verdicts = collections.defaultdict(set)
    for row in rows:
        if _CODE.fullmatch(row["code"]):
            found[row["line"]].add(row["code"])
    return found


def of_gorae(path: Path) -> tuple[Verdicts, dict[int, str]]:
    """Gorae's SC codes by the instruction's line; the lines that are `elsewhere` than hadolint looks, or `windows`."""
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    document = parse(text)
    found: Verdicts = collections.defaultdict(set)
    outside = remarks.findings_of(build(document), Known())
    for problem in check(document, Settings(select=("shellcheck",)), external=outside):
        node = document.node_at(problem.span.start)
        assert node is not None
        found[text.count("\n", 0, node.start) + 1].add(problem.rule.name)
    kinds: dict[int, str] = {}
    understood = build(document)
    for node in document.nodes:
        inner = node.instruction.trigger or node.instruction
        line = text.count("\n", 0, node.start) + 1
        if inner.name != "RUN":
            kinds[line] = "elsewhere"
        elif understood.scope_of(node).dialect not in ("sh", "bash") or document.escape == "`":
            kinds[line] = "windows"
    return found, kinds


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--show", default="", help="codes whose differences are listed, comma separated; all for every one"
    )
    parser.add_argument("--files", type=int, default=500)
    options = parser.parse_args()
    paths = dockerfiles(options.folder, options.files)
    with ThreadPoolExecutor(2) as pool:
        theirs = dict(zip(paths, pool.map(of_hadolint, paths), strict=True))
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    codes: collections.Counter[str] = collections.Counter()
    shown = set(options.show.split(","))
    began, seconds, files = time.perf_counter(), 0.0, 0
    for path, rows in theirs.items():
        if rows is None:
            continue
        files += 1
        began = time.perf_counter()
        ours, kinds = of_gorae(path)
        seconds += time.perf_counter() - began
        codes.update(code for found in ours.values() for code in found)
        for line in ours.keys() | rows.keys():
            one, other = ours.get(line, set()), rows.get(line, set())
            if kinds.get(line) == "elsewhere" and not other:
                continue
            if other:
                side, code = ("both" if other <= one else "hadolint"), min(other)
            else:
                side, code = "gorae", min(one)
            if side == "hadolint" and kinds.get(line) == "windows":
                side = "windows"
            counts[code][side] += 1
            if side != "both" and (code in shown or "all" in shown):
                print(f"{code} {side} alone: {path}:{line} {sorted(one)}")
    print(f"{files} files, {1000 * seconds / max(files, 1):.1f} ms a file")
    print(f"{'code':8} {'both':>6} {'gorae':>6} {'hadolint':>9} {'windows':>8}")
    total: collections.Counter[str] = collections.Counter()
    for code, row in sorted(counts.items(), key=lambda item: -sum(item[1].values())):
        total += row
        print(f"{code:8} {row['both']:6} {row['gorae']:6} {row['hadolint']:9} {row['windows']:8}")
    share = 100 * total["both"] / max(1, sum(total.values()) - total["windows"])
    print(f"{'all':8} {total['both']:6} {total['gorae']:6} {total['hadolint']:9} {total['windows']:8}  {share:5.1f}%")
    print("instructions with the code:", ", ".join(f"{code} {count}" for code, count in codes.most_common()))
    return 0


if __name__ == "__main__":
    sys.exit(main())

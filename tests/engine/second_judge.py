"""Asks a second judge as well: tally, which embeds the linter and parser of a newer BuildKit (0.32), and the Engine, of the same texts.

    python second_judge.py                    half of the probes, own texts, 800 random texts, 300 mutants
    python second_judge.py --corpus FOLDER    Dockerfiles of a folder as well, at most 400

A verdict is a check's name at an instruction. It prints who gives it, check by check, and fails where the two others agree
against Gorae. What tally alone says or leaves out: it asks no registry (variables of the base image), reads no values in
WORKDIR, EXPOSE and --platform, counts ARG above FROM for the letters of keywords, and reads `# check=` above an instruction
by a pattern of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
import venv
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent)]  # run as a file

from compare import CHECKS
from engine import Engine, home_folder, lacking
from gorae.compat.hadolint import apply_hadolint_semantics
from gorae.config.settings import Settings
from gorae.lint.engine import check
from gorae.syntax import parse
from grown import grown
from made import made
from run import answers
from texts import dockerfiles_below, own_texts, probes, slips

PACKAGE = "tally-cli==0.45.0"
_MOST_PUBLIC = 400
_AT_ONCE, _IN_A_BATCH, _SECONDS_OF_SILENCE = 2, 24, 20
Verdicts = dict[str, set[int]]


def program() -> Path:
    """tally, installed beside the engine where it is missing."""
    folder = home_folder() / "tally"
    found = folder / "bin" / "tally"
    if not found.exists():
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([folder / "bin/pip", "install", "--quiet", "--disable-pip-version-check", PACKAGE], check=True)
    return found


def said_by_tally(tally: Path, texts: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """For each text `refused`, and `warnings` as (check, line)."""
    with tempfile.TemporaryDirectory() as made_here:
        files = [Path(made_here, str(number), "Dockerfile") for number in range(len(texts))]
        for file, (_, text) in zip(files, texts, strict=True):
            file.parent.mkdir()
            file.write_bytes(text.encode())
        batches = [files[first : first + _IN_A_BATCH] for first in range(0, len(files), _IN_A_BATCH)]
        said: dict[Path, dict[str, Any]] = {}
        begun = time.monotonic()
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for number, answers_ in enumerate(pool.map(lambda batch: _ask(tally, batch), batches), 1):
                said |= answers_
                if time.monotonic() > begun + _SECONDS_OF_SILENCE:
                    begun = time.monotonic()
                    print(f"second judge: {number * _IN_A_BATCH} of {len(texts)}", flush=True)
        return [said[file] for file in files]


def _ask(tally: Path, files: list[Path]) -> dict[Path, dict[str, Any]]:
    """One run for many files: it stops at the first that it refuses and names it, and is run again without that one."""
    said: dict[Path, dict[str, Any]] = {}
    while files:
        line = (tally, "lint", "--no-config", "--slow-checks", "off", "--hide-source", "--ignore", "*", "--select", "buildkit/*", "-f", "json", *files)  # fmt: skip
        done = subprocess.run(line, capture_output=True, text=True, check=False)
        if done.stdout.startswith("{"):
            rows: dict[Path, list[tuple[str, int]]] = {file: [] for file in files}
            for one in json.loads(done.stdout)["files"]:
                rows[Path(one["file"])] = [
                    (row["rule"].split("/")[1], row["location"]["start"]["line"]) for row in one["violations"]
                ]
            return said | {file: {"refused": [], "warnings": found} for file, found in rows.items()}
        named = next((file for file in files if re.search(rf"{re.escape(str(file))}(?!\w)", done.stderr)), None)
        if named is None and len(files) > 1:  # a crash names none: half by half
            half = len(files) // 2
            return said | _ask(tally, files[:half]) | _ask(tally, files[half:])
        named = named or files[0]
        said[named] = {"refused": done.stderr.strip().splitlines()[-1:] or ["?"], "warnings": []}
        files = [file for file in files if file != named]
    return said


class Judgement:
    """Who gave which verdict: G for Gorae, E for the Engine, T for tally."""

    def __init__(self) -> None:
        self.refused: Counter[str] = Counter()
        self.checks: dict[str, Counter[str]] = {name: Counter() for name in CHECKS}
        self.against: list[str] = []
        self.unjudged: list[str] = []  # without an answer of the Engine's, or without their image

    def add(self, name: str, text: str, engine: dict[str, Any], tally: dict[str, Any]) -> None:
        """One text with the answers of the two."""
        if engine["error"] and engine["error"]["unresolved"]:
            self.unjudged.append(name)
            return
        self.refused["".join(("E" if engine["error"] else "-", "T" if tally["refused"] else "-"))] += 1
        if engine["error"] or tally["refused"]:
            return
        firsts = _first_lines(text)
        ours, theirs, others = (defaultdict(set) for _ in range(3))
        found = check(parse(text), Settings(select=CHECKS), None, emulate=apply_hadolint_semantics)
        for problem in found:
            row = text.count("\n", 0, problem.span.start) + 1
            for alias in problem.aliases:
                ours[alias].add(firsts.get(row, row))
        for warning in engine["warnings"]:
            theirs[warning["rule"]] |= {firsts.get(first, first) for first, _ in warning["lines"]}
        for rule, row in tally["warnings"]:
            others[rule].add(firsts.get(row, row))
        for one in CHECKS:
            if one == "InvalidBaseImagePlatform":
                continue  # the registry here has every image for all platforms, and tally asks none
            for row in ours[one] | theirs[one] | others[one]:
                who = "".join(
                    letter if row in rows[one] else "-" for letter, rows in (("G", ours), ("E", theirs), ("T", others))
                )
                self.checks[one][who] += 1
                if who in ("-ET", "G--") and not _CHECK_ABOVE.search(text):
                    self.against.append(f"{who} {one} {name}:{row}")

    def table(self) -> str:
        """All of it, as lines of text."""
        rows = [f"refused by: {dict(self.refused)}; not judged: {len(self.unjudged)} {' '.join(self.unjudged[:20])}"]
        rows += [f"  {name:34} {dict(sorted(self.checks[name].items(), reverse=True))}" for name in CHECKS]
        return "\n".join([*rows, *(f"  against Gorae  {one}" for one in self.against[:60])])


# Comments above an instruction, which the Engine here is too old for and tally reads by itself.
_CHECK_ABOVE = re.compile(r"(?im)^\s*#\s*check\s*=")


def _first_lines(text: str) -> dict[int, int]:
    """The first line of the instruction that a line belongs to."""
    found: dict[int, int] = {}
    for node in parse(text).nodes:
        first, last = (text.count("\n", 0, at) + 1 for at in node.span)
        found.update(dict.fromkeys(range(first, last + 1), first))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", action="append", default=[])
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    if why := lacking():
        print(f"second judge: not asked here: {why}")
        return 0
    texts = [
        *probes()[::2],
        *own_texts(),
        *((f"made-{number}", text) for number, (_, text) in enumerate(made(400, chosen.seed))),
        *((f"grown-{number}", text) for number, (_, text) in enumerate(grown(400, chosen.seed))),
    ]
    texts += slips([*own_texts(), *probes()[::7]], 300, chosen.seed)
    public = [row for corpus in chosen.corpus for row in dockerfiles_below(Path(corpus))]
    texts += random.Random(chosen.seed).sample(public, min(_MOST_PUBLIC, len(public)))
    judged = Judgement()
    others = said_by_tally(program(), texts)
    with Engine(home_folder()) as engine:
        for (name, text, answer), other in zip(answers(engine, texts), others, strict=True):
            judged.add(name, text, answer, other)
    print(f"{len(texts)} texts\n{judged.table()}")
    print("second judge: differs" if judged.against else "second judge: agrees, or stands alone")
    return int(bool(judged.against))


if __name__ == "__main__":
    sys.exit(main())

"""`make fuzz`: looks for texts that break something, by a grammar; coverage.py looks by what code they reach.

    run.py [--runs N] [--seconds N] [--target NAME] [--seed N] [--count FILE]

`--runs` is of a target that parses only; those that do more are run less often. With `--count` the runs of each target are added to
those that the file tells of; runs.json beside this file tells of all that were ever made.

A text that breaks something is printed as Python writes it, with its seed; it becomes a row of `FOUND` in test_fuzz.py.
"""

from __future__ import annotations

import argparse
import fcntl
import itertools
import json
import random
import sys
import time
import traceback
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from builds.made import made_cases
from engine.mutants import mutants
from fuzz.targets import OF_DOCKERFILES, TARGETS, WORDS_OF
from fuzz.texts import WORDS, changed, text

if TYPE_CHECKING:
    from collections.abc import Iterator

# How many runs of the parser one of these takes.
COST = {"core": 20, "whole": 40, "fixes": 40, "compose": 10, "bake": 20, "configuration": 4, "hadolint": 4}


@dataclass
class Tally:
    """What came of a target so far."""

    runs: int = 0
    broken: int = 0
    slowest: float = 0.0  # seconds on the processor
    slowest_text: str = ""

    def line(self, name: str) -> str:
        """For people to read."""
        slowest = f"slowest {self.slowest * 1000:.0f} ms: {self.slowest_text[:200]!r}"
        return f"{name}: {self.runs} runs, {self.broken} broken, {slowest}"


def by_grammar(name: str, runs: int, seed: str, tally: Tally) -> None:
    """Runs a target on texts by the grammar and on changed ones."""
    target, before = TARGETS[name], ""
    # Every fourth text is one that people might have written, with a slip in it.
    likely = _likely(runs, seed) if name in OF_DOCKERFILES else None
    rng = random.Random(f"{seed}/{name}")
    for number in range(runs):
        kind = number % 4
        if kind == 3 and likely:
            before = next(likely)[1]
        elif kind == 0:
            before = text(rng, rng.choice((6, 12, 40)), WORDS_OF.get(name, WORDS))
        else:
            before = changed(rng, before, WORDS_OF.get(name, WORDS))
        start = time.thread_time()
        try:
            target(before)
        except Exception:  # noqa: BLE001  # whatever it is, it is what is looked for
            traceback.print_exc()
            print(f"{name}: seed {seed}: {before!r}", flush=True)
            tally.broken += 1
        took = time.thread_time() - start
        if took > tally.slowest:
            tally.slowest, tally.slowest_text = took, before
        tally.runs += 1


def _likely(runs: int, seed: str) -> Iterator[tuple[str, str]]:
    return mutants([case.text for case in made_cases(60, zlib.crc32(seed.encode()))], runs, zlib.crc32(seed.encode()))


def count(path: Path, name: str, runs: int) -> None:
    """Adds to what the file tells of. Another process may add meanwhile: the file is locked for that long."""
    with path.open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        counted = json.loads(file.read() or "{}")
        counted[name] = counted.get(name, 0) + runs
        file.truncate(0)
        file.write(json.dumps(counted, indent=2, sort_keys=True) + "\n")


def main() -> int:
    """Runs the targets; returns 1 where one broke."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20_000)
    parser.add_argument(
        "--seconds", type=float, help="all targets, again and again, for so long; --runs is of one turn"
    )
    parser.add_argument("--target", choices=TARGETS)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--count", type=Path)
    arguments = parser.parse_args()
    names = [arguments.target] if arguments.target else list(TARGETS)
    tallies = {name: Tally() for name in names}
    end = time.monotonic() + (arguments.seconds or 0)
    for turn in itertools.count():
        for name in names:
            runs = max(1, arguments.runs // COST.get(name, 1))
            by_grammar(name, runs, f"{arguments.seed}/{turn}", tallies[name])
            if arguments.count:
                count(arguments.count, name, runs)
            if time.monotonic() > end and arguments.seconds:
                break
        if time.monotonic() > end:
            break
        print("\n".join(tally.line(name) for name, tally in tallies.items()), flush=True)
    print("\n".join(tally.line(name) for name, tally in tallies.items()))
    return int(any(tally.broken for tally in tallies.values()))


if __name__ == "__main__":
    raise SystemExit(main())

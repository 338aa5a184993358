"""`make fuzz`: looks for texts that break something. With atheris, where it is installed, guided by coverage.

    run.py [--runs N] [--target NAME] [--seed N]

A text that breaks something is printed as Python writes it, with its seed; it becomes a row of `FOUND` in test_fuzz.py.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from builds.made import made_cases
from engine.mutants import mutants
from fuzz.targets import TARGETS
from fuzz.texts import changed, text


def by_grammar(name: str, runs: int, seed: int) -> int:
    """Runs a target on texts by the grammar and on changed ones; returns how many broke it."""
    target, broken, slowest, before = TARGETS[name], 0, (0.0, ""), ""
    began = time.perf_counter()
    # Every fourth text is one that people might have written, with a slip in it.
    likely = mutants([case.text for case in made_cases(60, seed)], runs, seed)
    for number in range(runs):
        rng = random.Random(f"{seed}/{number}")
        kind = number % 4
        before = next(likely)[1] if kind == 3 else text(rng) if kind == 0 else changed(rng, before)
        start = time.perf_counter()
        try:
            target(before)
        except Exception:  # noqa: BLE001  # whatever it is, it is what is looked for
            traceback.print_exc()
            print(f"{name}: seed {seed}/{number}: {before!r}")
            broken += 1
        slowest = max(slowest, (time.perf_counter() - start, before))
    print(
        f"{name}: {runs} runs in {time.perf_counter() - began:.0f} s, {broken} broken, slowest {slowest[0] * 1000:.0f} ms: {slowest[1]!r}"
    )
    return broken


def by_coverage(name: str, runs: int) -> None:
    """Runs a target under atheris, which looks for texts that reach new code; ends the process."""
    import atheris

    def one(data: bytes) -> None:
        TARGETS[name](data.decode("utf-8", "replace"))

    atheris.instrument_all()
    atheris.Setup([sys.argv[0], f"-runs={runs}"], one)
    atheris.Fuzz()


def main() -> int:
    """Runs the targets; returns 1 where one broke."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20_000)
    parser.add_argument("--target", choices=TARGETS)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--coverage", action="store_true", help="guided by coverage, with atheris")
    arguments = parser.parse_args()
    if arguments.coverage:
        by_coverage(arguments.target or "core", arguments.runs)
    names = [arguments.target] if arguments.target else list(TARGETS)
    broken = [by_grammar(name, arguments.runs, arguments.seed) for name in names]
    return int(any(broken))


if __name__ == "__main__":
    raise SystemExit(main())

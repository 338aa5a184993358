"""Looks for texts that reach new code, with atheris. What breaks a target is written down, and the search goes on.

    coverage.py TARGET [--seconds N] [--runs N] [--corpus FOLDER] [--longest CHARACTERS]

Texts are changed by libFuzzer and, every other time, by pieces of the grammar. Prints how many were run, one text for each way in
which the target broke, and those that took longer than a tenth of a second on the processor.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import atheris  # type: ignore[import-not-found]  # installed by whoever asks for it: it is Linux's and macOS's alone

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from fuzz.texts import WORDS, changed

if TYPE_CHECKING:
    from collections.abc import Callable

SLOW_SECONDS = 0.1
_TOLD_EACH_SECONDS = 60


class Search:
    """What was run, and what came of it."""

    def __init__(self, target: Callable[[str], None]) -> None:
        self.target = target
        self.runs = 0
        self.broken: dict[str, str] = {}
        self.slow: list[tuple[float, str]] = []
        self.began = self.told = time.monotonic()

    def one(self, data: bytes) -> None:
        """Runs the target on a text."""
        text = data.decode("utf-8", "replace")
        began = time.thread_time()
        try:
            self.target(text)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is what is looked for
            self._note(error, text)
        took = time.thread_time() - began
        if took > SLOW_SECONDS:
            self.slow = sorted([*self.slow, (took, text)], reverse=True)[:5]
        self.runs += 1
        if self.runs % 256 == 0 and time.monotonic() > self.told + _TOLD_EACH_SECONDS:
            self.tell()

    def _note(self, error: Exception, text: str) -> None:
        frames = traceback.extract_tb(error.__traceback__)[-3:]
        where = " < ".join(f"{Path(one.filename).name}:{one.lineno}" for one in reversed(frames))
        kind = f"{type(error).__name__} {where}"
        if len(text) < len(self.broken.get(kind, text + ".")):
            self.broken[kind] = text
            print(f"BROKEN {kind}: {error}: {text!r}", flush=True)

    def tell(self) -> None:
        """Prints the state."""
        self.told = time.monotonic()
        print(f"{self.runs} runs in {self.told - self.began:.0f} s, {len(self.broken)} ways broken", flush=True)
        for took, text in self.slow:
            print(f"  slow {took:.2f} s: {len(text)} characters: {text[:200]!r}", flush=True)


def _mutate(data: bytes, longest: int, seed: int) -> bytes:
    if seed % 2:
        mutated: bytes = atheris.Mutate(data, longest)
        return mutated
    text = changed(random.Random(seed), data.decode("utf-8", "replace"))
    return text.encode("utf-8", "replace")[:longest]


def _dictionary(folder: str) -> str:
    path = Path(folder, "words")
    rows = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in WORDS)
    path.write_text("".join(f'"{row}"\n' for row in rows), encoding="ascii")
    return str(path)


def main() -> None:
    """Searches; ends the process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target")
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--runs", type=int, default=-1)
    parser.add_argument("--corpus")
    parser.add_argument("--longest", type=int, default=160)
    options = parser.parse_args()
    with contextlib.ExitStack() as stack:
        # Rules' modules are imported when they first have something to look at: the hook stays.
        stack.enter_context(atheris.instrument_imports(include=["gorae"]))
        from fuzz.targets import TARGETS

        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="fuzz-"))
        corpus = options.corpus or os.path.join(folder, "corpus")
        os.makedirs(corpus, exist_ok=True)
        search = Search(TARGETS[options.target])
        limits = [f"-max_total_time={options.seconds}", f"-max_len={options.longest}", f"-runs={options.runs}"]
        atheris.Setup(
            [sys.argv[0], corpus, *limits, f"-dict={_dictionary(folder)}", "-verbosity=0", "-print_final_stats=1"],
            search.one,
            custom_mutator=_mutate,
        )
        import atexit

        atexit.register(search.tell)
        atheris.Fuzz()


if __name__ == "__main__":
    main()

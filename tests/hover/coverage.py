"""Measures how many words of real Dockerfiles have a hover: `coverage.py FOLDER [--most N] [--lang ko|en]`.

Prints a table by kind of word, what lacks a hover most often, and how long hovers take. A hover that says of a program
no more than that the image must have it counts as missing, too, in the column `own`.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from gorae.hover import hover_at
from gorae.reference.phrases import PHRASES
from gorae.stages import build
from gorae.syntax import parse
from hover.words import words

_NAME = re.compile(r"(?:Docker|Container)file(?:\..+)?|.+\.(?:Docker|Container)file", re.IGNORECASE)


def files(folder: Path, most: int) -> list[Path]:
    """Return one Dockerfile of each folder below, at random but the same each time."""
    chosen = []
    for repository in sorted(path for path in folder.iterdir() if path.is_dir()):
        found = sorted(path for path in repository.rglob("*") if _NAME.fullmatch(path.name) and path.is_file())
        if found:
            chosen.append(random.Random(repository.name).choice(found))
    return chosen[:: max(1, len(chosen) // most)][:most]


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=100)
    parser.add_argument("--lang", default="ko", choices=("ko", "en"))
    parser.add_argument("--show", type=int, default=0, help="print so many hovers of each kind, at random")
    parser.add_argument("--seed", type=int, default=0, help="which ones")
    options = parser.parse_args()
    general = PHRASES.all(options.lang)["program-of-image"][0]
    seen: Counter[str] = Counter()
    there: Counter[str] = Counter()
    own: Counter[str] = Counter()
    missing: dict[str, Counter[str]] = defaultdict(Counter)
    times: list[float] = []
    shown: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path in files(options.folder, options.most):
        document = parse(path.read_text(encoding="utf-8", errors="replace"))
        graph = build(document)
        for word in words(document, graph):
            began = time.perf_counter()
            found = hover_at(document, graph, word.span.start, options.lang)
            times.append(time.perf_counter() - began)
            seen[word.kind] += 1
            if found is None:
                missing[word.kind][f"{word.of} {word.span.of(document.text.value)}".strip()] += 1
                continue
            there[word.kind] += 1
            if general in found.markdown:
                missing[f"{word.kind} (general)"][word.span.of(document.text.value)] += 1
            else:
                own[word.kind] += 1
            shown[word.kind].append((f"{path.name}: {found.span.of(document.text.value)!r}", found.markdown))
    for kind, count in seen.most_common():
        print(f"{kind:24}{count:7}{there[kind] / count:8.1%}{own[kind] / count:8.1%}")
    total = sum(seen.values())
    print(f"{'all':24}{total:7}{sum(there.values()) / total:8.1%}{sum(own.values()) / total:8.1%}")
    times.sort()
    print(f"p50 {times[len(times) // 2] * 1000:.2f} ms, p95 {times[int(len(times) * 0.95)] * 1000:.2f} ms")
    for kind, counts in missing.items():
        print(f"{kind}: " + ", ".join(f"{word!r} {count}" for word, count in counts.most_common(60)))
    for kind, hovers in shown.items():
        for title, text in random.Random(options.seed).sample(hovers, min(options.show, len(hovers))):
            print(f"\n===== {kind} in {title}\n{text}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Holds Gorae against a real Docker Engine, prints the tables, and fails where they differ.

    python tests/engine/run.py            probes, own texts, 2,000 mutants, public Dockerfiles where they can be had
    python tests/engine/run.py --quick    some of the probes and own texts, 300 mutants: in less than two minutes
    --corpus FOLDER                       Dockerfiles of a folder as well, and mutants of them
    --seed N --mutants N                  other mutants
    --if-installed                        installs no engine: says so and passes where there is none
    --record                              writes the answers that the recorded test holds Gorae to

Where no engine can be had (no root, no namespaces) it says so, and passes.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent)]  # run as a file

from compare import CHECKS, Tally
from engine import Engine, home_folder, lacking
from grown import grown
from made import made
from met_probes import met_probes
from more_probes import more_probes
from oracle import check
from gorae.images.catalog import known_surroundings, surroundings
from texts import dockerfiles_below, fetch_public, own_texts, probes, slips

RECORD = Path(__file__).parent / "recorded.jsonl"
LEAST_MET, LEAST_AGREED = 0.99, 0.99
RECORDED_MUTANTS = 400
QUICK_STEP = 5


def known_images() -> dict[str, dict[str, list[str]]]:
    """What the registry's images set, by patterns of their names: the variables that the real ones set, each with some value."""
    return {
        f"{name.removeprefix('mcr.microsoft.com/')}:*": {
            "Env": [f"{one}=/{one.lower()}" for one in sorted(found.variables)]
        }
        for name in known_surroundings()
        if (found := surroundings(name)) and found.variables
    }


def answers(engine: Engine, texts: list[tuple[str, str]]) -> list[tuple[str, str, dict]]:
    """The Engine's answer for each text."""
    with tempfile.TemporaryDirectory() as made:
        Path(made, "images.json").write_text(json.dumps(known_images()))
        for number, (_, text) in enumerate(texts):
            folder = Path(made, f"{number:06d}")
            folder.mkdir()
            (folder / "Dockerfile").write_bytes(text.encode())
        said = {one["file"]: one for one in check(engine, Path(made))}
    return [(name, text, said[f"{number:06d}/Dockerfile"]) for number, (name, text) in enumerate(texts)]


def gathered(chosen: argparse.Namespace, folder: Path) -> dict[str, list[tuple[str, str]]]:
    """The texts by where they come from."""
    own = own_texts()
    texts = {"probes": [*probes(), *met_probes()], "own texts": own}
    if chosen.quick:
        texts = {source: rows[::QUICK_STEP] for source, rows in texts.items()}
    else:
        texts["more probes"] = more_probes()
    count = chosen.mutants if chosen.mutants is not None else 300 if chosen.quick else 2000
    public = [row for corpus in chosen.corpus for row in dockerfiles_below(Path(corpus))]
    if not chosen.quick and not public:
        lost = fetch_public(folder)
        if lost:
            print(f"engine: not fetched: {', '.join(lost)}", flush=True)
        public = list(dockerfiles_below(folder))
    if public:
        texts["public"] = public
        texts["mutants of public"] = slips(public, count, chosen.seed)
    texts["made"] = [(f"{kind.lower()}-{number}", text) for number, (kind, text) in enumerate(made(count, chosen.seed))]
    if not chosen.quick:  # of a hundred texts one is more than the share that may differ
        rows = enumerate(grown(count // 2, chosen.seed))
        texts["grown"] = [(f"{kind}-{number}", text) for number, (kind, text) in rows]
    texts["mutants"] = slips([*own, *probes()[::7]], count, chosen.seed)
    return texts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--if-installed", action="store_true")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--corpus", action="append", default=[])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mutants", type=int)
    chosen = parser.parse_args()
    if why := lacking():
        print(f"engine: not asked here: {why}")
        return 0
    if chosen.if_installed and not (home_folder() / "ready").exists():
        print("engine: not asked here: `make engine` installs one")
        return 0
    failed = False
    with tempfile.TemporaryDirectory() as folder, Engine(home_folder()) as engine:
        for source, texts in gathered(chosen, Path(folder)).items():
            begun, tally = time.monotonic(), Tally()
            reported = answers(engine, texts)
            for name, text, answer in reported:
                tally.add(name, text, answer)
            print(f"== {source} ({time.monotonic() - begun:.0f} s)\n{tally.table()}\n", flush=True)
            failed |= tally.errors_met < LEAST_MET or bool(tally.false)
            failed |= any(tally.agreement(name) < LEAST_AGREED for name in CHECKS)
            if chosen.record and source in ("probes", "own texts", "mutants"):
                record(reported[:RECORDED_MUTANTS] if source == "mutants" else reported, fresh=source == "probes")
    print("engine: differs" if failed else "engine: agrees")
    return int(failed)


def record(reported: list[tuple[str, str, dict]], *, fresh: bool) -> None:
    """Writes the answers down."""
    with RECORD.open("w" if fresh else "a", encoding="utf-8") as file:
        for name, text, answer in reported:
            kept = {"name": name, "text": text, "error": answer["error"], "warnings": answer["warnings"]}
            file.write(json.dumps(kept, ensure_ascii=False, sort_keys=True) + "\n")


if __name__ == "__main__":
    sys.exit(main())

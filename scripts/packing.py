"""Writes the packaged data on packages as `gorae.packages.store` reads them."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from gorae.packages.store import RELEASES, Record, compressed, encode, front_coded, in_columns

if TYPE_CHECKING:
    from pathlib import Path

COLD_NAMES = 500  # in a block
PROGRAMS = 3000
HOT_NAMES = 500  # of the usual ones


def closure(records: dict[str, dict[str, Record]], letter: str, wanted: list[str]) -> set[str]:
    """Return what the names pull in, by the first alternative of each relation."""
    found: set[str] = set()
    todo = list(wanted)
    while todo:
        name = todo.pop()
        record = records.get(name, {}).get(letter)
        if name in found or record is None:
            continue
        found.add(name)
        for group in f"{record.depends} {record.recommends}".split():
            todo += [one.rstrip(">") for one in group.split("|")[:2]]
        todo += [one.rstrip("=") for one in record.providers[:2]] if not record.version else []
    return found


class Blocks:
    """Blocks one behind the other."""

    def __init__(self) -> None:
        self.body = b""

    def add(self, text: str, *, quickly_read: bool = False) -> tuple[int, int]:
        """Return where the text's block stands."""
        block = compressed(text, quickly_read=quickly_read)
        place = (len(self.body), len(block))
        self.body += block
        return place


def write(
    folder: Path, records: dict[str, dict[str, Record]], named: dict[str, dict[str, str]], usual: list[str], about: dict
) -> None:
    """Write `packages.bin`."""
    blocks = Blocks()
    header: dict = {"about": about, "hot": {}, "cold": [], "programs": []}
    header["usual"] = blocks.add("\n".join(usual))
    hot: dict[str, set[str]] = {}
    for release in RELEASES:
        letter = release.letter
        hot[letter] = closure(records, letter, [*about["base"][release.number], *usual[:HOT_NAMES]])
        lines = sorted("\t".join((name, *encode(records[name][letter]))) for name in hot[letter])
        header["hot"][letter] = blocks.add("\n".join(lines), quickly_read=True)
    full, only = thinned(records, usual)
    cold = []
    for name in sorted(records):
        rows = [(letter, one) for letter, one in sorted(full[name].items()) if name not in hot.get(letter, ())]
        if rows or only.get(name):
            cold.append((name, rows, only.get(name, "")))
    for at in range(0, len(cold), COLD_NAMES):
        part = cold[at : at + COLD_NAMES]
        header["cold"].append((part[0][0], *blocks.add(in_columns(part))))
    letters = [release.letter for release in RELEASES]
    signs = {"real": "r", "virtual": "v", "named": "n"}
    kinds = ["".join(signs.get(named[name].get(letter, ""), "-") for letter in letters) for name in sorted(named)]
    header["names"] = blocks.add("\0".join((front_coded(sorted(named)), "\n".join(kinds))))
    for first, text in programs(full, usual):
        header["programs"].append((first, *blocks.add(text)))
    packed = compressed(json.dumps(header, ensure_ascii=False, separators=(",", ":")))
    folder.mkdir(exist_ok=True)
    (folder / "packages.bin").write_bytes(len(packed).to_bytes(4, "big") + packed + blocks.body)


def thinned(
    records: dict[str, dict[str, Record]], usual: list[str]
) -> tuple[dict[str, dict[str, Record]], dict[str, str]]:
    """Return the records without those of partial releases that no Dockerfile asks for, and of these the releases' letters.

    A letter is upper-case where the name is a virtual one.
    """
    kept = {release.letter: closure(records, release.letter, usual) for release in RELEASES if release.is_partial}
    full: dict[str, dict[str, Record]] = {}
    only: dict[str, str] = {}
    for name, rows in records.items():
        full[name] = {letter: one for letter, one in rows.items() if name in kept.get(letter.lower(), (name,))}
        only[name] = "".join(
            letter if one.version else letter.upper()
            for letter, one in sorted(rows.items())
            if letter.islower() and letter not in full[name] and (one.version or one.providers)
        )
    return full, only


def programs(records: dict[str, dict[str, Record]], usual: list[str]) -> list[tuple[str, str]]:
    """Return the blocks of `program letters:package package;letters:package`, each with its first program."""
    rank = {name: at for at, name in enumerate(usual)}
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name, rows in records.items():
        for letter, record in rows.items():
            if letter.islower():
                for program in record.programs:
                    found[program][letter].append(name)
    lines = []
    for program in sorted(found):
        by_packages: dict[str, str] = defaultdict(str)
        for letter, names in sorted(found[program].items()):
            by_packages[" ".join(sorted(names, key=lambda one: (rank.get(one, 10**6), len(one), one)))] += letter
        lines.append(f"{program} " + ";".join(f"{letters}:{names}" for names, letters in by_packages.items()))
    parts = [lines[at : at + PROGRAMS] for at in range(0, len(lines), PROGRAMS)]
    return [(part[0].partition(" ")[0], "\n".join(part)) for part in parts]

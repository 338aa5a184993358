"""Builds Dockerfiles before and after the fixes of each rule, compares the images, and prints one table.

prove.py                  every case of every rule's pages, every single call of a program failing in turn
prove.py --quick          one case a rule, few calls failing; what `make test` runs
prove.py --engine         with a real Docker Engine in buildah's place (tests/engine), and 1,000 safe changes more: the rules' test
                          cases, and the pages written otherwise; with --quick, some cases alone
prove.py --engine --made 250 --seed N   texts made at random alone, some five safe changes each
prove.py --made 60 --unsafe --seed N    the unsafe fixes of such texts, up to nine each: what differs is for a reader, what builds
                          no longer is broken; without --engine, buildah builds
prove.py --rules a,b*     these rules alone (`refactoring:*` are refactorings);  --sizes also prints bytes before and after
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from collections import defaultdict
from contextlib import nullcontext
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from builds.apart import HOME, enter  # found by the path above
from builds.archive import needed
from builds.builder import make_bases
from builds.made import made_cases
from builds.more import MORE_FROM, more_cases
from builds.on_engine import make_engine_bases, missing, running
from builds.own import OWN
from builds.promised import PROMISED
from builds.prover import Change, Prover, Row, changes
from builds.refactored import refactored
from gorae.lint.registry import all_rules
from proof.catalogue import cases

if TYPE_CHECKING:
    from engine.engine import Engine
    from proof.catalogue import Case

_QUICK_STEP = 12
_prover: Prover  # of a worker
_unsafe: bool


class Way(NamedTuple):
    """How the cases are built: few of them, the unsafe fixes of made texts, and with which builder."""

    quick: bool
    unsafe: bool
    engine: Engine | None


def main() -> int:
    """Runs it; 1 where a promise is broken, 0 where none is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--engine", action="store_true")
    parser.add_argument("--if-installed", action="store_true", help="passes where no engine is installed")
    parser.add_argument("--rules", default="")
    parser.add_argument("--made", type=int, default=0)
    parser.add_argument("--unsafe", action="store_true", help="with --made: the fixes that --unsafe-fixes applies")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sizes", action="store_true")
    parser.add_argument("--verbose", action="store_true", help="each case as it is done, with its seconds of processor")
    parser.add_argument("--table", type=Path, help="a file for the table as well")
    arguments = parser.parse_args()
    if not (HOME / ".stamp").exists():
        print(f"builds: nothing in {HOME}; tests/builds/install.sh brings it, on Debian and as root")
        return 1
    if arguments.engine and (why := missing(installed=arguments.if_installed)):
        print(f"builds: no Engine asked here: {why}")
        return 0
    enter()
    names = [name for name in arguments.rules.split(",") if name]
    chosen = [
        case
        for case in _chosen(engine=arguments.engine, quick=arguments.quick)
        if not names or any(fnmatchcase(case.rule, name) for name in names)
    ]
    again = [one for one in refactored(quick=arguments.quick) if not names or one[0].rule in names]
    if arguments.made:
        chosen, again = list(made_cases(arguments.made, arguments.seed)), []
    with running() if arguments.engine else nullcontext() as engine:
        way = Way(arguments.quick, arguments.unsafe, engine)
        rows = run(chosen, again, way, verbose=arguments.verbose)
    shown = table(rows, sizes=arguments.sizes)
    broken = [one for row in rows.values() for one in row.broken]
    if not arguments.quick and not arguments.engine and not arguments.made:  # of either builder once
        broken += [
            f"{rule}: its promise `{pattern}` shows in none of its cases"
            for rule, patterns in PROMISED.items()
            for pattern in patterns
            if rule in rows and pattern not in rows[rule].kept
        ]
        broken += [
            f"{rule}: none of its cases was built"
            for rule, row in rows.items()
            if row.refused < row.cases
            and not row.built + row.mended
            and not all("Windows" in one for one in row.reasons)
        ]
    print(shown)
    if arguments.table:
        arguments.table.parent.mkdir(parents=True, exist_ok=True)
        arguments.table.write_text(shown + "\n", encoding="utf-8")
    for one in (one for row in rows.values() for one in row.differs):
        print(f"\nDIFFERS {one}")
    for one in broken:
        print(f"\nBROKEN {one}")
    return 1 if broken or not any(row.built for row in rows.values()) else 0


def _chosen(*, engine: bool, quick: bool) -> list[Case]:
    """The cases to build, those that take long first."""
    chosen = [case for case in (*cases(), *OWN) if not quick or case.number == 1 or case in OWN]
    if engine and quick:
        chosen = [*[case for case in chosen if case not in OWN][::_QUICK_STEP], *OWN]
    elif engine:
        chosen += more_cases()
    return sorted(chosen, key=lambda case: "apt" not in case.text)


def run(
    chosen: list[Case],
    again: list[tuple[Case, list[Change], bool]],
    way: Way,
    *,
    verbose: bool,
) -> dict[str, Row]:
    """Proves the cases and refactorings on all cores; says how far it is every ten seconds."""
    began = said = time.monotonic()
    rows: dict[str, Row] = defaultdict(Row)
    with multiprocessing.get_context("fork").Pool(os.cpu_count(), _begin, (way,)) as pool:
        work = [one for one in pool.map(_changes, chosen, 8) if one[1] or one[0].number < MORE_FROM] + again
        texts = [case.text for case, _, _ in work] + [change.text for _, found, _ in work for change in found]
        changes_count = len(texts) - len(work)
        print(f"builds: {len(work)} cases with {changes_count} changes on {os.cpu_count()} cores", flush=True)
        programs, packages, images = needed(texts)
        if way.engine:
            make_engine_bases(way.engine, programs, packages)
        else:
            make_bases(programs, packages, images)
        print(f"builds: bases made after {time.monotonic() - began:.0f} s", flush=True)
        for number, (case, found, seconds) in enumerate(pool.imap_unordered(_prove, work), 1):
            for rule, row in found.items():
                rows[rule].add(row)
            if verbose:
                print(f"{seconds:6.1f} s  {case}", flush=True)
            elif time.monotonic() > said + 10:
                said = time.monotonic()
                print(f"builds: {number} of {len(work)} after {said - began:.0f} s", flush=True)
    return rows


def _begin(way: Way) -> None:
    global _prover, _unsafe  # a worker has one
    _prover, _unsafe = Prover(f"worker-{os.getpid()}", quick=way.quick, engine=way.engine), way.unsafe


def _changes(case: Case) -> tuple[Case, list[Change], bool]:
    return case, *changes(case, quick=_prover.quick, unsafe=_unsafe)


def _prove(work: tuple[Case, list[Change], bool]) -> tuple[Case, dict[str, Row], float]:
    case, found, any_fix = work
    began = os.times()
    rows = _prover.prove(case, found, any_fix=any_fix)
    return case, rows, sum(os.times()[:4]) - sum(began[:4])


def table(rows: dict[str, Row], *, sizes: bool) -> str:
    """One line a rule whose fixes were built; below it what was not, and why."""
    names = ("cases", "built", "equal", "promised", "mended", "refused", "unbuilt", "failing")
    lines = [f"{'rule':32}" + "".join(f"{name:>10}" for name in names) + ("      before       after" if sizes else "")]
    order = {rule.name: number for number, rule in enumerate(all_rules())}
    for rule in sorted(rows, key=lambda name: order.get(name, len(order))):
        row = rows[rule]
        if row.refused == row.cases:
            continue
        line = f"{rule:32}" + "".join(f"{getattr(row, name):>10}" for name in names)
        lines.append(line + (f"{row.before:>12}{row.after:>12}" if sizes and row.built else ""))
    total = "".join(f"{sum(getattr(row, name) for row in rows.values()):>10}" for name in names)
    refused = [rule for rule, row in rows.items() if row.refused == row.cases]
    reasons = [reason for row in rows.values() for reason in row.reasons]
    lines += [f"{'total':32}{total}", "", f"no fix, and their pages say why: {', '.join(sorted(refused)) or 'none'}"]
    return "\n".join([*lines, "not built here:", *(f"  {reason}" for reason in sorted(reasons))])


if __name__ == "__main__":
    sys.exit(main())

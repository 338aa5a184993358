"""Builds Dockerfiles before and after the fixes of each rule, compares the images, and prints one table.

prove.py                  every case of every rule's pages, every single call of a program failing in turn
prove.py --quick          one case a rule, nothing failing; what `make test` runs
prove.py --rules a,b      these rules alone;  --sizes also prints bytes before and after
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from builds.images import HOME, Builder, Failure, Image, needed  # found by the path above
from builds.own import OWN
from gorae.lint.engine import check
from gorae.lint.fixing import fix_text
from gorae.lint.registry import all_rules
from gorae.lint.settings import Settings
from gorae.syntax import parse
from lint.cases import TODAY, settings_of
from proof.catalogue import Case, cases, context_of, settings_of_all

if TYPE_CHECKING:
    from collections.abc import Iterable

# Folders whose files a fix may leave out of the image: nothing but package managers puts files there.
CACHES = (
    "var/lib/apt/lists/", "var/cache/", "root/.cache", "root/.npm", "usr/local/share/.cache", "etc/apk/cache", "go/pkg/mod",
    "var/lib/apt/extended_states", "calls", "etc/passwd-", "home/node/.npm",
)  # fmt: skip
# The exec form starts the same program without a shell in between: tests/proof/test_shell.py proves that.
STARTS = {
    "cmd-shell-form": "Cmd", "entrypoint-shell-form": "Entrypoint", "healthcheck-missing": "Healthcheck",
}  # fmt: skip
# What this buildah cannot do: here-documents, sources from the network, Windows.
_BEYOND_BUILDAH = re.compile(r"(?im)^(?:COPY|ADD|RUN)\b.*<<|^ADD\b.*https?://|nanoserver|windows")
# Debian's builds take ten times as long: in `make test-builds` only where apt itself is what the fix is about.
QUICK_ON_DEBIAN = frozenset(("apt-lists-kept", "apt-update-alone", "apt-recommends-installed"))
_DEBIAN = ("apt", "dpkg", "useradd", "bash", "debconf")


@dataclass
class Row:
    """What came of one rule's cases."""

    cases: int = 0
    built: int = 0  # before and after
    equal: int = 0  # of those: the same image, caches aside
    promised: int = 0  # of those: unsafe, builds, starts, and differs as it says
    mended: int = 0  # could not be built before, can be after
    refused: int = 0  # no fix is offered
    unbuildable: int = 0
    before: int = 0  # bytes of all that built
    after: int = 0
    broken: list[str] = field(default_factory=list)


class Prover:
    """Builds cases and keeps the score."""

    def __init__(self, folder: Path, every: Iterable[Case], *, quick: bool) -> None:
        self.folder = folder
        self.quick = quick
        self.rows: dict[str, Row] = defaultdict(Row)
        self.builders: dict[str, Builder] = {}
        texts = [case.text for case in every]
        settings = settings_of_all()
        texts += [fix_text(text, settings, lambda _: None, unsafe=True).text for text in texts]
        self.programs, self.packages = needed(texts)
        self.known: dict[tuple[str, str], Image | Failure] = {}

    def builder(self, *texts: str) -> Builder:
        kind = "debian" if self._is_debian(*texts) else "busybox"
        if kind not in self.builders:
            self.builders[kind] = Builder(kind, self.folder / "stores")
            self.builders[kind].make_base(self.programs, self.packages)
        return self.builders[kind]

    @staticmethod
    def _is_debian(*texts: str) -> bool:
        return any(word in text for text in texts for word in _DEBIAN)

    def prove(self, case: Case) -> None:
        """A case with the fixes of its rule, then with all safe ones together."""
        context = _context(case, self.folder / "contexts" / str(case))
        row = self.rows[case.rule]
        row.cases += 1

        def surroundings(changed: dict[str, str]):
            return context_of(case, context, changed)

        problems = check(parse(case.text), settings_of(case.rule), surroundings({}))
        safe = fix_text(case.text, settings_of(case.rule), surroundings, unsafe=False).text
        whole = fix_text(case.text, settings_of(case.rule), surroundings, unsafe=True).text
        together = fix_text(case.text, Settings(extend_select=("all",), today=TODAY), surroundings, unsafe=False).text
        if not any(problem.fixes for problem in problems):
            row.refused += 1
        if safe == whole == together == case.text:
            return
        if _BEYOND_BUILDAH.search(whole):
            row.unbuildable += 1
            return
        if self.quick:
            together = case.text
            if safe == whole == case.text or (
                self._is_debian(case.text, safe, whole) and case.rule not in QUICK_ON_DEBIAN
            ):
                return
        builder = self.builder(case.text, safe, whole, together)
        before = builder.build(case.text, context)
        done = False
        if safe != case.text:
            done = True
            self._compare(case, row, builder, context, before, safe)
        if whole not in (case.text, safe):
            self._unsafe(case, row, builder, context, before, whole, counted=not done)
            done = True
        if together not in (case.text, safe):
            self._compare(case, self.rows["all safe fixes together"], builder, context, before, together, rule="")
            self.rows["all safe fixes together"].cases += 1

    def _compare(
        self, case: Case, row: Row, builder: Builder, context: Path, before, text: str, *, rule: str | None = None
    ):
        after = builder.build(text, context)
        name = case.rule if rule is None else rule
        if isinstance(before, Failure):
            if isinstance(after, Failure):
                row.unbuildable += 1
            else:
                row.mended += 1
            return
        if isinstance(after, Failure):
            row.broken.append(f"{case}: builds no longer\n{text}\n{after.log[-600:]}")
            return
        row.built += 1
        row.before += before.size
        row.after += after.size
        found = differences(before, after, name)
        if found:
            row.broken.append(f"{case}: {'; '.join(found[:8])}\n{text}")
            return
        if not self.quick:
            for call in dict.fromkeys(before.calls):
                ends = [builder.build(one, context, fails=call) for one in (case.text, text)]
                if call in after.calls and isinstance(ends[0], Failure) != isinstance(ends[1], Failure):
                    row.broken.append(f"{case}: ends in another way where `{call}` fails\n{text}")
                    return
        row.equal += 1

    def _unsafe(self, case: Case, row: Row, builder: Builder, context: Path, before, text: str, *, counted: bool):
        after = builder.build(text, context, start=isinstance(before, Image) and case.rule != "secret-in-arg-env")
        if isinstance(after, Failure):
            if isinstance(before, Failure):
                row.unbuildable += counted
            else:
                row.broken.append(
                    f"{case}: after the unsafe fix it builds or starts no longer\n{text}\n{after.log[-600:]}"
                )
            return
        if isinstance(before, Failure):
            row.mended += 1
            return
        row.built += counted
        row.promised += 1
        if counted:
            row.before += before.size
            row.after += after.size


def differences(before: Image, after: Image, rule: str) -> list[str]:
    """How an image differs from the one before in more than caches that it leaves out."""
    found = []
    for path in sorted(before.files.keys() | after.files.keys()):
        old, new = before.files.get(path), after.files.get(path)
        if old == new or path.startswith(CACHES):
            if new is not None and old is None and not path.startswith("calls"):
                found.append(f"new in a cache: {path}")
            continue
        if new is None and any(known.startswith(path + "/") for known in CACHES):
            continue  # the empty folder of a cache
        found.append(f"{path}: {old} -> {new}")
    for key, old in before.config.items():
        new = after.config.get(key)
        if old != new and STARTS.get(rule) != key and not (rule == "" and key in STARTS.values()):
            found.append(f"{key}: {old} -> {new}")
    if after.size > before.size + 4096:
        found.append(f"it grew by {after.size - before.size} bytes")
    return found


def _context(case: Case, folder: Path) -> Path:
    """The case's files, and small ones for the other sources that its COPY and ADD name."""
    folder.mkdir(parents=True)
    context_of(case, folder)
    (folder / "app.txt").write_text("app\n")
    for placed in parse(case.text).placed:
        instruction = placed.instruction
        if placed.name not in ("COPY", "ADD") or instruction.flag("from"):
            continue
        for word in instruction.words[:-1]:
            path = word.value.lstrip("/")
            if "$" in path or "://" in path or "*" in path or "[" in path or ".." in path or path in ("", "."):
                continue
            target = folder / path
            if target.exists():
                continue
            if "." in target.name or target.name[:1].isupper() or target.name in ("shop", "app"):
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text("{}\n")
            else:
                target.mkdir(parents=True)
                (target / "file.txt").write_text("file\n")
    return folder


def main() -> int:
    """Runs it; 1 where a promise is broken, 0 where none is, or where nothing can be built on this machine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rules", default="")
    parser.add_argument("--sizes", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    if not (HOME / ".stamp").exists():
        print(f"builds: nothing in {HOME}; tests/builds/install.sh brings it, on Debian and as root")
        return 1
    wanted = {name for name in arguments.rules.split(",") if name}
    chosen = [case for case in (*cases(), *OWN) if not wanted or case.rule in wanted]
    if arguments.quick:
        chosen = [case for case in chosen if case.number == 1 or case in OWN]
    with tempfile.TemporaryDirectory(prefix="gorae-builds-", ignore_cleanup_errors=True) as folder:
        prover = Prover(Path(folder), chosen, quick=arguments.quick)
        for case in chosen:
            prover.prove(case)
            if arguments.verbose:
                print(case, flush=True)
    print(table(prover.rows, sizes=arguments.sizes))
    broken = [one for row in prover.rows.values() for one in row.broken]
    for one in broken:
        print(f"\nBROKEN {one}")
    return 1 if broken or not any(row.built for row in prover.rows.values()) else 0


def table(rows: dict[str, Row], *, sizes: bool) -> str:
    """One line a rule."""
    names = ("cases", "built", "equal", "promised", "mended", "refused", "unbuildable")
    lines = [f"{'rule':32}" + "".join(f"{name:>12}" for name in names) + ("      before       after" if sizes else "")]
    order = {rule.name: number for number, rule in enumerate(all_rules())}
    for rule in sorted(rows, key=lambda name: order.get(name, len(order))):
        row = rows[rule]
        line = f"{rule:32}" + "".join(f"{getattr(row, name):>12}" for name in names)
        lines.append(line + (f"{row.before:>12}{row.after:>12}" if sizes and row.built else ""))
    total = "".join(f"{sum(getattr(row, name) for row in rows.values()):>12}" for name in names)
    return "\n".join([*lines, f"{'total':32}{total}"])


if __name__ == "__main__":
    sys.exit(main())

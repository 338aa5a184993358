"""Makes the packaged data on Debian's and Ubuntu's packages from their archives' indices: `refresh_packages.py --mirror URL`.

Any mirror serves (`http://HOST`, with `debian`, `debian-security` and `ubuntu` below it; `DEBIAN_MIRROR` says the same; where
Ubuntu's is another, `--ubuntu-mirror` or `UBUNTU_MIRROR`). What was fetched in the last day is taken from the folder that
`--cache` names, so a run that was broken off goes on where it was. Taken are names, numbers and relations only, no descriptions. What the indices say is made small in two ways: a condition that the
release's own packages fulfil is dropped (none of them can be installed in another version), and what many Dockerfiles
install stands in blocks of its own, so that a usual question reads little.
"""

from __future__ import annotations

import argparse
import datetime as dt
import lzma
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "server"))
from packing import write

from gorae.packages.store import RELEASES, Record
from gorae.packages.store import Release as Known
from gorae.packages.versions import key, satisfies

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "server" / "gorae" / "packages" / "data"
USUAL = Path(__file__).resolve().parent / "usual_packages.txt"
# Ubuntu keeps other architectures than amd64 in an archive of its own, which few mirrors have.
ARCHITECTURES = {"debian": ("amd64", "arm64"), "ubuntu": ("amd64",)}
# The kernels' packages are half of Ubuntu's updates, and no image holds one.
_KERNELS = re.compile(r"linux-.*-\d")
_ONE_DAY = 86_400  # seconds
_RELATION = re.compile(r"([^\s(:\[]+)(?::(\w+))?\s*(?:\(\s*([<>=]+)\s*([^)\s]+)\s*\))?")
_FIELDS = ("Package", "Version", "Installed-Size", "Architecture", "Pre-Depends", "Depends", "Recommends", "Conflicts",
           "Breaks", "Provides", "Essential", "Important", "Priority", "Multi-Arch", "Suggests", "Replaces", "Enhances",
           "Section")  # fmt: skip
_IN_ORDER = (
    "Pre-Depends",
    "Depends",
    "Suggests",
    "Recommends",
    "Conflicts",
    "Breaks",
    "Replaces",
    "Enhances",
    "Provides",
)
_PRIORITIES = {"required": 1, "important": 2, "standard": 3, "optional": 4, "extra": 5}
_PROGRAM = re.compile(rb"^(?:usr/)?(?:s?bin|games)/([^/\s]+)\s+(\S+)$")
_JAVA = re.compile(rb"^usr/lib/jvm/java-\d+-openjdk-\w+/bin/([^/\s]+)\s+(\S+)$")

# What only Debian's own builds of Rust, Go and Haskell install: a quarter of all relations, and none of them is packaged.
# A record of a name that the archive has no package of.
_NOTHING = Record(
    version="", others=(), size=0, flags="", depends="", recommends="", conflicts="", providers=(), programs=()
)
_LIBRARIES = re.compile(r"librust-|golang-.*-dev$|libghc-|haskell-")


def _is_left_out(virtual: str) -> bool:
    """Whether a virtual name is put aside for those who provide it: a crate's have a hundred thousand that none installs."""
    return virtual.startswith("librust-")


class Alternative(NamedTuple):
    """One `name:arch (sign version)`."""

    name: str
    arch: str
    sign: str
    version: str


def groups(text: str) -> list[list[Alternative]]:
    """Return a relation field's or-groups."""
    found = []
    for group in text.split(","):
        one = [
            Alternative(m[1], m[2] or "", m[3] or "", m[4] or "")
            for a in group.split("|")
            if (m := _RELATION.match(a.strip()))
        ]
        if one:
            found.append(one)
    return found


def fetch(url: str, cache: Path) -> Path:
    """Return a file of the archive, which the cache keeps for a day; an empty one where the archive has none."""
    kept = cache / re.sub(r"\W+", "_", url.split("://", 1)[-1])
    if kept.exists() and time.time() - kept.stat().st_mtime < _ONE_DAY:
        return kept
    cache.mkdir(parents=True, exist_ok=True)
    part = kept.with_suffix(".part")
    with part.open("wb") as file:
        try:
            with urllib.request.urlopen(url, timeout=120) as answer:  # noqa: S310 - the mirror is the caller's own word
                shutil.copyfileobj(answer, file)
        except urllib.error.HTTPError as error:
            if error.code != 404:
                raise
    part.rename(kept)
    return kept


def stanzas(text: str) -> list[dict[str, str]]:
    """Return a Packages file's entries, with the fields that are of use."""
    found = []
    for block in text.split("\n\n"):
        one: dict[str, str] = {}
        for line in block.split("\n"):
            name, colon, value = line.partition(": ")
            if colon and name in _FIELDS:
                one[name] = value.strip()
        if "Package" in one:
            found.append(one)
    return found


class Release:
    """The packages of one release and architecture, as apt sees them with updates and security."""

    def __init__(self, entries: list[dict[str, str]]) -> None:
        self.candidates: dict[str, dict[str, str]] = {}
        self.versions: dict[str, list[str]] = defaultdict(list)
        self.first_named: dict[str, int] = {}
        self.providers: dict[str, list[tuple[str, str]]] = defaultdict(list)  # virtual name: package, version
        for one in entries:
            self._name(one["Package"])
            for field in _IN_ORDER:
                if field in one:
                    for group in groups(one[field]):
                        for alternative in group:
                            self._name(alternative.name)
            self.versions[one["Package"]].append(one["Version"])
            known = self.candidates.get(one["Package"])
            if known is None or key(known["Version"]) < key(one["Version"]):
                self.candidates[one["Package"]] = one
        for name, one in self.candidates.items():
            for group in groups(one.get("Provides", "")):
                self.providers[group[0].name].append((name, group[0].version))
        for virtual, rows in self.providers.items():
            rows.sort(key=lambda row, virtual=virtual: self._rank(row[0], virtual))

    def _name(self, name: str) -> None:
        self.first_named.setdefault(name, len(self.first_named))

    def _rank(self, name: str, virtual: str) -> tuple[object, ...]:
        """How apt sorts those who provide the same: essential ones, higher priorities, what its cache met last."""
        one = self.candidates[name]
        return (
            name != virtual,
            one.get("Essential") != "yes",
            one.get("Important") != "yes",
            _PRIORITIES.get(one.get("Priority", ""), 4),
            -self.first_named[name],
        )

    def fulfilling(self, wanted: Alternative) -> list[str] | None:
        """Return names that fulfil an alternative, in apt's order; None where the plain name says the same."""
        real = self.candidates.get(wanted.name)
        if wanted.arch not in ("", "any", "all"):
            return []
        if not wanted.version and real is None and _is_left_out(wanted.name):
            return [name for name, _ in self.providers.get(wanted.name, ())]
        if not wanted.version:
            return None if real is not None or wanted.name in self.providers else []
        if real is not None and satisfies(real["Version"], wanted.sign, wanted.version):
            return None
        return [
            name
            for name, version in self.providers.get(wanted.name, ())
            if version and satisfies(version, wanted.sign, wanted.version)
        ]

    def depends(self, text: str, *, hard: bool) -> str:
        """Return a field in the packaged form: groups apart by blanks, alternatives by `|`; `!` where nothing fulfils it."""
        found = []
        for group in groups(text):
            names: list[str] = []
            for alternative in group:
                exact = self.fulfilling(alternative)
                if exact is None:
                    has_providers = alternative.version and alternative.name in self.providers
                    names.append(alternative.name + (">" if has_providers else ""))
                else:
                    names += exact
            if names:
                found.append("|".join(dict.fromkeys(names)))
            elif hard:
                found.append(f"!{group[0].name}")
        return " ".join(dict.fromkeys(found))

    def conflicts(self, name: str, text: str) -> str:
        """Return the packages of the release that cannot be there at the same time."""
        found: list[str] = []
        for group in groups(text):
            wanted = group[0]
            if wanted.arch not in ("", "any", "all"):
                continue  # of another architecture, which is not there
            real = self.candidates.get(wanted.name)
            if real is not None and (not wanted.version or satisfies(real["Version"], wanted.sign, wanted.version)):
                found.append(wanted.name)
            for other, version in self.providers.get(wanted.name, ()):
                if not wanted.version or (version and satisfies(version, wanted.sign, wanted.version)):
                    found.append(other)
        return " ".join(one for one in dict.fromkeys(found) if one != name)

    def record(self, name: str, programs: dict[str, set[str]]) -> Record:
        """Return all that is packaged of a name; of a virtual one, who provides it."""
        providers = tuple(
            other + ("=" if version else "") for other, version in self.providers.get(name, ()) if other != name
        )
        one = self.candidates.get(name)
        if _is_left_out(name):
            providers = ()
        if one is None:
            return _NOTHING._replace(providers=providers)
        flags = ("e" if one.get("Essential") == "yes" else "") + ("i" if one.get("Important") == "yes" else "")
        flags += "r" if one.get("Priority") == "required" else ""
        flags += "f" if one.get("Multi-Arch") in ("foreign", "allowed") or one.get("Architecture") == "all" else ""
        flags += "m" if one.get("Section", "").endswith("metapackages") else ""
        if _LIBRARIES.match(name):
            return _NOTHING._replace(version=one["Version"], size=int(one.get("Installed-Size", 0)), flags="u")
        others = tuple(sorted(set(self.versions[name]) - {one["Version"]}, key=key))
        hard = ", ".join(one[field] for field in ("Pre-Depends", "Depends") if field in one)
        against = ", ".join(one[field] for field in ("Conflicts", "Breaks") if field in one)
        return Record(
            version=one["Version"],
            others=others,
            size=int(one.get("Installed-Size", 0)),
            flags=flags,
            depends=self.depends(hard, hard=True),
            recommends=self.depends(one.get("Recommends", ""), hard=False),
            conflicts=self.conflicts(name, against),
            providers=providers,
            programs=tuple(sorted(programs.get(name, ()))),
        )


def _suites(mirror: str, release: Known) -> list[tuple[str, tuple[str, ...]]]:
    """Return the addresses of a release's suites, with their components."""
    if release.system == "ubuntu":
        parts = ("main", "restricted", "universe", "multiverse")
        return [(f"{mirror}/ubuntu/dists/{release.codename}{one}", parts) for one in ("", "-updates", "-security")]
    name = release.codename
    return [
        (f"{mirror}/debian/dists/{name}", ("main",)),
        (f"{mirror}/debian/dists/{name}-updates", ("main",)),
        (f"{mirror}/debian-security/dists/{name}-security", ("main",)),
    ]


def load(mirror: str, release: Known, arch: str, cache: Path) -> Release:
    """Return a release with its updates."""
    entries = []
    for suite, components in _suites(mirror, release):
        for component in components:
            body = fetch(f"{suite}/{component}/binary-{arch}/Packages.xz", cache).read_bytes()
            if body:
                entries += stanzas(lzma.decompress(body).decode())
    if release.system == "ubuntu":
        entries = [one for one in entries if not _KERNELS.match(one["Package"])]
    return Release(entries)


def programs_of(mirror: str, release: Known, cache: Path) -> dict[str, set[str]]:
    """Return each package's programs, by what the archive's Contents say lies in the folders of PATH."""
    if release.system == "ubuntu":
        addresses = [f"{mirror}/ubuntu/dists/{release.codename}{one}/Contents-amd64.gz" for one in ("", "-updates")]
    else:
        addresses = [f"{mirror}/debian/dists/{release.codename}/main/Contents-{arch}.gz" for arch in ("amd64", "all")]
    found: dict[str, set[str]] = defaultdict(set)
    for address in addresses:
        # Ubuntu's name five gigabytes of files: grep takes the few lines that are of use out of them.
        kept = fetch(address, cache)
        if not kept.stat().st_size:
            continue
        unpacked = subprocess.Popen(["gzip", "-dc", str(kept)], stdout=subprocess.PIPE)
        lines = subprocess.run(
            ["grep", "-aE", "^((usr/)?s?bin|usr/games|usr/lib/jvm)/"],
            stdin=unpacked.stdout, capture_output=True, check=False, env=os.environ | {"LC_ALL": "C"},
        ).stdout  # fmt: skip
        for line in lines.split(b"\n"):
            match = _PROGRAM.match(line) or _JAVA.match(line)
            if match:
                for package in match[2].decode().split(","):
                    found[package.rsplit("/", 1)[-1]].add(match[1].decode())
    return found


def base_of(release: Release) -> list[str]:
    """Return what a minimal Debian holds: what is required, apt, and all that these need, as debootstrap chooses."""
    wanted = [
        name
        for name, one in release.candidates.items()
        if one.get("Priority") == "required" or one.get("Essential") == "yes"
    ]
    wanted.append("apt")
    found: dict[str, None] = {}
    while wanted:
        name = wanted.pop()
        if name in found:
            continue
        found[name] = None
        one = release.candidates[name]
        for group in groups(", ".join(one[field] for field in ("Pre-Depends", "Depends") if field in one)):
            first = group[0].name
            if first == "usrmerge" and len(group) > 1:
                first = group[1].name  # debootstrap merges /usr itself
            if first in release.candidates:
                wanted.append(first)
            elif not any(name in found for name, _ in release.providers.get(first, ())):
                wanted += [name for name, _ in release.providers.get(first, ())[:1]]
    return sorted(found)


def read_release(
    release: Known, mirror: str, cache: Path, records: dict[str, dict[str, Record]], named: dict[str, dict[str, str]]
) -> list[str]:
    """Add what a release knows to the records and names; return what its minimal system holds."""
    programs = programs_of(mirror, release, cache)
    seen = [load(mirror, release, arch, cache) for arch in ARCHITECTURES[release.system]]
    amd, arm = seen[0], seen[-1]
    for name in {*amd.first_named, *arm.first_named}:
        one = amd.record(name, programs)
        other = one if arm is amd else arm.record(name, programs)
        there = bool(one.version or one.providers)
        if there or other.version or other.providers:
            records[name][release.letter] = one
            if one.relations != other.relations:
                records[name][release.letter.upper()] = other
        if _is_left_out(name) and not (one.version or other.version):
            continue
        named[name][release.letter] = (
            "real" if one.version or other.version else "virtual" if there or other.providers else "named"
        )
    base = base_of(amd)
    print(f"{release}: {len(amd.candidates)} packages, {len(base)} in the minimal system", file=sys.stderr, flush=True)
    return base


def main() -> int:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mirror", default=os.environ.get("DEBIAN_MIRROR"), help="any Debian mirror, http://HOST")
    parser.add_argument("--ubuntu-mirror", default=os.environ.get("UBUNTU_MIRROR"), help="where that is another")
    parser.add_argument(
        "--cache", type=Path, default=ROOT / ".build" / "indices", help="a folder that keeps the indices"
    )
    given = parser.parse_args()
    if not given.mirror:
        parser.error("--mirror or DEBIAN_MIRROR is needed")
    records: dict[str, dict[str, Record]] = defaultdict(dict)
    named: dict[str, dict[str, str]] = defaultdict(dict)
    bases = {}
    for release in RELEASES:
        mirror = (given.ubuntu_mirror or given.mirror) if release.system == "ubuntu" else given.mirror
        bases[release.number] = read_release(release, mirror, given.cache, records, named)
    usual = USUAL.read_text(encoding="utf-8").split() if USUAL.exists() else []
    about = {
        "source": "the package indices of Debian (main, updates, security) and Ubuntu (all components): Packages, Contents",
        "date": dt.datetime.now(dt.timezone.utc).date().isoformat(),
        "licence": "facts of the archives: names, versions, relations, sizes; the indices carry no licence of their own",
        "base": bases,
    }
    write(DATA, records, named, usual, about)
    print(f"packages.bin: {(DATA / 'packages.bin').stat().st_size} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

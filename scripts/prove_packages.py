"""Compares what Gorae says of install lines with what apt says: `prove_packages.py --mirror URL ROOTS`, as root.

ROOTS is a folder for one minimal system a release (`debootstrap` makes those that are missing). Each line of
`tests/packages/install_lines.txt` is given to that release's own `apt-get -s install`; the table is rewritten with what apt
answered, and the lines whose answer Gorae does not share are shown.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "server"))
from gorae.packages import RELEASES, Release, base, read, release_of, resolve, size_of

TABLE = Path(__file__).resolve().parent.parent / "tests" / "packages" / "install_lines.txt"
HEAD = """# What `apt-get -s install` answers in a minimal system of each release; scripts/prove_packages.py writes it.
# release, status, packages newly installed, their KiB, digest of their sorted names, words of the line
"""


def prepare(roots: Path, mirror: str, release: Release) -> Path:
    """Return the minimal system of a release, with its lists of today."""
    root = roots / release.codename
    if not (root / "var/lib/dpkg/status").exists():
        subprocess.run(
            ["debootstrap", "--variant=minbase", release.codename, str(root), f"{mirror}/debian"], check=True
        )
        lines = [f"deb {mirror}/debian {release.codename} main"]
        if release != RELEASES[-1]:
            lines.append(f"deb {mirror}/debian {release.codename}-updates main")
            lines.append(f"deb {mirror}/debian-security {release.codename}-security main")
        (root / "etc/apt/sources.list").write_text("\n".join(lines) + "\n")
        for words in (["update"], ["-y", "dist-upgrade"]):
            subprocess.run(
                ["chroot", str(root), "apt-get", *words],
                check=True,
                env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            )
    return root


def of_apt(root: Path, words: list[str]) -> tuple[int, list[str]]:
    """Return apt's status and what it would install."""
    done = subprocess.run(
        ["chroot", str(root), "apt-get", "-s", "-q", "-y", "install", *words],
        capture_output=True, text=True, check=False, env={"LC_ALL": "C", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"},
    )  # fmt: skip
    new = {line.split()[1].partition(":")[0] for line in done.stdout.splitlines() if line.startswith("Inst ")}
    return done.returncode, sorted(new)


def of_gorae(release: Release, words: list[str]) -> tuple[int, list[str]]:
    """Return the same as Gorae has it."""
    recommends = "--no-install-recommends" not in words
    found = [read(release, word) for word in words if not word.startswith("--")]
    if any(word.kind in ("unknown", "version") for word in found):
        return 100, []
    asked = tuple(name for word in found if not word.removes for name in word.packages)
    against = tuple(name for word in found if word.removes for name in word.packages)
    answer = resolve(release, asked, frozenset(base(release)), recommends=recommends, removed=against)
    return (100, []) if answer.broken else (0, list(answer.new))


def row(release: Release, answer: tuple[int, list[str]], words: list[str]) -> str:
    """Return a line of the table."""
    status, names = answer
    digest = hashlib.sha256(" ".join(names).encode()).hexdigest()[:12]
    size = size_of(release, tuple(names)) // 1024
    return f"{release.number} {status} {len(names)} {size} {digest} {' '.join(words)}"


def main() -> int:
    """Write the table; exit 1 where fewer than 97 of 100 lines agree."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mirror", default=os.environ.get("DEBIAN_MIRROR"), help="any Debian mirror, http://HOST")
    parser.add_argument("roots", type=Path)
    given = parser.parse_args()
    if not given.mirror:
        parser.error("--mirror or DEBIAN_MIRROR is needed")
    roots = {}
    rows, agreed = [], 0
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        number, _, _, _, _, *words = line.split()
        release = release_of(number)
        if release is None:
            continue
        root = roots.get(number) or roots.setdefault(number, prepare(given.roots, given.mirror, release))
        apt, ours = of_apt(root, words), of_gorae(release, words)
        rows.append(row(release, apt, words))
        agreed += apt == ours
        if apt != ours:
            differ = sorted(set(apt[1]) ^ set(ours[1]))
            sys.stdout.write(
                f"{number} apt {apt[0]}, Gorae {ours[0]}: {' '.join(words)[:90]}: {' '.join(differ[:12])}\n"
            )
    TABLE.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    sys.stdout.write(f"{agreed} of {len(rows)} lines as apt has them\n")
    return 0 if agreed * 100 >= len(rows) * 97 else 1


if __name__ == "__main__":
    raise SystemExit(main())

"""Compares what Gorae says of install lines with what apt says: `prove_packages.py ROOTS`, as root.

ROOTS is a folder for one minimal system a release (`debootstrap` makes those that are missing). Each line of
`tests/packages/install_lines.txt`, or of the file that `--lines` names (`RELEASE WORD…`), is given to that release's own
`apt-get -s install`; the lines whose answer Gorae does not share are shown, and a table by release: how many agree in every
package, and how many in size within two percent, the sizes being those that apt's own lists say. `--write` writes the table of
lines anew with what apt answered. The mirror is the one that this machine's apt uses, or that `DEBIAN_MIRROR` (and
`UBUNTU_MIRROR`) names.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "server"))
from gorae.packages import Release, base, read, release_of, resolve, size_of

TABLE = Path(__file__).resolve().parent.parent / "tests" / "packages" / "install_lines.txt"
HEAD = """# What `apt-get -s install` answers in a minimal system of each release; scripts/prove_packages.py writes it.
# release, status, packages newly installed, their KiB, digest of their sorted names, words of the line
"""
_ENVIRONMENT = {"LC_ALL": "C", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive"}
_UPDATES = ("update",), ("-y", "dist-upgrade")


class Answer(NamedTuple):
    """What an install line does."""

    status: int
    names: list[str]  # newly installed, sorted
    size: int  # KiB


def mirror_of_apt() -> str | None:
    """Return the mirror that this machine's apt uses, without its folder `debian`."""
    listed = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"],
        capture_output=True, text=True, check=False,
    ).stdout.split()  # fmt: skip
    return next(
        (one.rstrip("/").removesuffix("/debian") for one in listed if one.rstrip("/").endswith("/debian")), None
    )


def sources(release: Release, mirror: str) -> list[str]:
    """Return the lines of a release's /etc/apt/sources.list, as its image has them."""
    name = release.codename
    if release.system == "ubuntu":
        return [
            f"deb {mirror}/ubuntu {name}{one} main restricted universe multiverse"
            for one in ("", "-updates", "-security")
        ]
    lines = [f"deb {mirror}/debian {name} main"]
    if not release.is_partial:
        lines += [f"deb {mirror}/debian {name}-updates main", f"deb {mirror}/debian-security {name}-security main"]
    return lines


def prepare(roots: Path, mirror: str, release: Release) -> Path:
    """Return the minimal system of a release, with its lists of today."""
    root = roots / release.codename
    if not (root / "var/lib/dpkg/status").exists():
        words = ["--variant=minbase"]
        script: list[str] = []
        if release.system == "ubuntu":
            # Debian has no key of Ubuntu's, and no script for its newest; nothing of these systems is shipped.
            words += ["--no-check-gpg", "--components=main,universe"]
            script = ["/usr/share/debootstrap/scripts/gutsy"]
        subprocess.run(
            ["debootstrap", *words, release.codename, str(root), f"{mirror}/{release.system}", *script],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    done = root / "var/lib/apt/gorae-lists"
    if not done.exists():
        (root / "etc/apt/sources.list").write_text("\n".join(sources(release, mirror)) + "\n")
        for update in _UPDATES:
            subprocess.run(
                ["chroot", str(root), "apt-get", "-q", *update], check=True, stdout=subprocess.DEVNULL, env=_ENVIRONMENT
            )
        done.touch()
    return root


def of_apt(root: Path, words: list[str]) -> Answer:
    """Return apt's status and what it would install."""
    done = subprocess.run(
        ["chroot", str(root), "apt-get", "-s", "-q", "-y", "install", *words],
        capture_output=True, text=True, check=False, env=_ENVIRONMENT,
    )  # fmt: skip
    new = sorted({line.split()[1].partition(":")[0] for line in done.stdout.splitlines() if line.startswith("Inst ")})
    shown = subprocess.run(
        ["chroot", str(root), "apt-cache", "show", "--no-all-versions", *new],
        capture_output=True, text=True, check=False, env=_ENVIRONMENT,
    )  # fmt: skip
    sizes = [int(line.split()[1]) for line in shown.stdout.splitlines() if line.startswith("Installed-Size:")]
    return Answer(done.returncode, new, sum(sizes) if new else 0)


def of_gorae(release: Release, words: list[str]) -> Answer | None:
    """Return the same as Gorae has it; None where it says that it does not know."""
    found = [read(release, word) for word in words if not word.startswith("--")]
    if any(word.kind in ("unknown", "version") for word in found):
        return Answer(100, [], 0)
    asked = tuple(name for word in found if not word.removes for name in word.packages)
    against = tuple(name for word in found if word.removes for name in word.packages)
    recommends = "--no-install-recommends" not in words
    answer = resolve(release, asked, frozenset(base(release)), recommends=recommends, removed=against)
    if answer.broken:
        return Answer(100, [], 0)
    if not answer.is_known or any(word.kind == "unsure" for word in found):
        return None
    return Answer(0, list(answer.new), size_of(release, answer.new) // 1024)


def row(release: Release, answer: Answer, words: list[str]) -> str:
    """Return a line of the table."""
    digest = hashlib.sha256(" ".join(answer.names).encode()).hexdigest()[:12]
    return f"{release.number} {answer.status} {len(answer.names)} {answer.size} {digest} {' '.join(words)}"


def lines_of(path: Path | None) -> list[tuple[Release, list[str]]]:
    """Return the install lines of a file, or of the table."""
    found = []
    for line in (path or TABLE).read_text(encoding="utf-8").splitlines():
        number, *words = line.split() or ["#"]
        release = release_of(number)
        if release is not None:
            found.append((release, words if path else words[4:]))
    return found


def report(counts: dict[str, Counter[str]]) -> str:
    """Return the table by release."""
    lines = ["release  lines  sets equal  sizes within 2 %  not known"]
    for number in sorted(counts, key=float):
        one = counts[number]
        lines.append(f"{number:<7}  {one['lines']:>5}  {one['sets']:>10}  {one['sizes']:>16}  {one['unknown']:>9}")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Print the table; exit 1 where fewer than 97 of 100 lines agree."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mirror", default=os.environ.get("DEBIAN_MIRROR") or mirror_of_apt(), help="http://HOST")
    parser.add_argument("--ubuntu-mirror", default=os.environ.get("UBUNTU_MIRROR"), help="where Ubuntu's is another")
    parser.add_argument("--lines", type=Path, help="other lines than the tests': RELEASE WORD…")
    parser.add_argument("--write", action="store_true", help="write apt's answers into the tests' table")
    parser.add_argument("roots", type=Path)
    given = parser.parse_args()
    if not given.mirror:
        parser.error("--mirror or DEBIAN_MIRROR is needed")
    rows, counts = [], {}
    for release, words in lines_of(given.lines):
        mirror = (given.ubuntu_mirror or given.mirror) if release.system == "ubuntu" else given.mirror
        if release.number not in counts:
            prepare(given.roots, mirror, release)
        count = counts.setdefault(release.number, Counter())
        apt, ours = of_apt(given.roots / release.codename, words), of_gorae(release, words)
        rows.append(row(release, apt, words))
        same = ours is not None and ours[:2] == apt[:2]
        count.update(lines=1, unknown=ours is None, sets=same)
        count.update(sizes=ours is not None and abs(ours.size - apt.size) * 50 <= apt.size)
        if ours is not None and not same:
            differ = sorted(set(apt.names) ^ set(ours.names))
            heads = f"{release.number} apt {apt.status}, Gorae {ours.status}"
            sys.stdout.write(f"{heads}: {' '.join(words)[:90]}: {' '.join(differ[:12])}\n")
    if given.write and not given.lines:
        TABLE.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    sys.stdout.write(report(counts))
    agreed = sum(one["sets"] for one in counts.values())
    return 0 if agreed * 100 >= len(rows) * 97 else 1


if __name__ == "__main__":
    raise SystemExit(main())

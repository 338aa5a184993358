"""Builds the Dockerfiles of `tests/packages/builds.txt` and compares what is in them with what Gorae says before.

`prove_images.py ROOTS [NAME ...]`, as root, with buildah: ROOTS has the minimal systems that `prove_packages.py` makes; they
are the images `debian:11` and so on. Compared are packages, programs and size (within five percent); a table is written.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "server"))
from gorae.facts.image import Image, final_image
from gorae.facts.image_calls import WATCHED
from gorae.packages import RELEASES
from gorae.stages import build
from gorae.syntax import parse

CASES = Path(__file__).resolve().parent.parent / "tests" / "packages" / "builds.txt"
# As Debian's own images are set up (debuerreotype): no caches of packages stay behind.
_REMOVE = '"rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true";'
_CLEAN = (
    f"DPkg::Post-Invoke {{ {_REMOVE} }};\nAPT::Update::Post-Invoke {{ {_REMOVE} }};\n"
    'Dir::Cache::pkgcache "";\nDir::Cache::srcpkgcache "";\n'
)
STORE = ("--storage-driver", "vfs")


def buildah(*words: str, check: bool = True) -> str:
    """Return what buildah prints."""
    done = subprocess.run(["buildah", *STORE, *words], capture_output=True, text=True, check=False)
    if check and done.returncode:
        raise RuntimeError(done.stderr[-600:])
    return done.stdout.strip()


def bases(roots: Path) -> None:
    """Make the images that the Dockerfiles are based on, where they are not there."""
    known = buildah("images", "--format", "{{.Name}}:{{.Tag}}")
    for release in RELEASES[:3]:
        name = f"localhost/debian:{release.number}"
        if name in known.split("\n"):
            continue
        work = buildah("from", "scratch")
        folder = buildah("mount", work)
        subprocess.run(
            ["tar", "-C", str(roots / release.codename), "--exclude=./var/lib/apt/lists/*", "--exclude=./var/cache/apt/*.bin",
             "--exclude=./proc/*", "--exclude=./sys/*", "-cf", f"{folder}/base.tar", "."], check=True,
        )  # fmt: skip
        subprocess.run(["tar", "-C", folder, "-xf", f"{folder}/base.tar"], check=True)
        (Path(folder) / "base.tar").unlink()
        (Path(folder) / "etc/apt/apt.conf.d/docker-clean").write_text(_CLEAN)
        buildah("commit", "--rm", work, name)


def measured(name: str, text: str) -> tuple[set[str], set[str], int]:
    """Build, and return packages, watched programs and bytes of what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "Dockerfile").write_text(text.replace("FROM debian:", "FROM localhost/debian:"))
        buildah("bud", "--isolation", "chroot", "--network", "host", "-q", "-t", f"localhost/proof-{name}", folder)
    work = buildah("from", f"localhost/proof-{name}")
    root = Path(buildah("mount", work))
    try:
        listed = subprocess.run(
            ["chroot", str(root), "dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n"],
            capture_output=True,
            text=True,
            check=True,
        )
        packages = {line.split()[0] for line in listed.stdout.splitlines() if line.endswith(" installed")}
        folders = [root / path for path in ("usr/local/sbin", "usr/local/bin", "usr/sbin", "usr/bin", "sbin", "bin")]
        programs = {
            one for one in WATCHED if any((path / one).exists() or (path / one).is_symlink() for path in folders)
        }
        sized = subprocess.run(["du", "-sbx", str(root)], capture_output=True, text=True, check=True)
    finally:
        buildah("rm", work)
        buildah("rmi", "-f", f"localhost/proof-{name}", check=False)
    return packages, programs, int(sized.stdout.split()[0])


def expected_image(text: str) -> Image:
    """Return what Gorae says of the last stage."""
    stage = build(parse(text)).last
    if stage is None:
        raise ValueError("no stage")
    return final_image(stage)


def main() -> int:
    """Print the table; exit 1 where something differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("roots", type=Path)
    parser.add_argument("names", nargs="*")
    given = parser.parse_args()
    bases(given.roots)
    wrong = 0
    for case in CASES.read_text(encoding="utf-8").split("=== ")[1:]:
        name, _, text = case.partition("\n")
        if given.names and name not in given.names:
            continue
        image = expected_image(text)
        try:
            packages, programs, weight = measured(name, text)
        except RuntimeError as error:
            sys.stdout.write(f"{name}: not built: {str(error).splitlines()[-1:]}\n")
            wrong += 1
            continue
        ours = {one for one in WATCHED if image.has(one)}
        unsure = {one for one in WATCHED if image.has(one) is None}
        differ = sorted(packages ^ set(image.packages or ()))
        odd = sorted((programs ^ ours) - unsure)
        share = (image.size or 0) / weight - 1
        good = not differ and not odd and abs(share) <= 0.05
        wrong += not good
        sys.stdout.write(
            f"{name}: packages {len(packages)}{' differ: ' + ' '.join(differ[:8]) if differ else ' equal'}, "
            f"programs {len(programs)}{' differ: ' + ' '.join(odd[:8]) if odd else ' equal'}, "
            f"{weight / 1e6:.1f} MB, said {(image.size or 0) / 1e6:.1f} ({share:+.1%})\n"
        )
        sys.stdout.flush()
    sys.stdout.write(f"{wrong} differ\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())

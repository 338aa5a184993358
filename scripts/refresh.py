"""Refreshes all packaged data: `refresh.py`, as `make refresh` calls it. Says of each part what became of it.

What a part needs is given by variables; a part without them is left as it is, and named.

| part | needs |
| --- | --- |
| packages of Debian and Ubuntu | a mirror: that of this machine's apt, or DEBIAN_MIRROR (and UBUNTU_MIRROR) |
| packages of Alpine | ALPINE=3.22 and APKINDEX="FILE FILE", the indices of main and community |
| contents of images | IMAGES=folder of clones, OWNER+NAME/repo each |
| tags, platforms, ends of life | SNAPSHOTS=folder of official-images.json and end-of-life.json, ENDS=clone of endoflife.date |
| index of rules, docs | nothing |

Indices that were fetched in the last day are not fetched again, so a run that was broken off goes on where it was.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from prove_packages import mirror_of_apt

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "server" / "gorae" / "images" / "data"


def wanted() -> list[tuple[str, list[str] | None, str]]:
    """Return the parts: name, the script with its arguments or None where it cannot run, and what it would need."""
    given = os.environ.get
    mirror = given("DEBIAN_MIRROR") or mirror_of_apt()
    alpine, indices = given("ALPINE"), (given("APKINDEX") or "").split()
    images, snapshots, ends = given("IMAGES"), given("SNAPSHOTS"), given("ENDS")
    return [
        ("packages of Debian and Ubuntu", ["refresh_packages.py", "--mirror", mirror] if mirror else None, "DEBIAN_MIRROR"),
        ("packages of Alpine", ["refresh_alpine.py", alpine, *indices] if alpine and indices else None, "ALPINE, APKINDEX"),
        ("contents of images", ["refresh_image_contents.py", images] if images else None, "IMAGES"),
        (
            "tags, platforms, ends of life",
            ["refresh_images.py", f"{snapshots}/official-images.json", f"{snapshots}/end-of-life.json", *([ends] if ends else [])]
            if snapshots else None,
            "SNAPSHOTS",
        ),
        ("index of rules, docs", ["write_rules.py"], ""),
    ]  # fmt: skip


def dates() -> str:
    """Return the days of the packaged data, in one line."""
    asked = "from gorae.packages import about, alpine; print(about()['date'], alpine.about()['date'])"
    packages = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=ROOT / "server"
    )
    debian, alpine = packages.stdout.split()
    rows = {"Debian and Ubuntu": debian, "Alpine": alpine}
    for name in ("official_images", "end_of_life", "gone"):
        rows[name.replace("_", " ")] = json.loads((IMAGES / f"{name}.json").read_text(encoding="utf-8"))["date"]
    return ", ".join(f"{name} {date}" for name, date in rows.items())


def main() -> int:
    """Run the parts, and print the table; exit 1 where one failed."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    lines, failed = [], False
    for name, words, needs in wanted():
        if words is None:
            lines.append(f"{name:<30} left as it is: {needs} not given")
            continue
        begun = time.monotonic()
        code = subprocess.run([sys.executable, str(ROOT / "scripts" / words[0]), *words[1:]], check=False).returncode
        failed = failed or code != 0
        lines.append(
            f"{name:<30} {'refreshed' if code == 0 else f'failed ({code})'} in {time.monotonic() - begun:.0f} s"
        )
    sys.stdout.write("\n".join([*lines, f"data as of: {dates()}"]) + "\n")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())

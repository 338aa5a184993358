"""Makes the packaged data on images from snapshots: `refresh_images.py OFFICIAL_IMAGES.json END_OF_LIFE.json [CLONE]`.

CLONE is the git folder of endoflife-date/endoflife.date, for images whose products the second snapshot does not have. The
snapshots name their source, commit, date and licence; those go along into the packaged files.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "server" / "gorae" / "images" / "data"
# Images outside of Docker's official ones whose versions are those of a product.
_OUTSIDE = {
    **{f"mcr.microsoft.com/dotnet/{kind}": "dotnet" for kind in ("sdk", "aspnet", "runtime", "runtime-deps")},
    "mcr.microsoft.com/powershell": "powershell", "opensuse/leap": "opensuse", "photon": "photon",
}  # fmt: skip
# The same, of products that are read from the clone: the file, a pattern of the cycles, and the field of the end.
_OF_CLONE = {
    "ubi": ("rhel", r"(\d+)", "eol"), "quay.io/keycloak/keycloak": ("keycloak", r"([\d.]+)", "eol"),
    "mcr.microsoft.com/powershell": ("powershell", r"([\d.]+)", "eol"), "photon": ("vmware-photon", r"([\d.]+)", "eol"),
    # What Lambda no longer patches is at its end, though functions may still run on it.
    **{f"public.ecr.aws/lambda/{name}": ("aws-lambda", rf"{name}([\d.]+?)(?:\.x|\.al\d+)?", "eoas") for name in ("python", "nodejs", "ruby", "dotnet")},
}  # fmt: skip
ABOUT = ("source", "commit", "date", "licence")


def official(snapshot: dict) -> dict:
    """Return the tags of each image, those of one build together, and for each build the number of its platforms."""
    images, platforms = {}, {}
    sets: dict[tuple[str, ...], int] = {}
    for name, rows in snapshot["images"].items():
        images[name] = [[*row["tags"], *row.get("shared_tags", [])] for row in rows]
        platforms[name] = [sets.setdefault(tuple(sorted(row["architectures"])), len(sets)) for row in rows]
    more = {"platform_sets": [list(names) for names in sets], "platforms": platforms}
    return {key: snapshot[key] for key in ABOUT} | {"images": images} | more


def of_clone(folder: str) -> dict[str, list]:
    """Return the cycles of the images that the clone tells of."""
    images = {}
    for image, (product, pattern, field) in _OF_CLONE.items():
        text = subprocess.run(
            ["git", "-C", folder, "show", f"HEAD:products/{product}.md"], capture_output=True, text=True, check=True
        ).stdout
        rows = []
        for block in text.split("releaseCycle:")[1:]:
            cycle = re.fullmatch(pattern, block.split("\n", 1)[0].strip().strip("\"'"))
            end = re.search(rf"(?m)^\s+{field}:\s*(\S+)", block) or re.search(r"(?m)^\s+eol:\s*(\S+)", block)
            if cycle is not None and end is not None:
                rows.append([cycle[1], {"false": False, "true": True}.get(end[1], end[1]), "", ""])
        images[image] = rows
    return images


def end_of_life(snapshot: dict) -> dict:
    """Return the cycles of each official image: name, end of life (a date or whether), since when stable, newest patch."""
    images = {}
    for product in snapshot["products"].values():
        rows = [
            [row["cycle"], row.get("eol", False), row.get("lts", ""), row.get("latest", "")]
            for row in product["cycles"]
        ]
        for image in product.get("images", []):
            if image.startswith("library/"):
                images[image.removeprefix("library/")] = rows
    for image, product in _OUTSIDE.items():
        if product in snapshot["products"]:
            images[image] = [
                [row["cycle"], row.get("eol", False), row.get("lts", ""), row.get("latest", "")]
                for row in snapshot["products"][product]["cycles"]
            ]
    return {key: snapshot[key] for key in ABOUT} | {"images": images}


def main() -> int:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("images", help="official-images.json")
    parser.add_argument("ends", help="end-of-life.json")
    parser.add_argument("clone", nargs="?", help="a clone of endoflife.date")
    given = parser.parse_args()
    DATA.mkdir(exist_ok=True)
    jobs = ((given.images, "official_images", official), (given.ends, "end_of_life", end_of_life))
    for path, name, make in jobs:
        made = make(json.loads(Path(path).read_text(encoding="utf-8")))
        if name == "end_of_life" and given.clone:
            made["images"] |= of_clone(given.clone)
        text = json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"
        (DATA / f"{name}.json").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

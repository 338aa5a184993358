"""Makes the packaged data on images from two snapshots: `refresh_images.py OFFICIAL_IMAGES.json END_OF_LIFE.json`.

The snapshots name their source, commit, date and licence; those go along into the packaged files.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "server" / "gorae" / "images" / "data"
# Images outside of Docker's official ones whose versions are those of a product.
_OUTSIDE = {
    **{f"mcr.microsoft.com/dotnet/{kind}": "dotnet" for kind in ("sdk", "aspnet", "runtime", "runtime-deps")},
    "mcr.microsoft.com/powershell": "powershell", "opensuse/leap": "opensuse", "photon": "photon",
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
    DATA.mkdir(exist_ok=True)
    images, ends = sys.argv[1:3]
    jobs = ((images, "official_images", official), (ends, "end_of_life", end_of_life))
    for path, name, make in jobs:
        made = make(json.loads(Path(path).read_text(encoding="utf-8")))
        text = json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"
        (DATA / f"{name}.json").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

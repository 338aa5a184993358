"""Which platforms an image serves, by the Engine and by Gorae: official images with the platforms that they have, each asked for all.

python platforms.py          prints what differs: an image that cannot be had, or InvalidBaseImagePlatform on one side alone
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent)]  # run as a file

from engine import Engine, home_folder, lacking
from oracle import check as ask

from gorae.config.settings import Settings
from gorae.images import architectures, tags
from gorae.lint.engine import check
from gorae.syntax import parse

CHECK = "InvalidBaseImagePlatform"
NAMES = {
    "amd64": "linux/amd64", "arm64v8": "linux/arm64/v8", "arm32v7": "linux/arm/v7", "arm32v6": "linux/arm/v6", "arm32v5": "linux/arm/v5",
    "i386": "linux/386", "ppc64le": "linux/ppc64le", "s390x": "linux/s390x", "riscv64": "linux/riscv64", "mips64le": "linux/mips64le",
    "windows-amd64": "windows/amd64",
}  # fmt: skip
ASKED = (
    *NAMES.values(), "linux/arm64", "linux/arm", "linux/arm/7", "linux/arm/v8", "linux/armhf", "linux/armel", "linux/aarch64", "linux/x86_64", "linux/i386",
    "linux/amd64/v1", "linux/amd64/v3", "linux/arm64/v9", "Linux/ARM64", "arm64", "amd64", "s390x",
)  # fmt: skip
IMAGES = (
    "alt",
    "archlinux",
    "caddy",
    "cassandra",
    "couchdb",
    "docker",
    "eggdrop",
    "gcc",
    "ibmjava",
    "mongo",
    "nim",
    "node",
    "traefik",
)


def images() -> dict[str, list[str]]:
    """Official images, one for each set of platforms that they have."""
    found: dict[frozenset[str], str] = {}
    for name in IMAGES:
        for tag in tags(name):
            made = architectures(name, tag)
            if made and made <= set(NAMES):
                found.setdefault(made, f"{name}:{tag}")
    return {image: sorted(NAMES[one] for one in made) for made, image in found.items()}


def said_by_gorae(text: str) -> str:
    """What it finds of the platform."""
    found = [one for one in check(parse(text), Settings()) if one.rule.name == "base-image-platform"]
    return "" if not found else "refused" if found[0].severity == "error" else "warned"


def main() -> int:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    if why := lacking():
        print(f"platforms: not asked here: {why}")
        return 0
    made = images()
    texts = [f"FROM --platform={platform} {image}\n" for image in made for platform in ASKED]
    with tempfile.TemporaryDirectory() as folder, Engine(home_folder()) as engine:
        Path(folder, "images.json").write_text(
            json.dumps({image: {"platforms": names} for image, names in made.items()})
        )
        for number, text in enumerate(texts):
            file = Path(folder, f"{number:06d}", "Dockerfile")
            file.parent.mkdir()
            file.write_text(text)
        answers = list(ask(engine, Path(folder)))
    differ, told = 0, {"": 0, "refused": 0, "warned": 0}
    for text, answer in zip(texts, answers, strict=True):
        error = answer["error"]
        theirs = "refused" if error else "warned" if any(one["rule"] == CHECK for one in answer["warnings"]) else ""
        told[theirs] += 1
        if theirs != said_by_gorae(text):
            differ += 1
            print(
                f"  differs  {text.strip()}: the Engine {theirs or 'takes it'}, Gorae {said_by_gorae(text) or 'is silent'}"
            )
    print(
        f"platforms: {len(texts)} texts, {told['refused']} without an image, {told['warned']} with another's, {differ} differ"
    )
    return int(differ > 0)


if __name__ == "__main__":
    sys.exit(main())

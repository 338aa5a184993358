"""The texts that Gorae and the Engine are asked about: the project's own, probes, mutants of both, and public ones."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from mutants import mutants
from probes import PROBES

from gorae.texts.pages import parse_page

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
_LARGEST_MUTATED = 3500  # characters
_NAME = re.compile(r"(?:Dockerfile|Containerfile)(?:\.[\w-]+)?|[\w.-]+\.[Dd]ockerfile")
_NO_DOCKERFILE = (".dockerignore", ".go", ".j2", ".md", ".rego", ".rs", ".tmpl", ".ts")
# Small repositories with many Dockerfiles, fetched into a folder of the run's own where GitHub can be reached.
PUBLIC = (
    "docker/awesome-compose", "dockersamples/example-voting-app", "docker-library/postgres", "docker-library/golang",
    "jessfraz/dockerfiles", "nodejs/docker-node", "vimagick/dockerfiles",
)  # fmt: skip


def own_texts() -> list[tuple[str, str]]:
    """The Dockerfiles of the rules' pages and of the sample projects."""
    found: dict[str, str] = {}
    for page in sorted((ROOT / "server/gorae/lint/rules").glob("*/*.en.md")):
        for number, (info, text) in enumerate(parse_page(page.read_text(encoding="utf-8")).blocks()):
            if info.startswith("dockerfile"):
                found.setdefault(text, f"{page.stem.removesuffix('.en')}-{number}")
    for file in sorted((ROOT / "tests/projects").rglob("*Dockerfile*")):
        if file.is_file():
            found.setdefault(file.read_text(encoding="utf-8"), str(file.relative_to(ROOT)).replace("/", "-"))
    return [(name, text) for text, name in found.items()]


def probes() -> list[tuple[str, str]]:
    """The texts at the edges."""
    return [
        (f"{kind.replace(' ', '-')}-{number}", text)
        for kind, texts in PROBES.items()
        for number, text in enumerate(texts)
    ]


def slips(texts: list[tuple[str, str]], count: int, seed: int) -> list[tuple[str, str]]:
    """Mutants of these texts."""
    short = [text for _, text in texts if len(text) <= _LARGEST_MUTATED]
    return [
        (f"{kind.replace(' ', '-')}-{number}", text) for number, (kind, text) in enumerate(mutants(short, count, seed))
    ]


def dockerfiles_below(folder: Path) -> Iterator[tuple[str, str]]:
    """The Dockerfiles of a folder of other people's, each text once."""
    seen: set[str] = set()
    for file in sorted(folder.rglob("*")):
        if not _NAME.fullmatch(file.name) or file.name.endswith(_NO_DOCKERFILE) or not file.is_file():
            continue
        try:
            text = file.read_bytes().decode()
        except UnicodeDecodeError:
            continue
        if text and text not in seen:
            seen.add(text)
            yield str(file.relative_to(folder)).replace("/", "-"), text


def fetch_public(folder: Path) -> list[str]:
    """Brings public repositories into the folder; those that could not be had."""
    lost = []
    for name in PUBLIC:
        line = [
            "git",
            "clone",
            "--quiet",
            "--depth=1",
            f"https://github.com/{name}",
            str(folder / name.replace("/", "-")),
        ]
        if subprocess.run(line, capture_output=True, check=False, timeout=120).returncode:
            lost.append(name)
    return lost

"""The pages on instructions, flags, mounts, directives, variables, commands and concepts."""

from __future__ import annotations

import importlib.resources
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gorae.texts import parse_page

if TYPE_CHECKING:
    from gorae.texts import Language, Page

# The order in which a word is looked up: `explain user` means the instruction before the concept.
KINDS = ("instructions", "flags", "mounts", "directives", "variables", "commands", "concepts")


class Option(NamedTuple):
    """One `option:` line of a page: `-y, --yes | | | text`."""

    names: tuple[str, ...]
    value: str
    since: str
    text: str


@lru_cache(maxsize=1)
def index() -> dict[str, tuple[str, ...]]:
    """The names of the pages of each kind."""
    root = importlib.resources.files("gorae") / "pages"
    found: dict[str, tuple[str, ...]] = {}
    for kind in KINDS:
        folder = root / kind
        files = [file.name for file in folder.iterdir()] if folder.is_dir() else []
        found[kind] = tuple(sorted(name.removesuffix(".en.md") for name in files if name.endswith(".en.md")))
    return found


@lru_cache(maxsize=512)
def page(kind: str, name: str, language: Language) -> Page | None:
    """The page of that kind and name; None where there is none. Names are lower-case, as the files are."""
    if name not in index().get(kind, ()):
        return None
    file = importlib.resources.files("gorae") / "pages" / kind / f"{name}.{language}.md"
    return parse_page(file.read_text(encoding="utf-8"))


def options(found: Page) -> list[Option]:
    """What the page says of its options, in its order."""
    rows = []
    for line in found.texts("option"):
        parts = [part.strip() for part in line.split("|")]
        if len(parts) == 4:
            rows.append(Option(tuple(name.strip() for name in parts[0].split(",")), *parts[1:]))
    return rows


def option(found: Page, name: str) -> Option | None:
    """The option of that name, as it is written: `-y`, `--yes`, `target`."""
    return next((row for row in options(found) if name in row.names), None)


def names() -> list[str]:
    """All words that have a page."""
    return [name.replace("--", " --") if kind == "flags" else name for kind, all_ in index().items() for name in all_]


def find_pages(word: str, language: Language) -> list[Page]:
    """The pages that explain a word as a person types it: `COPY`, `copy --from`, `cache`, `apt-get`."""
    wanted = word.strip().lower()
    joined = wanted.replace(" --", "--")
    found = []
    for kind in KINDS:
        known = page(kind, joined, language) or page(kind, wanted.replace(" ", "-"), language)
        if known is not None:
            found.append(known)
    if not found and wanted.startswith("--"):
        found = [
            one
            for name in index()["flags"]
            if name.endswith(wanted) and (one := page("flags", name, language)) is not None
        ]
    return found

"""Fifty folders built by a real Engine: what `COPY . /` brought is what `gorae context` lists.

    python contexts.py            the table: each folder's ignore file, how many files, and whether they are the same

The folders are made from seeds: names with blanks, brackets and 한글, links, empty folders, and ignore files of patterns
that meet each other. A wrong pattern must stop both.
"""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from engine import Engine, home_folder, lacking

from gorae.context import IgnoreError, context_report

BUILDS = 50
NAMES = (
    "a",
    "b",
    "src",
    "docs",
    "a b",
    "[x]",
    "한글",
    "x.md",
    "README.md",
    "a.log",
    ".env",
    ".git",
    "node_modules",
    "dist",
    "test.py",
    "lib",
    "b.c",
)
PATTERNS = (
    "*", "**", "*.md", "!README.md", "**/*.log", "a", "/a", "a/", "!a/b", "src/**", "!src/a", "**/node_modules", "docs/*", "!docs/x.md", "[x]", "\\[x\\]",
    "**/a", "*/b", "?", "*/*/a", "!**/b.c", "한글", "a b", "!*", "**/dist/**", "lib/../src", "./docs", "*.*", "!.env", ".*", "**/.git", "src/*/a", "!src/*/a",
    "a**", "**a", "[a-b]", "[^a]", "# comment", "", "  a  ", "! b", "Dockerfile", ".dockerignore",
)  # fmt: skip
WRONG = ("[", "a[", "!", "[]", "\\")


def make(folder: Path, number: int) -> list[str]:
    """A folder from a seed; the lines of its ignore file."""
    rng = random.Random(number)
    folders = [folder]
    for _ in range(rng.randint(8, 60)):
        parent = rng.choice(folders)
        path = parent / rng.choice(NAMES)
        if path.exists() or path.is_symlink():
            continue
        kind = rng.random()
        if kind < 0.4 and len(path.relative_to(folder).parts) < 4:
            path.mkdir()
            folders.append(path)
        elif kind < 0.5:
            path.symlink_to(rng.choice(("a", "../a", "/etc/passwd", "nowhere")))
        else:
            path.write_text("x" * rng.randint(0, 2000))
    lines = [rng.choice(PATTERNS) for _ in range(rng.randint(0, 7))]
    if number % 10 == 9:
        lines.insert(rng.randint(0, len(lines)), rng.choice(WRONG))
    (folder / "Dockerfile").write_text("FROM scratch\nCOPY . /\n")
    name = "Dockerfile.dockerignore" if number % 7 == 6 else ".dockerignore"
    if number % 7 == 6:
        (folder / ".dockerignore").write_text("*\n")  # of no effect beside the Dockerfile's own
    (folder / name).write_text("".join(line + "\n" for line in lines))
    return lines


def built(engine: Engine, folder: Path) -> dict[str, int] | str:
    """The files that a real build brings into an image, with their sizes; `refused` for a wrong pattern."""
    done = engine.docker(
        "build",
        "--output",
        "type=tar,dest=-",
        "--no-cache",
        str(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace")
        # Where nothing is left, COPY . copies nothing, and an empty image is no error.
        return "refused" if "pattern" in said or "exclusion" in said else f"failed: {said[-300:]}"
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        return {
            member.name.removeprefix("./"): len(member.linkname.encode()) if member.issym() else member.size
            for member in archive
            if member.isfile() or member.issym() or member.islnk()
        }


def listed(folder: Path) -> dict[str, int] | str:
    """What `gorae context` lists."""
    try:
        return {file["path"]: file["bytes"] for file in context_report(str(folder))["files"]}
    except IgnoreError:
        return "refused"


def main() -> int:
    """Prints the table; 1 where one differs."""
    if lack := lacking():
        print(f"no engine here: {lack}")
        return 0
    differ = 0
    with tempfile.TemporaryDirectory() as top, Engine(home_folder()) as engine:
        for number in range(BUILDS):
            folder = Path(top) / str(number)
            folder.mkdir()
            lines = make(folder, number)
            theirs, ours = built(engine, folder), listed(folder)
            same = theirs == ours
            differ += not same
            count = len(ours) if isinstance(ours, dict) else ours
            print(f"{number:3} {'same' if same else 'DIFFERENT'} {count} {lines}")
            if not same:
                print(f"    engine {theirs}\n    gorae  {ours}")
    print(f"{BUILDS - differ} of {BUILDS} are the same")
    return 1 if differ else 0


if __name__ == "__main__":
    os.environ.setdefault("DOCKER_BUILDKIT", "1")
    raise SystemExit(main())

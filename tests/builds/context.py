"""The files that a Dockerfile copies, small ones of our own."""

from __future__ import annotations

import io
import re
import tarfile
from typing import TYPE_CHECKING

from gorae.syntax import parse
from proof.catalogue import context_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from proof.catalogue import Case

_ABOUT_SOURCES = ("copy-source-missing", "copy-source-ignored")  # what is not there is what they are about
DOWNLOADS = ".downloads"  # what ADD would bring from the network
URL = re.compile(r"https?://[^\s\"\],]+")


def write_context(case: Case, folder: Path, texts: tuple[str, ...] = ()) -> None:
    """The case's files, and small ones for the other sources that its COPY and ADD name.

    `texts` are the same Dockerfile after fixes, which may download in another way.
    """
    folder.mkdir(parents=True)
    context_of(case, folder)
    (folder / ".written").unlink(missing_ok=True)
    (folder / "app.txt").write_text("app\n")
    for url in URL.findall("\n".join((case.text, *texts))):
        _write(folder / DOWNLOADS / download_name(url), folder=".git" in url)
    for path, is_file in _sources(case.text) if case.rule not in _ABOUT_SOURCES else ():
        target = folder / path
        if target.exists():
            continue
        is_folder = (
            not is_file and "." not in target.name and target.name[:1].islower() and target.name not in ("shop", "app")
        )
        if (is_file and "." not in target.name) or target.suffix == ".sh":
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text("#!/bin/sh\nexit 0\n")
            target.chmod(0o755)
        else:
            _write(target, folder=is_folder)


def _sources(text: str) -> Iterator[tuple[str, bool]]:
    """Paths of the context; whether it must be a file, by where it goes."""
    for node in parse(text).nodes:
        instruction = node.instruction
        if node.name not in ("COPY", "ADD") or instruction.flag("from"):
            continue
        for word in instruction.words[:-1]:
            path = word.value.lstrip("/").rstrip("/")
            if not re.search(r"[$*\[]|://|\.\.|<<|^\.?$|^[A-Za-z]:", path):
                yield path, "/bin/" in instruction.words[-1].value + "/"


def download_name(url: str) -> str:
    """The name of a download in the context."""
    return re.sub(r"[#?].*", "", url).rstrip("/").rpartition("/")[2] or "index"


def _write(target: Path, *, folder: bool) -> None:
    """A folder of one file, an archive of a folder of one file, or a file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if folder:
        target.mkdir(exist_ok=True)
        (target / "README").write_text("got\n")
    elif target.name.endswith((".tar.gz", ".tgz")):
        with tarfile.open(target, "w:gz") as archive:
            about = tarfile.TarInfo("app")
            about.type, about.mode = tarfile.DIRTYPE, 0o755
            archive.addfile(about)
            about = tarfile.TarInfo("app/file")
            about.size = len(b"got\n")
            archive.addfile(about, io.BytesIO(b"got\n"))
    else:
        target.write_text(": got\n" if target.parent.name == DOWNLOADS else "{}\n")

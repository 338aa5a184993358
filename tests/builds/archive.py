"""What Dockerfiles ask for, and a package archive that has it, with real packages' stanzas around."""

from __future__ import annotations

import gzip
import hashlib
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

from builds.apart import HOME, ROOT, inside
from gorae.facts.scripts import script
from gorae.shell.packages import calls
from gorae.stages import build as understand
from gorae.syntax import parse

if TYPE_CHECKING:
    from pathlib import Path

_BUILTINS = frozenset((
    "cd", "export", "set", "exit", "exec", "eval", "test", "[", ":", ".", "umask", "unset", "trap", "read", "shift", "source",
    "return", "command", "type", "wait", "local", "alias", "echo", "printf", "true", "false", "bash", "sh", "ash", "dash",
))  # fmt: skip


def write_archive(archive: Path, packages: set[str]) -> None:
    """Debian's index of packages, in which those that are asked for are packages of our own, of one file each."""
    folder = archive / "dists/trixie/main/binary-amd64"
    folder.mkdir(parents=True)
    (archive / "pool").mkdir()
    ours = [_package(archive, name) for name in sorted(packages)]
    known = (HOME / "Packages").read_text(encoding="utf-8")
    some = known.split("\n\n")[::10]  # real ones, few enough to be read quickly
    kept = [one for one in some if one and one.split("\n", 1)[0].removeprefix("Package: ") not in packages]
    plain = "\n\n".join([*ours, *kept, ""]).encode()
    index = gzip.compress(plain, 1)
    (folder / "Packages.gz").write_bytes(index)
    listed = "".join(
        f" {hashlib.sha256(data).hexdigest()} {len(data)} main/binary-amd64/{name}\n"
        for name, data in (("Packages", plain), ("Packages.gz", index))
    )
    (archive / "dists/trixie/Release").write_text(
        "Origin: Debian\nSuite: stable\nCodename: trixie\nArchitectures: amd64\nComponents: main\n"
        f"Date: Sat, 01 Aug 2026 00:00:00 UTC\nSHA256:\n{listed}"
    )


def _package(archive: Path, name: str) -> str:
    """Makes a package of one file; its stanza of the index."""
    folder = archive / "make"
    (folder / "DEBIAN").mkdir(parents=True)
    (folder / "usr/share/stubs").mkdir(parents=True)
    (folder / "usr/share/stubs" / name).write_text(name)
    recommends = "" if name.endswith("-recommended") else f"Recommends: {name}-recommended\n"
    head = f"Package: {name}\nVersion: 99:1\nArchitecture: all\nMaintainer: Gorae\nDescription: stub\n{recommends}"
    (folder / "DEBIAN/control").write_text(head)
    file = archive / "pool" / f"{name}.deb"
    command = ["chroot", ROOT, "dpkg-deb", "--root-owner-group", "-Znone", "-b", inside(folder), inside(file)]
    subprocess.run(command, check=True, capture_output=True)
    shutil.rmtree(folder)
    data = file.read_bytes()
    return f"{head}Filename: pool/{name}.deb\nSize: {len(data)}\nSHA256: {hashlib.sha256(data).hexdigest()}"


def needed(texts: list[str]) -> tuple[set[str], set[str], set[str]]:
    """The programs, the Debian packages and the images that these Dockerfiles name."""
    programs: set[str] = set()
    packages: set[str] = set()
    images: set[str] = set()
    for text in texts:
        build = understand(parse(text))
        for node in build.document.nodes:
            read = script(node.instruction, build.scope_of(node))
            for command in read.commands:
                programs |= {command.program, command.effective.program}
            for call in calls(read):
                if call.manager in ("apt", "apt-get", "aptitude"):
                    packages |= {re.split("[=/]", one.name)[0] for one in call.packages or ()}
            images |= set(images_of(node))
    packages |= {f"{name}-recommended" for name in packages}
    return (
        {name for name in programs if re.fullmatch(r"[\w.+-]+", name or "") and name not in _BUILTINS},
        {name for name in packages if re.fullmatch(r"[a-z0-9][a-z0-9.+-]+", name)},
        {name for name in images if re.fullmatch(r"[a-z0-9./:_-]+", name)} - {"scratch"},
    )


def images_of(node) -> list[str]:
    """The images, or stages, that an instruction takes files from."""
    instruction = node.instruction
    found = [instruction.words[0].value] if node.name == "FROM" and instruction.words else []
    if (origin := instruction.flag("from")) is not None and origin.value and not origin.value.isdigit():
        found.append(origin.value)
    return found + re.findall(r"--mount=\S*\bfrom=([^,\s]+)", instruction.text)

"""Images as buildah's store on disk has them: configuration, files, sizes."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_IGNORED = re.compile(
    r"(dev|proc|sys|proof|proof-archive|run)(/|$)|etc/(hosts|resolv\.conf|hostname)$|var/log/|var/cache/ldconfig/|.*-$"
)
_KEYS = ("Env", "User", "Cmd", "Entrypoint", "WorkingDir", "ExposedPorts", "Volumes", "Labels", "Healthcheck", "OnBuild",
         "StopSignal", "Shell")  # fmt: skip


@dataclass(frozen=True)
class Image:
    """A built image: its layers' sum in bytes, its configuration, and its files."""

    size: int
    config: dict[str, object]
    files: dict[str, tuple[object, ...]]  # path: kind, mode, owner, group, content
    calls: tuple[str, ...] = ()  # what programs were called with, in order


@dataclass(frozen=True)
class Failure:
    """A build that ended with an error, or an image that does not start."""

    log: str
    calls: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """The last line that says something."""
        lines = [line for line in self.log.splitlines() if line.strip()]
        return lines[-1].strip() if lines else "no word"


class Store:
    """An image in one of several folders of buildah's, the first the newest."""

    def __init__(self, roots: list[Path], driver: str, image: str) -> None:
        self.driver = driver
        self.root = next(root for root in roots if (root / f"{driver}-images" / image).exists())
        self.image = image
        layers: dict[str, tuple[Path, dict]] = {}
        for root in roots:
            file = root / f"{driver}-layers" / "layers.json"
            for one in json.loads(file.read_text()) if file.exists() else ():
                layers.setdefault(one["id"], (root, one))
        known = json.loads((self.root / f"{driver}-images" / "images.json").read_text())
        at = next(one for one in known if one["id"] == image).get("layer")
        self.layers: list[tuple[Path, dict]] = []  # the topmost first
        while at:
            self.layers.append(layers[at])
            at = layers[at][1].get("parent")

    def size(self) -> int:
        """The sum of its layers, in bytes."""
        return sum(int(about.get("diff-size") or 0) for _, about in self.layers)

    def config(self) -> dict[str, object]:
        """What it starts with; without what buildah leaves of itself."""
        name = base64.b64encode(f"sha256:{self.image}".encode()).decode()
        config = json.loads((self.root / f"{self.driver}-images" / self.image / f"={name}").read_text())["config"]
        return config_of(config)

    def files(self, at: Path) -> dict[str, tuple[object, ...]]:
        """Its files; they are mounted at that folder meanwhile."""
        folders = [root / self.driver / about["id"] / "diff" for root, about in self.layers]
        if self.driver == "vfs":
            return tree(self.layers[0][0] / "vfs" / "dir" / self.layers[0][1]["id"]) if self.layers else {}
        if len(folders) < 2:  # an overlay wants two
            return tree(folders[0]) if folders else {}
        short = [f"{root}/{self.driver}/l/{(folder.parent / 'link').read_text()}" for (root, _), folder in
                 zip(self.layers, folders, strict=True)]  # fmt: skip
        at.mkdir(exist_ok=True)
        subprocess.run(["mount", "-t", "overlay", "-o", f"ro,lowerdir={':'.join(short)}", "files", at], check=True)
        try:
            return tree(at)
        finally:
            subprocess.run(["umount", at], check=True)


def config_of(config: dict[str, Any]) -> dict[str, object]:
    """What an image starts with, of its whole configuration."""
    labels = {key: value for key, value in (config.get("Labels") or {}).items() if not key.startswith("io.buildah")}
    ports = {port.lower(): value for port, value in (config.get("ExposedPorts") or {}).items()}  # as Docker writes
    found = {key: config.get(key) or None for key in _KEYS}
    return found | {"Labels": labels or None, "ExposedPorts": ports or None}


_hashes: dict[tuple[int, ...], str] = {}


def tree(root: Path) -> dict[str, tuple[object, ...]]:
    """All files below a folder, without what a build or a run leaves of itself."""
    found = {}
    for path in _below(str(root), ""):
        about = os.lstat(f"{root}/{path}")
        content: object = None
        if stat.S_ISLNK(about.st_mode):
            content = os.readlink(f"{root}/{path}")
        elif stat.S_ISREG(about.st_mode):
            # No other file has this number and changed at this nanosecond: most are the base's, read once.
            key = (about.st_ino, about.st_ctime_ns, about.st_size)
            if key not in _hashes:
                _hashes[key] = hashlib.sha1(Path(f"{root}/{path}").read_bytes()).hexdigest()
            content = (about.st_size, _hashes[key])
        found[path] = (stat.S_IFMT(about.st_mode), stat.S_IMODE(about.st_mode), about.st_uid, about.st_gid, content)
    return found


def _below(root: str, folder: str) -> Iterator[str]:
    with os.scandir(f"{root}/{folder}") as entries:
        for entry in entries:
            path = f"{folder}{entry.name}"
            is_folder = entry.is_dir(follow_symlinks=False)
            if _IGNORED.match(path) or (is_folder and _IGNORED.match(path + "/")):
                continue
            yield path
            if is_folder:
                yield from _below(root, path + "/")

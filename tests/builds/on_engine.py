"""The same builds by a real Docker Engine, `tests/engine/engine.py`: what differs from buildah's is seen here."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from builds.apart import HOME, WORK
from builds.archive import images_of, write_archive
from builds.builder import HERE, KINDS, PATH, adapted
from builds.images import Failure, Image, config_of, tree
from engine.engine import Engine, home_folder, lacking
from gorae.stages import build as understand
from gorae.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_SECONDS = 120
_IMAGE = re.compile(r"[a-z0-9][a-z0-9./:_-]*")
_DATA = "/var/lib/docker-proof"  # of the engine's own root: what was built is forgotten with the run


def missing(*, installed: bool) -> str:
    """Why no engine can be asked here; empty where one can. With `installed` none is brought."""
    if why := lacking():
        return why
    return "`make engine` installs one" if installed and not (home_folder() / "ready").exists() else ""


@contextmanager
def running() -> Iterator[Engine]:
    """An engine whose images are in memory and are forgotten afterwards."""
    engine = Engine(home_folder(), data=_DATA)
    engine.set_up()
    data = Path(f"{engine.root}{_DATA}")
    data.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "proof", data], check=True)
    with engine:
        yield engine


class EngineBuilder:
    """As `builds.builder.Builder`. No call of a program is noted, none is made to fail, and nothing is started: buildah's part."""

    def __init__(self, engine: Engine, kind: str, name: str) -> None:
        self.engine, self.kind = engine, kind
        self.folder = WORK / name
        self.folder.mkdir(parents=True, exist_ok=True)
        self.built: list[str] = []

    def make_base(self, programs: set[str]) -> None:
        """The base of this kind."""
        context = self.folder / "base"
        (context / "stubs").mkdir(parents=True)
        shutil.copy(HOME / f"{self.kind}.tar", context / "rootfs.tar")
        shutil.copytree(WORK / "archive", context / "archive", ignore=shutil.ignore_patterns("make"))
        for name in programs:
            shutil.copy(HERE / "stub", context / "stubs" / name)
            (context / "stubs" / name).chmod(0o755)
        (context / "ca-certificates.crt").write_text("what programs trust\n")
        text = f"FROM scratch\nADD rootfs.tar /\nCOPY ca-certificates.crt /etc/ssl/certs/\nCOPY stubs /usr/local/bin/\nENV PATH={PATH}\n"
        if self.kind == "debian":
            text += "COPY archive /proof-archive\nRUN echo 'deb [trusted=yes] copy:/proof-archive trixie main' > /etc/apt/sources.list\n"
        (context / "Dockerfile").write_text(text + 'CMD ["/bin/sh"]\n')
        done = self._docker("build", "--network=none", "--tag", f"gorae-{self.kind}", context)
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        shutil.rmtree(context)

    def forget(self) -> None:
        """Drops all images but the bases."""
        if self.built:
            self._docker("rmi", *self.built)
        self.built = []

    def build(self, text: str, context: Path, **_: object) -> Image | Failure:
        """Builds a Dockerfile; nothing is taken from a cache mount that an earlier build filled."""
        file, secret = self.folder / "Dockerfile", self.folder / "secret"
        # A name of its own: the same image may be another worker's too, and stays there when this one drops it.
        name = f"gorae-{self.folder.parent.name}-{self.kind}:{len(self.built)}"
        file.write_text(adapted(text, engine=True), encoding="utf-8", newline="")
        secret.write_text("hunter2\n")
        if "type=cache" in text:
            self._docker("buildx", "prune", "--force", "--filter", "type=exec.cachemount")
        secrets = [word for one in dict.fromkeys(re.findall(r"id=([\w.-]+)", text))
                   for word in ("--secret", f"id={one},src={secret}")]  # fmt: skip
        bases = [word for one in _images(text)
                 for word in ("--build-context", f"{one}=docker-image://gorae-{self.kind}")]  # fmt: skip
        done = self._docker(
            "build", "--progress=plain", "--network=none", "--tag", name, *secrets, *bases, "--file", file, context
        )
        if done.returncode:
            return Failure(done.stderr)
        self.built.append(name)
        about = json.loads(self._docker("image", "inspect", name).stdout)[0]
        return Image(about["Size"], config_of(about["Config"]), self._files(about["GraphDriver"]["Data"] or {}))

    def _files(self, layers: dict[str, str]) -> dict[str, tuple[object, ...]]:
        """The image's files, below the engine's root as they lie there."""
        folders = [layers.get("UpperDir", ""), *layers.get("LowerDir", "").split(":")]
        inside = [Path(f"{self.engine.root}{one}") for one in folders if one]
        if len(inside) < 2:
            return tree(inside[0]) if inside else {}
        at, top = self.folder / "files", inside[0].parent.parent
        at.mkdir(exist_ok=True)
        short = ":".join(f"l/{(folder.parent / 'link').read_text()}" for folder in inside)
        subprocess.run(["mount", "-t", "overlay", "-o", f"ro,lowerdir={short}", "files", at], cwd=top, check=True)
        try:
            return tree(at)
        finally:
            subprocess.run(["umount", at], check=True)

    def _docker(self, *words: object) -> subprocess.CompletedProcess[str]:
        try:
            return self.engine.docker(
                *map(str, words), stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace",
                timeout=_LONGEST_SECONDS,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return subprocess.CompletedProcess(words, 1, "", "took too long")


def _images(text: str) -> list[str]:
    """The images that a Dockerfile names and that are none of its stages; variables in FROM have their values."""
    build = understand(parse(text))
    stages = {stage.name.lower() for stage in build.stages if stage.name}
    names = {name for node in build.document.nodes if node.name != "FROM" for name in images_of(node)}
    names |= {stage.image for stage in build.stages if stage.image}
    return sorted(name for name in names if _IMAGE.fullmatch(name) and name.lower() not in {*stages, "scratch"})


def make_engine_bases(engine: Engine, programs: set[str], packages: set[str]) -> None:
    """One base for each kind; an archive of these packages in Debian's."""
    if not (WORK / "archive").exists():
        write_archive(WORK / "archive", packages)
    for kind in KINDS:
        EngineBuilder(engine, kind, f"engine-base-{kind}").make_base(programs)

"""Bases to build on, and builds: buildah as root, without a registry. `install.sh` brings what is needed."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import signal
import stat
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from gorae.lint.script import script
from gorae.shell.packages import calls
from gorae.stages import build as understand
from gorae.syntax import parse

HERE = Path(__file__).parent
HOME = Path(os.environ.get("GORAE_BUILDS_HOME", Path.home() / ".cache" / "gorae-builds"))
_IGNORED = re.compile(
    r"(dev|proc|sys|proof|run)(/|$)|etc/(hosts|resolv\.conf|hostname)$|var/log/|var/cache/ldconfig/|.*-$"
)
_LONGEST_SECONDS = 60
_BUILTINS = frozenset((
    "cd", "export", "set", "exit", "exec", "eval", "test", "[", ":", ".", "umask", "unset", "trap", "read", "shift", "source",
    "return", "command", "type", "wait", "local", "alias", "echo", "printf", "true", "false", "apt", "apt-get", "dpkg",
    "apt-cache", "useradd", "adduser", "groupadd", "addgroup", "bash", "sh", "ash", "dash",
))  # fmt: skip


@dataclass(frozen=True)
class Image:
    """A built image: its layers' sum in bytes, its configuration, and its files."""

    size: int
    config: dict[str, object]
    files: dict[str, tuple[object, ...]]  # path: kind, mode, owner, group, content
    calls: tuple[str, ...] = ()  # what the stubs were called with
    log: str = ""


@dataclass(frozen=True)
class Failure:
    """A build that ended with an error."""

    log: str
    calls: tuple[str, ...] = ()


@dataclass
class Builder:
    """One store of images, all of one kind: `busybox` or `debian`."""

    kind: str
    folder: Path
    tagged: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.store = self.folder / self.kind
        self.proof = self.folder / "proof"
        self.proof.mkdir(parents=True, exist_ok=True)
        self.driver = "overlay"
        if self._do("info").returncode:  # not on every kernel
            self.driver = "vfs"
        self.rootfs: str | None = None

    def _do(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = ["buildah", "--root", str(self.store / "root"), "--runroot", str(self.store / "run"),
                   "--storage-driver", self.driver, *words]  # fmt: skip
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        try:
            out, error = process.communicate(timeout=_LONGEST_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            out, error = process.communicate()
            error += "\ntook too long"
        return subprocess.CompletedProcess(command, process.returncode, out, error)

    def make_base(self, programs: set[str], packages: set[str]) -> None:
        """The base of all names: the root file system, the stubs of programs and, on Debian, of packages."""
        context = self.folder / f"base-{self.kind}"
        shutil.rmtree(context, ignore_errors=True)
        (context / "stubs").mkdir(parents=True)
        shutil.copy(HOME / f"{self.kind}.tar", context / "rootfs.tar")
        for name in programs:
            shutil.copy(HERE / "stub", context / "stubs" / name)
            (context / "stubs" / name).chmod(0o755)
        text = "FROM scratch\nADD rootfs.tar /\nCOPY stubs /usr/local/bin/\nENV PATH=/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bin\n"
        if self.kind == "debian":
            self._archive(packages)
            text += "RUN echo 'deb [trusted=yes] copy:/proof/archive trixie main' > /etc/apt/sources.list\n"
        else:
            text += "RUN rm -f /bin/wget /bin/dpkg /bin/rpm\n"
        (context / "Dockerfile").write_text(text + 'CMD ["/bin/sh"]\n')
        done = self._build(context / "Dockerfile", context, "gorae-base")
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])

    def _archive(self, packages: set[str]) -> None:
        """Debian's index of packages, in which those that are asked for are packages of our own, of one file each."""
        archive = self.proof / "archive"
        shutil.rmtree(archive, ignore_errors=True)
        (archive / "dists/trixie/main/binary-amd64").mkdir(parents=True)
        (archive / "pool").mkdir()
        ours = [_package(archive, name) for name in sorted(packages)]
        known = (HOME / "Packages").read_text(encoding="utf-8")
        some = known.split("\n\n")[::10]  # real ones, few enough to be read quickly
        kept = [one for one in some if one and one.split("\n", 1)[0].removeprefix("Package: ") not in packages]
        plain = "\n\n".join([*ours, *kept, ""]).encode()
        index = gzip.compress(plain, 1)
        (archive / "dists/trixie/main/binary-amd64/Packages.gz").write_bytes(index)
        listed = "".join(
            f" {hashlib.sha256(data).hexdigest()} {len(data)} main/binary-amd64/{name}\n"
            for name, data in (("Packages", plain), ("Packages.gz", index))
        )
        (archive / "dists/trixie/Release").write_text(
            "Origin: Debian\nSuite: stable\nCodename: trixie\nArchitectures: amd64\nComponents: main\n"
            f"Date: Sat, 01 Aug 2026 00:00:00 UTC\nSHA256:\n{listed}"
        )

    def build(self, text: str, context: Path, *, fails: str = "", start: bool = False) -> Image | Failure:
        """Builds a Dockerfile; with `fails`, that call of a stub fails; with `start`, the image must start as well."""
        for name in _bases(text):
            if name not in self.tagged:
                self._do("tag", "gorae-base", name)
                self.tagged.add(name)
        file = self.folder / "Dockerfile"
        file.write_text(text, encoding="utf-8", newline="")
        (self.proof / "calls").write_text("")
        (self.proof / "calls").chmod(0o666)
        fail = self.proof / "fail"
        fail.unlink(missing_ok=True)
        if fails:
            fail.write_text(fails)
        done = self._build(file, context, "case")
        called = tuple((self.proof / "calls").read_text().splitlines())
        if done.returncode:
            return Failure(done.stdout + done.stderr, called)
        image = json.loads(self._do("inspect", "--type", "image", "case").stdout)
        size = sum(layer_size(self.store / "root", image["FromImageID"]))
        container = self._do("from", "--pull-never", "case").stdout.strip()
        try:
            root = Path(self._do("mount", container).stdout.strip())
            files = tree(root)
            if start and (problem := self._start(container, image)):
                return Failure(problem, called)
        finally:
            self._do("rm", container)
        return Image(size, _config(image), files, called, done.stdout)

    def _build(self, file: Path, context: Path, tag: str) -> subprocess.CompletedProcess[str]:
        secret = self.folder / "secret"
        secret.write_text("hunter2\n")
        names = re.findall(r"id=([\w.-]+)", file.read_text(encoding="utf-8"))
        secrets = [word for name in dict.fromkeys(names) for word in ("--secret", f"id={name},src={secret}")]
        return self._do(
            "bud", "--isolation", "chroot", "--format", "docker", "--pull-never", "--layers", "--no-cache", *secrets,
            "--volume", f"{self.proof}:/proof", "--timestamp", "0", "-t", tag, "-f", str(file), str(context),
        )  # fmt: skip

    def _start(self, container: str, image: dict) -> str:
        """Starts the program; the sentence that says why it did not."""
        config = image["Docker"]["config"]
        words = [*(config.get("Entrypoint") or ()), *(config.get("Cmd") or ())]
        if not words:
            return ""
        done = self._do("run", "--isolation", "chroot", "--volume", f"{self.proof}:/proof", container, "--", *words)
        return done.stderr if done.returncode in (125, 126, 127) or "unknown user" in done.stderr else ""


def layer_size(root: Path, image: str) -> list[int]:
    """The sizes of an image's layers, in bytes."""
    images = json.loads(next(root.glob("*-images/images.json")).read_text())
    layers = {one["id"]: one for one in json.loads(next(root.glob("*-layers/layers.json")).read_text())}
    at = next(one["layer"] for one in images if one["id"] == image)
    sizes = []
    while at:
        sizes.append(int(layers[at].get("diff-size") or 0))
        at = layers[at].get("parent")
    return sizes


def tree(root: Path) -> dict[str, tuple[object, ...]]:
    """All files below a folder, without what a build or a run leaves of itself."""
    found: dict[str, tuple[object, ...]] = {}
    for folder, names, files in os.walk(root):
        names[:] = [name for name in names if not _IGNORED.match(os.path.relpath(f"{folder}/{name}", root) + "/")]
        for name in (*names, *files):
            path = f"{folder}/{name}"
            relative = os.path.relpath(path, root)
            if _IGNORED.match(relative):
                continue
            about = os.lstat(path)
            if stat.S_ISLNK(about.st_mode):
                content: object = os.readlink(path)
            elif stat.S_ISREG(about.st_mode):
                content = (about.st_size, hashlib.sha1(Path(path).read_bytes()).hexdigest())
            else:
                content = None
            found[relative] = (
                stat.S_IFMT(about.st_mode),
                stat.S_IMODE(about.st_mode),
                about.st_uid,
                about.st_gid,
                content,
            )
    return found


def _config(image: dict) -> dict[str, object]:
    config = image["Docker"]["config"]
    names = ("Env", "User", "Cmd", "Entrypoint", "WorkingDir", "ExposedPorts", "Volumes", "Labels", "Healthcheck", "OnBuild",
             "StopSignal", "Shell")  # fmt: skip
    found = {name: config.get(name) or None for name in names}
    labels = {key: value for key, value in (config.get("Labels") or {}).items() if not key.startswith("io.buildah")}
    ports = {port.lower(): value for port, value in (config.get("ExposedPorts") or {}).items()}  # as Docker writes them
    return found | {"Labels": labels or None, "ExposedPorts": ports or None}


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
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Znone", "-b", folder, file], check=True, capture_output=True)
    shutil.rmtree(folder)
    data = file.read_bytes()
    return f"{head}Filename: pool/{name}.deb\nSize: {len(data)}\nSHA256: {hashlib.sha256(data).hexdigest()}"


def _bases(text: str) -> list[str]:
    """The images from outside that a Dockerfile names, each as a reference without digest."""
    found = []
    for placed in parse(text).placed:
        words = placed.instruction.words
        if placed.name == "FROM" and words and words[0].value != "scratch":
            found.append(words[0].value)
        origin = placed.instruction.flag("from")
        if origin is not None and origin.value and ("/" in origin.value or ":" in origin.value):
            found.append(origin.value)
    return [name for name in dict.fromkeys(found) if re.fullmatch(r"[a-z0-9./:_-]+", name)]


def needed(texts: list[str]) -> tuple[set[str], set[str]]:
    """The programs and the Debian packages that these Dockerfiles name."""
    programs: set[str] = set()
    packages: set[str] = set()
    for text in texts:
        build = understand(parse(text))
        for placed in build.document.placed:
            read = script(placed.instruction, build.scope_of(placed))
            for command in read.commands:
                programs |= {command.program, command.effective.program}
            for call in calls(read):
                if call.manager in ("apt", "apt-get", "aptitude"):
                    packages |= {re.split("[=/]", one.name)[0] for one in call.packages or ()}
    packages |= {f"{name}-recommended" for name in packages}
    return (
        {name for name in programs if re.fullmatch(r"[\w.+-]+", name or "") and name not in _BUILTINS},
        {name for name in packages if re.fullmatch(r"[a-z0-9][a-z0-9.+-]+", name)},
    )

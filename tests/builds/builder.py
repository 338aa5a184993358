"""Builds Dockerfiles with buildah, without a registry: all names of images are one base of our own."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import subprocess
from pathlib import Path

from builds.apart import HOME, ROOT, WORK, inside
from builds.archive import write_archive
from builds.context import DOWNLOADS, URL, download_name
from builds.images import Failure, Image, Store
from gorae.syntax import parse

HERE = Path(__file__).parent
KINDS = ("busybox", "debian")
_LONGEST_SECONDS = 120
_BASE = WORK / "base"
PATH = "/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bin"


def make_bases(programs: set[str], packages: set[str], images: set[str]) -> None:
    """One store for each kind, with the base of that kind under the names of all images."""
    archive = WORK / "archive"
    write_archive(archive, packages)
    for kind in KINDS:
        context = _BASE / f"{kind}-context"
        (context / "stubs").mkdir(parents=True)
        (context / "noted").mkdir()
        shutil.copy(HOME / f"{kind}.tar", context / "rootfs.tar")
        for name in programs:
            for script, folder in (("stub", "stubs"), ("noted", "noted")):
                shutil.copy(HERE / script, context / folder / name)
                (context / folder / name).chmod(0o755)
        (context / "ca-certificates.crt").write_text("what programs trust\n")
        text = f"FROM scratch\nADD rootfs.tar /\nCOPY ca-certificates.crt /etc/ssl/certs/\nCOPY noted /usr/local/sbin/\nCOPY stubs /usr/local/bin/\nENV PATH={PATH}\n"
        if kind == "debian":
            text += "RUN echo 'deb [trusted=yes] copy:/proof-archive trixie main' > /etc/apt/sources.list\n"
        (context / "Dockerfile").write_text(text + 'CMD ["/bin/sh"]\n')
        builder = Builder(kind, "base", bases=())
        done = builder.bud(context / "Dockerfile", context, _BASE / "id")
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        builder.buildah("tag", (_BASE / "id").read_text(), *images)
        shutil.rmtree(context)


class Builder:
    """A place to build in, on one kind of base; `forget` it before the next case, else builds share their steps."""

    def __init__(self, kind: str, name: str, bases: tuple[Path, ...] | None = None) -> None:
        self.kind = kind
        self.folder = WORK / name
        self.store = _BASE / kind if bases == () else self.folder / "store"
        self.bases = (_BASE / kind,) if bases is None else bases
        self.proof = self.folder / "proof"
        self.proof.mkdir(parents=True, exist_ok=True)
        self.driver = _driver()
        nofile, nproc = (resource.getrlimit(one) for one in (resource.RLIMIT_NOFILE, resource.RLIMIT_NPROC))
        # buildah would raise them to what only a real root may have.
        self.limits = ("--ulimit", f"nofile={nofile[0]}:{nofile[1]}", "--ulimit", f"nproc={nproc[0]}:{nproc[1]}")

    def forget(self) -> None:
        """Drops all images but the bases."""
        shutil.rmtree(self.store, ignore_errors=True)

    def buildah(self, command: str, *words: object) -> subprocess.CompletedProcess[str]:
        """Runs it, however long that takes up to a limit."""
        stores = [word for base in self.bases for word in ("--storage-opt", f"{self.driver}.imagestore={inside(base)}")]
        temporary = self.folder / "tmp"  # of this command alone: what cache mounts keep is there
        temporary.mkdir(exist_ok=True)
        line = ["chroot", ROOT, "/usr/bin/env", "-i", f"PATH={os.defpath}:/usr/sbin:/sbin", "HOME=/root", "GOGC=off", f"TMPDIR={inside(temporary)}",
                "buildah", "--root", inside(self.store), "--runroot", f"{inside(self.store)}-run",
                "--storage-driver", self.driver, *stores, command, *words]  # fmt: skip
        process = subprocess.Popen(
            [str(word) for word in line],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace",
            start_new_session=True,
        )  # fmt: skip
        try:
            out, error = process.communicate(timeout=_LONGEST_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            out, error = process.communicate()
            error += "\ntook too long"
        shutil.rmtree(temporary, ignore_errors=True)
        return subprocess.CompletedProcess(line, process.returncode, out, error)

    def bud(self, file: Path, context: Path, number: Path, *more: str) -> subprocess.CompletedProcess[str]:
        """`buildah bud`; the image's number is in the file of that name afterwards."""
        return self.buildah(
            "bud", "--isolation", "chroot", "--network", "host", *self.limits, "--format", "docker", "--pull-never",
            "--layers", "--timestamp", "0", "--iidfile", inside(number), *more, "-f", inside(file), inside(context),
        )  # fmt: skip

    def build(
        self, text: str, context: Path, *, fails: str = "", start: bool = False, afresh: bool = False
    ) -> Image | Failure:
        """Builds a Dockerfile.

        With `fails` that call of a program fails; with `start` the image must start as well. Steps that an earlier
        build had too are taken from it, and their calls not noted, unless it is done `afresh`.
        """
        file, secret, number = (self.folder / name for name in ("Dockerfile", "secret", "id"))
        file.write_text(adapted(text), encoding="utf-8", newline="")
        secret.write_text("hunter2\n")
        (self.proof / "calls").write_text("")
        (self.proof / "calls").chmod(0o666)
        (self.proof / "fail").write_text(fails)
        number.unlink(missing_ok=True)
        more = [word for name in dict.fromkeys(re.findall(r"id=([\w.-]+)", text))
                for word in ("--secret", f"id={name},src={inside(secret)}")]  # fmt: skip
        done = self.bud(file, context, number, *self._volumes(), *more, *(("--no-cache",) if afresh or fails else ()))
        called = tuple((self.proof / "calls").read_text(errors="replace").splitlines())
        if done.returncode:
            return Failure(done.stdout + done.stderr, called)
        image = number.read_text().removeprefix("sha256:")
        store = Store([self.store, *self.bases], self.driver, image)
        config = store.config()
        if start and (problem := self._start(image, config)):
            return Failure(problem, called)
        return Image(store.size(), config, store.files(self.folder / "files"), called)

    def _volumes(self) -> tuple[str, ...]:
        return ("--volume", f"{inside(self.proof)}:/proof", "--volume", f"{inside(WORK / 'archive')}:/proof-archive")

    def _start(self, image: str, config: dict) -> str:
        """Starts the program; the sentence that says why it did not."""
        words = [*(config["Entrypoint"] or ()), *(config["Cmd"] or ())]
        if not words:
            return ""
        container = self.buildah("from", "--pull-never", *self.limits, image).stdout.strip()
        done = self.buildah("run", "--isolation", "chroot", *self._volumes(), container, "--", *words)
        self.buildah("rm", container)
        failed = done.returncode in (125, 126, 127) or "unknown user" in done.stderr
        return done.stdout + done.stderr if failed else ""


def adapted(text: str, *, engine: bool = False) -> str:
    """A text as it is built here: what this buildah lacks, and what no registry is here for, is left out of both builds.

    Platforms, digests, checksums of downloads; what ADD brings from the network is in the context (`builds.context`).
    Without an `engine` also `--link` (the same files, stored in another way) and secrets as variables.
    """
    document = parse(text)
    for node in reversed(document.nodes):
        start, end = node.span
        whole = text[start:end]
        if node.name == "FROM":
            whole = re.sub(r"--platform=\S+\s+", "", whole)
        if node.name in ("COPY", "ADD"):
            whole = re.sub(r"--checksum=\S+\s+" if engine else r"--(?:link(?:=\w+)?|checksum=\S+)\s+", "", whole)
        if node.name == "ADD" and (url := URL.search(whole)):
            whole = _downloaded(whole, url[0])
        if node.name == "RUN" and not engine and (name := re.search(r"--mount=type=secret\S*?(,env=(\w+))", whole)):
            at = node.to_document(node.instruction.arguments).start - start
            whole = f'{whole[:at]}export {name[2]}="$(cat /run/secrets/{name[2]})"; {whole[at:]}'.replace(
                name[1], "", 1
            )
        text = text[:start] + re.sub(r"@sha256:[0-9a-f]+", "", whole) + text[end:]
    for directive in reversed(document.directives):
        if directive.name == "syntax":  # an image that no registry is here for
            text = text[: directive.span.start] + "# " + text[directive.span.start :]
    return text


def _downloaded(instruction: str, url: str) -> str:
    """The same ADD from the context: a repository is a folder, only `--unpack` unpacks, files are their owner's."""
    instruction = instruction.replace(url, f"{DOWNLOADS}/{download_name(url)}")
    if "--unpack" in instruction:
        return re.sub(r"--unpack(?:=true)?\s+", "", instruction)
    mode = "" if ".git" in url else " --chmod=600"
    return re.sub(r"(?i)^ADD", f"COPY{mode}", instruction)


def _driver() -> str:
    """`overlay`, or `vfs` on kernels that lay none over this file system."""
    folder = WORK / "probe"
    folders = [folder / name for name in ("lower", "upper", "work", "merged")]
    for one in folders:
        one.mkdir(parents=True, exist_ok=True)
    lower, upper, work, merged = folders
    options = f"lowerdir={lower},upperdir={upper},workdir={work}"
    done = subprocess.run(["mount", "-t", "overlay", "-o", options, "probe", merged], capture_output=True, check=False)
    if done.returncode:
        return "vfs"
    subprocess.run(["umount", merged], check=True)
    return "overlay"

"""Docker's own readers of compose and bake files: Debian's packages, unpacked beside the tests' other caches.

`docker-compose` and `docker-buildx` are each one program that needs no daemon for `config` and `bake --print`. The
packages are those of Debian's testing suite; apt fetches them with an own configuration, so that nothing of this
machine's changes. Where there is no apt, no Debian mirror in its sources, or another processor, `reason()` says so.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path

SUITE = "forky"
PACKAGES = ("docker-compose", "docker-buildx")
HOME = Path(os.environ.get("GORAE_TEST_CACHE", Path.home() / ".cache" / "gorae-tests")) / f"docker-{SUITE}"
PLUGINS = HOME / "root" / "usr" / "libexec" / "docker" / "cli-plugins"


@lru_cache(maxsize=1)
def reason() -> str:
    """Why Docker's programs are not to be had here; empty where they are."""
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        return "no apt-get and dpkg-deb to fetch docker-compose and docker-buildx with"
    if os.uname().machine != "x86_64":
        return "the recorded programs are those of x86_64"
    HOME.mkdir(parents=True, exist_ok=True)
    with (HOME / "lock").open("w") as lock:  # several workers ask at once
        fcntl.flock(lock, fcntl.LOCK_EX)
        if all((PLUGINS / name).exists() for name in PACKAGES):
            return ""
        return _install()


def _install() -> str:
    source = _mirror()
    if source is None:
        return "apt's sources name no Debian mirror"
    for folder in ("state/lists/partial", "cache/archives/partial", "debs"):
        (HOME / folder).mkdir(parents=True, exist_ok=True)
    (HOME / "sources.list").write_text(
        f"deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] {source} {SUITE} main\n"
    )
    own = {
        "Dir::Etc::sourcelist": HOME / "sources.list", "Dir::Etc::sourceparts": "-", "Dir::Etc::preferencesparts": "-",
        "Dir::State": HOME / "state", "Dir::Cache": HOME / "cache", "APT::Sandbox::User": "root",
    }  # fmt: skip
    words = [word for key, value in own.items() for word in ("-o", f"{key}={value}")]
    for command in (["apt-get", "-qq", *words, "update"], ["apt-get", "-qq", *words, "download", *PACKAGES]):
        done = subprocess.run(command, cwd=HOME / "debs", capture_output=True, text=True, timeout=300, check=False)
        if done.returncode:
            return f"`{command[0]} … {command[-1]}` failed: {done.stderr.strip()[-200:]}"
    for package in (HOME / "debs").glob("*.deb"):
        subprocess.run(["dpkg-deb", "-x", package, HOME / "root"], check=True, timeout=120)
        package.unlink()
    shutil.rmtree(HOME / "state")
    return ""


def _mirror() -> str | None:
    folder = Path("/etc/apt")
    for file in [folder / "sources.list", *sorted((folder / "sources.list.d").glob("*"))]:
        text = file.read_text() if file.is_file() else ""
        found = re.search(r"^(?:URIs:|deb\s+(?:\[.*?\]\s+)?)\s*(https?://\S+/debian/?)(?:\s|$)", text, re.MULTILINE)
        if found:
            return found[1]
    return None


def run(program: str, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """One of the programs in a folder, with an empty environment."""
    environment = {"HOME": str(HOME), "PATH": "/usr/bin:/bin", "DOCKER_CONFIG": str(HOME / "config")}
    return subprocess.run(
        [PLUGINS / program, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def version(program: str) -> str:
    """The program's own word of its version."""
    return run(program, "version", folder=HOME).stdout.strip()


def written(folder: Path, files: dict[str, str]) -> Path:
    """The project on the disk; the file that is read."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder / next(iter(files))

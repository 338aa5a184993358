"""Makes the VS Code extension's packages, one for each platform, with the server and every library inside.

    package_vsix.py [--output FOLDER] [--all | TARGET ...]      no target: this machine's

A package holds the project's own wheel and what it needs: libraries in plain Python once, compiled ones for each
CPython of PYTHONS. Versions are those installed beside this script, so that what was tested is what is shipped.
Downloads are kept in .build/wheels.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from importlib import metadata
from pathlib import Path, PurePosixPath

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
CLIENT = ROOT / "client"
BUNDLED = CLIENT / "bundled"
WHEELS = ROOT / ".build" / "wheels"
PYTHONS = ("3.10", "3.11", "3.12", "3.13", "3.14")  # the client's src/probe.ts names the first and the last too


class Target:
    """A platform as VS Code names it, as pip names it, and as a requirement's marker names it."""

    def __init__(
        self, tags: tuple[str, ...], sys_platform: str, machine: str, pythons: tuple[str, ...] = PYTHONS
    ) -> None:
        self.tags, self.pythons = tags, pythons
        self.markers = {
            "sys_platform": sys_platform,
            "platform_machine": machine,
            "platform_system": {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}[sys_platform],
            "os_name": "nt" if sys_platform == "win32" else "posix",
        }


def _manylinux(machine: str) -> tuple[str, ...]:
    # glibc 2.28 is what VS Code itself needs.
    return (f"manylinux2014_{machine}", *(f"manylinux_2_{minor}_{machine}" for minor in (28, 27, 24, 17, 12, 5)))


def _musllinux(machine: str) -> tuple[str, ...]:
    return tuple(f"musllinux_1_{minor}_{machine}" for minor in (2, 1))


# alpine-arm64 is not among them: tree-sitter has no wheel for it (0.26.1, 2026-11).
TARGETS = {
    "linux-x64": Target(_manylinux("x86_64"), "linux", "x86_64"),
    "linux-arm64": Target(_manylinux("aarch64"), "linux", "aarch64"),
    "alpine-x64": Target(_musllinux("x86_64"), "linux", "x86_64"),
    "darwin-x64": Target(("macosx_11_0_x86_64", "macosx_10_15_x86_64"), "darwin", "x86_64"),
    "darwin-arm64": Target(("macosx_11_0_arm64",), "darwin", "arm64"),
    "win32-x64": Target(("win_amd64",), "win32", "AMD64"),
    "win32-arm64": Target(("win_arm64",), "win32", "ARM64", PYTHONS[2:]),  # PyYAML has wheels from 3.12 on
}

# What a wheel brings that nobody reads when it runs.
_JUNK = re.compile(
    r"(^|/)(tests?|testing|__pycache__|bin|include)/|\.(pyi|c|h|cc|pyx|pxd|scm|map)$|\.dist-info/(RECORD|WHEEL|INSTALLER|sboms/.*)$"
)


def this_target() -> str:
    """Return the target of the machine that this runs on; raises SystemExit where there is none."""
    system = {"linux": "linux", "darwin": "darwin", "win32": "win32"}.get(sys.platform, sys.platform)
    machine = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}.get(platform.machine().lower())
    if system == "linux" and Path("/etc/alpine-release").exists():
        system = "alpine"
    name = f"{system}-{machine}"
    if name not in TARGETS:
        raise SystemExit(f"no package is made for {name}; there are: {', '.join(TARGETS)}")
    return name


def requirements(environment: dict[str, str]) -> dict[str, str]:
    """Return what the project needs in such an environment: canonical name to `name==version`."""
    found: dict[str, str] = {}
    waiting = [Requirement(text) for text in metadata.requires("gorae") or ()]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name in found or (requirement.marker and not requirement.marker.evaluate({**environment, "extra": ""})):
            continue
        try:
            found[name] = f"{requirement.name}=={metadata.version(requirement.name)}"
        except metadata.PackageNotFoundError:  # only an older Python needs it, so it is not installed here
            found[name] = f"{requirement.name}{requirement.specifier}"
            continue
        waiting += [Requirement(text) for text in metadata.requires(requirement.name) or ()]
    return found


def environment_of(target: Target, python: str) -> dict[str, str]:
    """Return the markers' values for a CPython of that version on that platform."""
    return {
        **{name: str(value) for name, value in default_environment().items()},
        **target.markers,
        "python_version": python,
        "python_full_version": f"{python}.0",
    }


def download(wanted: str, folder: Path, *options: str) -> bool:
    """Download the wheel of one `name==version` into a folder; False where none fits."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-deps"]
    pip += ["--only-binary=:all:", "--dest", str(folder), *options, wanted]
    done = subprocess.run(pip, check=False, capture_output=True, text=True)
    if done.returncode and "No matching distribution" not in done.stderr:
        raise SystemExit(f"pip download {wanted}: {done.stderr}")
    return done.returncode == 0


def wheel_of(wanted: str, folder: Path, *options: str) -> Path | None:
    """Return the wheel of one `name==version` in the folder, downloaded where it is missing; None where none fits."""
    folder.mkdir(parents=True, exist_ok=True)
    requirement = Requirement(wanted)

    def kept() -> Path | None:
        for path in folder.glob("*.whl"):
            name, version = path.name.split("-")[:2]
            if canonicalize_name(name) == canonicalize_name(requirement.name) and requirement.specifier.contains(
                version
            ):
                return path
        return None

    return kept() or (kept() if download(wanted, folder, *options) else None)


def own_wheel() -> Path:
    """Build the project's wheel as `pip install .` would, and return it."""
    folder = Path(tempfile.mkdtemp(prefix="gorae-wheel-"))
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(build, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return next(folder.glob("*.whl"))


def unpack(wheel: Path, folder: Path) -> None:
    """Unpack a wheel's files, without those that are not needed to run it."""
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if not name.endswith("/") and not _JUNK.search(name):
                target = folder / PurePosixPath(name)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(name))


def bundle(target_name: str, gorae: Path) -> None:
    """Fill client/bundled for a platform."""
    target = TARGETS[target_name]
    shutil.rmtree(BUNDLED, ignore_errors=True)
    libraries = BUNDLED / "libs"
    unpack(gorae, libraries / "common")
    shutil.copy(CLIENT / "python" / "run.py", BUNDLED / "run.py")
    done: set[str] = set()
    for python in target.pythons:
        for wanted in requirements(environment_of(target, python)).values():
            if wanted in done:
                continue
            pure = wheel_of(wanted, WHEELS / "any", "--platform", "any", "--abi", "none", "--python-version", python)
            if pure:
                unpack(pure, libraries / "common")
                done.add(wanted)
                continue
            compact = python.replace(".", "")
            options = ["--implementation", "cp", "--python-version", python, "--abi", f"cp{compact}", "--abi", "abi3"]
            for tag in target.tags:
                options += ["--platform", tag]
            wheel = wheel_of(wanted, WHEELS / target_name / f"cp{compact}", *options)
            if wheel is None:
                raise SystemExit(f"{wanted} has no wheel for {target_name} and Python {python}")
            if "-abi3-" in wheel.name:  # one for all Pythons from that version on
                done.add(wanted)
            unpack(wheel, libraries / ("common" if "-abi3-" in wheel.name else f"cp{compact}"))


def write_version(version: str) -> None:
    """Write the server's version into the client's package.json and lock file, where it differs."""
    for path in (CLIENT / "package.json", CLIENT / "package-lock.json"):
        text = path.read_text(encoding="utf-8")
        # The lock file has it twice, before any other package's.
        times = 2 if path.name == "package-lock.json" else 1
        new = re.sub(r'(\n\s*"version": ")[^"]*(")', rf"\g<1>{version}\g<2>", text, count=times)
        if json.loads(new)["version"] != version:
            raise SystemExit(f"{path}: no version to replace")
        if new != text:
            path.write_text(new, encoding="utf-8", newline="\n")


def npm(*arguments: str) -> None:
    """Run npm or npx in the client's folder; raises SystemExit where it fails."""
    program = shutil.which(arguments[0])
    if program is None:
        raise SystemExit("no npm: install Node 20, or run `make package`, which brings one")
    done = subprocess.run([program, *arguments[1:]], cwd=CLIENT, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise SystemExit(f"failed: {' '.join(arguments)}")


def main() -> None:
    """Make the packages that the command line asks for and say where they are and how big."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}")
    parser.add_argument("--all", action="store_true", help="every target")
    parser.add_argument("--output", type=Path, default=ROOT / "dist")
    options = parser.parse_args()
    targets = list(TARGETS) if options.all else options.targets or [this_target()]
    unknown = set(targets) - set(TARGETS)
    if unknown:
        parser.error(f"unknown target: {', '.join(sorted(unknown))}")

    gorae = own_wheel()
    version = gorae.name.split("-")[1]
    write_version(version)
    if not (CLIENT / "node_modules").is_dir():
        npm("npm", "ci", "--ignore-scripts", "--loglevel=error")
    for name in ("LICENSE", "THIRD-PARTY-NOTICES.md"):
        shutil.copy(ROOT / name, CLIENT / name)
    npm("node", "build.mjs")
    output = options.output.resolve()
    output.mkdir(parents=True, exist_ok=True)
    for target in targets:
        bundle(target, gorae)
        vsix = output / f"gorae-{target}-{version}.vsix"
        npm("npx", "--no-install", "vsce", "package", "--no-dependencies", "--target", target, "--out", str(vsix))
        print(f"{os.path.relpath(vsix)}: {vsix.stat().st_size / 1e6:.1f} MB", flush=True)
    shutil.rmtree(gorae.parent)


if __name__ == "__main__":
    main()

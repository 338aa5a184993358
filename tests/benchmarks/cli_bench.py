#!/usr/bin/env python3
"""Measures command-line linters on generated Dockerfiles, interleaved, in one run (standard library only).

    cli_bench.py [options] NAME=COMMAND [NAME=COMMAND ...]
    cli_bench.py gorae='gorae check --isolated --no-shellcheck --output-format json {path}' \\
                 hadolint='hadolint --no-color -f json {files}' tally='tally lint --no-config -f json {path}'

{path} becomes the folder (or the one file), {files} each file as an argument of its own. The first command is what the
others are compared with, unless --reference names another. Two more rows are measured beside them, as the floor:
`python3 -c pass` and `python3 -c "import argparse, json"`.
`again` is a second run over unchanged files with whatever the tool cached; before every other run `.gorae_cache` is
removed. A command that exits with anything but 0 or 1, or finds nothing (every file has findings), is an error.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import pathlib
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from documents import dockerfile

# Without site: what a machine's own site-packages start (.pth files) is no floor.
FLOORS = {
    "python-pass": [sys.executable, "-I", "-S", "-c", "pass"],
    "python-argparse": [sys.executable, "-I", "-S", "-c", "import argparse, json"],
}
LINES = 40


class FailedError(Exception):
    """A program ended with an unexpected code, or printed nothing."""


def run(argv: list[str], cwd: str, timeout: float, check: bool = True) -> dict[str, float]:
    """Wall and processor milliseconds, peak MiB, and the size of what was printed."""
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        process = subprocess.Popen(argv, cwd=cwd, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT)
        timer = None
        if timeout:
            import threading

            timer = threading.Timer(timeout, process.kill)
            timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        if timer:
            timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        size = out.seek(0, os.SEEK_END)
        if check and (process.returncode not in (0, 1) or size < 20):
            out.seek(0)
            raise FailedError(f"exit {process.returncode}: {out.read(300).decode(errors='replace').strip()!r}")
    return {
        "wall": wall * 1000,
        "cpu": (usage.ru_utime + usage.ru_stime) * 1000,
        "rss": usage.ru_maxrss / 1024,
        "printed": size,
    }


def argv_for(command: str, path: str, files: list[str]) -> list[str]:
    argv: list[str] = []
    for word in shlex.split(command):
        argv += files if word == "{files}" else [word.replace("{path}", path)]
    return argv


def forget(root: str) -> None:
    for found in pathlib.Path(root).glob("**/.gorae_cache"):
        shutil.rmtree(found, ignore_errors=True)


class Samples:
    """What the commands took, by row and command; a command that fails is not run again."""

    def __init__(self, root: str, timeout: float) -> None:
        self.root, self.timeout = root, timeout
        self.rows: dict[str, dict[str, list[dict[str, float]]]] = {}
        self.errors: dict[str, str] = {}

    def take(self, row: str, name: str, argv: list[str], *, cold: bool, count: bool = True, check: bool = True) -> None:
        """Run a command once: without what it kept (`cold`), counted or not, its exit code looked at or not."""
        if name in self.errors:
            return
        if cold:
            forget(self.root)
        try:
            got = run(argv, self.root, self.timeout, check)
        except (FailedError, OSError) as e:
            self.errors[name] = f"{row}: {e}"
            return
        if count:
            self.rows.setdefault(row, {}).setdefault(name, []).append(got)

    def summary(self) -> dict:
        """Milliseconds, MiB and bytes of each command in each row, and the errors by command."""
        return {
            "rows": {row: {name: _summary(samples) for name, samples in by.items()} for row, by in self.rows.items()},
            "errors": self.errors,
        }


def _summary(samples: list[dict[str, float]]) -> dict[str, float]:
    return {
        "wall_min": min(s["wall"] for s in samples),
        "wall_median": statistics.median(s["wall"] for s in samples),
        "cpu_median": statistics.median(s["cpu"] for s in samples),
        "rss": max(s["rss"] for s in samples),
        "printed": samples[-1]["printed"],
        "runs": len(samples),
    }


def write_dockerfile(root: str, folder: str, seed: int | None = None) -> str:
    """Write a Dockerfile of LINES lines into a folder below the root; its path from there."""
    path = os.path.join(folder, "Dockerfile")
    os.makedirs(os.path.join(root, folder))
    with open(os.path.join(root, path), "w", encoding="utf-8") as f:
        f.write(dockerfile(LINES) if seed is None else dockerfile(LINES, seed=seed))
    return path


def measure(
    commands: dict[str, str],
    files_wanted: int,
    rounds: int,
    single_rounds: int,
    timeout: float = 120,
    again: bool = True,
    seconds: float = math.inf,
) -> dict:
    """Run the commands on one file, then on many, in turn; as `Samples.summary`. `seconds` ends the rounds early."""
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="cli-bench-") as root:
        os.environ["GORAE_CACHE_DIR"] = os.path.join(root, ".gorae_cache")  # forgotten before each first run
        samples = Samples(root, timeout)
        files = [write_dockerfile(root, os.path.join("many", f"service-{i}"), seed=i) for i in range(files_wanted)]
        single = write_dockerfile(root, "one")
        for i in range(single_rounds + 1):  # the first round warms the disk's cache and is not counted
            if i > 3 and time.perf_counter() - begin > seconds / 3:
                break
            for name, argv in FLOORS.items():
                samples.take("1 file", name, argv, cold=False, count=i > 0, check=False)
            for name, command in commands.items():
                samples.take("1 file", name, argv_for(command, single, [single]), cold=True, count=i > 0)
        for i in range(rounds if files_wanted > 1 else 0):
            if i > 1 and time.perf_counter() - begin > seconds:
                break
            for name, command in commands.items():
                argv = argv_for(command, "many", files)
                samples.take(f"{files_wanted} files", name, argv, cold=True)
                if again and name == next(iter(commands)):
                    samples.take(f"{files_wanted} files again", name, argv, cold=False)
    return samples.summary()


def show(result: dict, reference: str) -> str:
    out = [f"{'':<36}{'min ms':>10}{'median ms':>11}{'of ' + reference:>14}{'cpu ms':>10}{'peak MiB':>10}{'runs':>6}"]
    for row, by in result["rows"].items():
        base = by.get(reference, {}).get("wall_median")
        for name, v in by.items():
            ratio = f"{v['wall_median'] / base:.2f}x" if base else "-"
            out.append(
                f"{row:<18}{name:<18}{v['wall_min']:>10.1f}{v['wall_median']:>11.1f}{ratio:>14}"
                f"{v['cpu_median']:>10.0f}{v['rss']:>10.1f}{v['runs']:>6}"
            )
    out += [f"{name} failed: {why}" for name, why in result["errors"].items()]
    return "\n".join(out)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("commands", nargs="+", metavar="NAME=COMMAND")
    parser.add_argument("--reference")
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--single-rounds", type=int, default=20)
    parser.add_argument("--timeout", type=float, default=120, help="seconds after which a run is ended and an error")
    parser.add_argument("--json", metavar="FILE")
    options = parser.parse_args()
    commands = dict(item.split("=", 1) for item in options.commands)
    result = measure(commands, options.files, options.rounds, options.single_rounds, options.timeout)
    print(show(result, options.reference or next(iter(commands))))
    if options.json:
        with open(options.json, "w") as f:
            json.dump(result, f, indent=1)
    return 1 if result["errors"] else 0


if __name__ == "__main__":
    sys.exit(main())

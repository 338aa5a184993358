"""`make bench`: the language server beside docker-langserver, in the same run.

    bench.py [--all] [options of lsp_bench.py]

Shows the time from a keystroke to its diagnostics at 60, 600 and 3,500 lines, and from the start to the first
diagnostics, and what a hover, a completion and their kin take; `--all` adds everything else that lsp_bench.py measures. docker-langserver comes from npm into .build/.
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import lsp_bench

ROOT = Path(__file__).resolve().parents[2]
PEERS = ROOT / ".build" / "peers"
DOCKER_LANGSERVER = "dockerfile-language-server-nodejs@0.15.0"
FIRST_TABLE = ["--only", "cold,keys,requests", "--rounds", "40"]


def docker_langserver() -> list[str]:
    """Return the command of docker-langserver, installed where it is missing; raises SystemExit without npm."""
    entry = PEERS / "node_modules" / "dockerfile-language-server-nodejs" / "bin" / "docker-langserver"
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        raise SystemExit("no node here: `make bench` brings one")
    if not entry.exists():
        PEERS.mkdir(parents=True, exist_ok=True)
        install = [npm, "install", "--prefix", str(PEERS), "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run([*install, "--loglevel=error", DOCKER_LANGSERVER], check=True, stdout=subprocess.DEVNULL)
    return [node, str(entry), "--stdio"]


def main() -> int:
    """Measure, print the table, and return the exit code."""
    options = sys.argv[1:]
    everything = "--all" in options
    options = [option for option in options if option != "--all"]
    gorae = [str(Path(sys.executable).parent / "gorae"), "server"]
    sys.argv = [
        "lsp_bench.py",
        *([] if everything else FIRST_TABLE),
        *("--reference", "docker-langserver", *options),
        f"gorae={shlex.join(gorae)}",
        f"docker-langserver={shlex.join(docker_langserver())}",
    ]
    return lsp_bench.main()


if __name__ == "__main__":
    sys.exit(main())

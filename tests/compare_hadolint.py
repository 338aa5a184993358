"""Runs Gorae and hadolint over a folder of Dockerfiles and tabulates, rule by rule, where they agree.

    python tests/compare_hadolint.py FOLDER [--show DL3008,DL3059] [--files 500] [--examples 3]

Every DL rule is on at both sides, those that hadolint keeps off and those that want a configuration too. A verdict is
a rule at an instruction: hadolint names the line that an instruction begins on, Gorae the words in it. One finding of
Gorae over several instructions (a row of RUN) stands for hadolint's on each but the first. `own` counts what Gorae finds
under its own name alone, where hadolint is silent: in JSON such a finding does not list hadolint's name. Files that
hadolint cannot parse are left out and counted.

What differs on public files: hadolint 2.15 does not see root in `USER root ` with a blank behind it (DL3002), nor that
`registry.io/$TEAM/app` has no tag (DL3006). A script that it cannot parse has no commands for it (DL3003, DL3009);
PowerShell is read as if it were sh (DL3059), and the quotes of `LABEL a "b"` as part of the value (DL3058). Gorae obeys
`# check=skip=SecretsUsedInArgOrEnv`, which hadolint does not know (DL3064).
"""

from __future__ import annotations

import argparse
import collections
import datetime as dt
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gorae.config.file import parse_configuration
from gorae.config.settings import Settings
from gorae.lint.registry import all_rules, vocabulary
from gorae.syntax import parse
from lint.cases import check

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gorae.source import Span
    from gorae.syntax import Document

_NAME = re.compile(r"(?:.*[.-])?(?:Dockerfile|Containerfile)(?:[.-].*)?$", re.IGNORECASE)
_NO_DOCKERFILE = re.compile(
    r"\.(?:dockerignore|py|go|ts|js|md|j2|tmpl|tpl|template|erb|exs?|sh|ya?ml|json|txt)$|\.sw.$"
)
_CODE = re.compile(r"DL\d{4}")
_BATCH = 40
_PARSE_ERROR = "DL1000"
# One configuration for both: what is off by default is on, and each rule that wants a configuration has one.
_CONFIGURATION = """
override:
  style: [DL1001, DL3057]
trustedRegistries: [docker.io, mcr.microsoft.com]
strict-labels: true
label-schema:
  maintainer: email
  description: text
  org.opencontainers.image.created: rfc3339
  org.opencontainers.image.licenses: spdx
  org.opencontainers.image.revision: hash
  org.opencontainers.image.source: url
  org.opencontainers.image.url: url
  org.opencontainers.image.version: semver
  version: semver
"""


class Verdict(NamedTuple):
    """A rule at an instruction, by the line (from 1) that it begins on."""

    code: str
    line: int


def dockerfiles(folder: Path, most: int) -> list[Path]:
    """Dockerfiles below the folder, without templates: at most so many, chosen by a fixed seed."""
    found = []
    for root, _, names in os.walk(folder):
        found += [Path(root) / name for name in names if _NAME.match(name) and not _NO_DOCKERFILE.search(name)]
    kept, seen = [], set()
    for path in sorted(found):
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        if "{{" in text or "{%" in text or not text.strip() or text in seen:
            continue
        seen.add(text)
        kept.append(path)
    random.Random(1).shuffle(kept)
    return sorted(kept[:most])


def of_hadolint(paths: list[Path], configuration: str = _CONFIGURATION) -> dict[Path, set[Verdict]]:
    """hadolint's verdicts; files that it cannot parse are left out."""
    program = Path(sys.executable).with_name("hadolint")
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "hadolint.yaml"
        config.write_text(configuration, encoding="utf-8")

        def run(batch: list[Path]) -> list[dict[str, object]]:
            command = [str(program), "-f", "json", "--no-fail", "-c", str(config), *map(str, batch)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode or not done.stdout.strip():
                raise RuntimeError(f"hadolint: {done.stderr.strip()}")
            return json.loads(done.stdout)

        batches = [paths[at : at + _BATCH] for at in range(0, len(paths), _BATCH)]
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            rows = [row for batch in pool.map(run, batches) for row in batch]
    found: dict[Path, set[Verdict]] = {path: set() for path in paths}
    for row in rows:
        path, code = Path(str(row["file"])), str(row["code"])
        if code == _PARSE_ERROR:
            found.pop(path, None)
        elif path in found and _CODE.fullmatch(code):
            found[path].add(Verdict(code, int(str(row["line"]))))
    return found


class Heard(NamedTuple):
    """What Gorae finds under a name of hadolint's: the lines that hadolint would name for it."""

    code: str
    lines: tuple[int, ...]
    own: bool  # Gorae's alone: the finding does not carry the name


def of_gorae(text: str, settings: Settings) -> list[Heard]:
    """Gorae's findings of the rules that have a name of hadolint's."""
    document = parse(text)
    return [
        Heard(alias, tuple(lines_of(document, problem.span)), alias not in problem.aliases)
        for problem in check(document, settings)
        for alias in problem.rule.codes
        if _CODE.fullmatch(alias)
    ]


def lines_of(document: Document, span: Span) -> Iterator[int]:
    """The lines that hadolint would name: where the instruction begins; of several instructions all but the first."""
    text = document.text.value
    touched = [one for one in document.nodes if one.start < max(span.end, span.start + 1) and span.start < one.span.end]
    if not touched:
        yield text.count("\n", 0, span.start) + 1
    for node in touched[1:] or touched:
        yield text.count("\n", 0, node.start) + 1


def compared(ours: list[Heard], theirs: set[Verdict]) -> Iterator[tuple[str, Verdict]]:
    """Each verdict with who has it: `both`, `hadolint`, `gorae`, or `own` where Gorae does not claim hadolint's name."""
    heard = {Verdict(one.code, line) for one in ours if not one.own for line in one.lines}
    for verdict in theirs:
        yield "both" if verdict in heard else "hadolint", verdict
    alone = {
        ("own" if one.own else "gorae", Verdict(one.code, one.lines[0]))
        for one in ours
        if not any(Verdict(one.code, line) in theirs for line in one.lines)
    }
    yield from alone


def settings_of(configuration: str = _CONFIGURATION) -> Settings:
    """The rules that have a name of hadolint's, under hadolint's configuration."""
    read, problems = parse_configuration(configuration, "hadolint", vocabulary())
    if problems:
        raise ValueError(problems)
    return Settings(
        select=tuple(known_codes()),
        ignore=read.ignore,
        options=read.options,
        inline_ignores=read.inline_ignores,
        today=dt.date(2026, 11, 24),
    )


def known_codes() -> list[str]:
    """hadolint's names that a rule has."""
    return sorted({alias for rule in all_rules() for alias in rule.codes if _CODE.fullmatch(alias)})


def table(counts: dict[str, collections.Counter[str]]) -> Iterator[str]:
    """The lines of the table."""
    known = set(known_codes())
    yield f"{'rule':8} {'both':>6} {'gorae':>6} {'hadolint':>9}  agreement {'own':>6}"
    total: collections.Counter[str] = collections.Counter()
    for code in sorted(counts):
        total += counts[code]
        yield _row(code, counts[code]) + ("" if code in known else "  no rule")
    yield _row("all", total)


def _row(name: str, row: collections.Counter[str]) -> str:
    all_ = row["both"] + row["gorae"] + row["hadolint"]
    share = f"{100 * row['both'] / all_:5.1f}%" if all_ else "     -"
    return f"{name:8} {row['both']:6} {row['gorae']:6} {row['hadolint']:9}     {share} {row['own']:6}"


def _show(examples: Iterable[str], most: int) -> None:
    rows = list(examples)
    for row in rows[:most]:
        print(row)
    if len(rows) > most:
        print(f"… and {len(rows) - most} more")


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", default="", help="codes whose differences are listed, comma separated; `all`")
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--examples", type=int, default=5, help="how many differences a rule and side are listed")
    options = parser.parse_args()
    paths = dockerfiles(options.folder, options.files)
    theirs = of_hadolint(paths)
    settings = settings_of()
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    shown = set(options.show.split(",")) - {""}
    examples: dict[tuple[str, str], list[str]] = collections.defaultdict(list)
    for path, other in theirs.items():
        with path.open(encoding="utf-8", newline="") as file:
            ours = of_gorae(file.read(), settings)
        for side, verdict in sorted(compared(ours, other)):
            counts[verdict.code][side] += 1
            if side != "both" and (verdict.code in shown or "all" in shown):
                examples[verdict.code, side].append(f"{verdict.code} {side} alone: {path}:{verdict.line}")
    for key in sorted(examples):
        _show(examples[key], options.examples)
    print(f"{len(theirs)} files, {len(paths) - len(theirs)} that hadolint cannot parse")
    print("\n".join(table(counts)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

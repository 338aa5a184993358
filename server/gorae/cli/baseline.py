"""Baselines: findings that are known and shall not count, so that only new ones do.

A finding is known by its file, its rule and the text of its line, so that it stays known when lines above come and go.
Of the line only a hash is kept: a baseline is committed, and the line may hold a secret.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gorae.cli.atomic import write_output
from gorae.cli.files import failure
from gorae.cli.messages import say
from gorae.cli.saving import Saved
from gorae.context.reading import read_regular

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.cli.outcome import Outcome, RenderedFinding
    from gorae.texts import Language

_VERSION = 1
_MOST_BYTES = 50_000_000
_FORMAT = "gorae baseline"


class Baseline:
    """The known findings: how many of each, by file, rule and line."""

    def __init__(self, folder: Path, known: Counter[tuple[str, str, str]]) -> None:
        self.folder = folder
        self.known = known


def write_baseline(path: str, findings: Sequence[RenderedFinding], language: Language) -> Saved:
    """Writes the findings to a baseline; paths in it are relative to its folder."""
    counts = Counter(_key(finding, Path(path).absolute().parent) for finding in findings)
    rows = [
        {"path": name, "code": code, "line": line, "count": count}
        for (name, code, line), count in sorted(counts.items())
    ]
    text = json.dumps({"format": _FORMAT, "version": _VERSION, "findings": rows}, indent=2) + "\n"
    try:
        write_output(path, text.encode("utf-8"))
    except OSError as error:
        return Saved([say("unwritable", language, path=path, reason=error.strerror or str(error))], [])
    return Saved([], [say("baseline-written", language, path=path, count=len(findings))])


def read_baseline(path: str, language: Language) -> Baseline | str:
    """The baseline of that file, or a sentence that says why there is none."""
    try:
        data = json.loads(read_regular(path, _MOST_BYTES))
        is_one = (data["format"], data["version"]) == (_FORMAT, _VERSION)
        known: Counter[tuple[str, str, str]] = Counter()
        for row in data["findings"]:
            known[str(row["path"]), str(row["code"]), str(row["line"])] += int(row["count"])
    except OSError as error:
        wrong = failure(path, error)
        return say(wrong.key, language, **wrong.facts)
    except (ValueError, KeyError, TypeError, RecursionError):
        return say("baseline-broken", language, path=path)
    if not is_one:
        return say("baseline-broken", language, path=path)
    return Baseline(Path(path).absolute().parent, known)


def without_known(outcomes: Sequence[Outcome], baseline: Baseline) -> list[Outcome]:
    """The outcomes with the findings alone that the baseline does not have."""
    left = Counter(baseline.known)
    fresh = []
    for outcome in outcomes:
        kept = []
        for finding in outcome.findings:
            key = _key(finding, baseline.folder)
            if left[key] > 0:
                left[key] -= 1
            else:
                kept.append(finding)
        fresh.append(replace(outcome, findings=kept))
    return fresh


def _key(finding: RenderedFinding, folder: Path) -> tuple[str, str, str]:
    try:
        name = os.path.relpath(finding.filename, folder)
    except ValueError:  # another drive, on Windows
        name = finding.filename
    line = hashlib.sha256(" ".join(finding.line.split()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    plain = name.replace(os.sep, "/").encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return plain, finding.code, line

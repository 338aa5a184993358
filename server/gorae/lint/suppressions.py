"""Comments that silence findings: Gorae's own, and those of hadolint, BuildKit, tally, checkov, trivy and ShellCheck."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gorae.lint.model import Suppression, SuppressionUsage
from gorae.lint.registry import nearest_name, resolve
from gorae.lint.rule import names_of
from gorae.source import Span
from gorae.source.derived import derived
from gorae.syntax.check_options import check_options

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from gorae.lint.diagnostic import Found
    from gorae.lint.model import Origin, Reach
    from gorae.lint.rule import Rule
    from gorae.stages import Build
    from gorae.syntax import Document

_GORAE = re.compile(
    r"#\s*gorae(?:\s*:\s*|\s+)(?P<kind>ignore-file|ignore)(?:\s*=\s*(?P<names>[^\s,]+(?:\s*,\s*[^\s,]+)*))?(?P<reason>\s.*)?\Z",
    re.IGNORECASE,
)
# As hadolint reads it: its own letters alone, and behind the names nothing but a comment of the comment.
_HADOLINT = re.compile(
    r"#[ \t]*hadolint[ \t]+(?P<kind>global[ \t]+|stage[ \t]+|)ignore[ \t]*=[ \t]*"
    r"(?P<names>[DLSC0-9]+(?:[ \t]*,[ \t]*[DLSC0-9]+)*)\s*(?:#.*)?\Z"
)
# As tally reads it; its own rules may go without their `tally/` there.
_TALLY = re.compile(
    r"#\s*tally\s+(?P<kind>global\s+|)ignore\s*=\s*(?P<names>[\w/-]+(?:\s*,\s*[\w/-]+)*)"
    r"\s*(?:;\s*reason\s*=(?P<reason>.*))?\Z",
    re.IGNORECASE,
)
# checkov's is about the whole file wherever it stands; a reason follows the colon.
_CHECKOV = re.compile(
    r"#\s*(?:checkov|bridgecrew):skip\s*=\s*(?P<names>CKV2?_DOCKER_\d+(?:\s*,\s*CKV2?_DOCKER_\d+)*)\s*(?::(?P<reason>.*))?",
    re.IGNORECASE,
)
# trivy's is about what stands below it, the whole file where that is the first instruction; several on a line.
_TRIVY = re.compile(r"trivy:ignore:(?P<names>(?:AVD-)?DS-?\d+)", re.IGNORECASE)
_CHECK = re.compile(r"#\s*check[\t\f\r ]*=[\t\f\r ]*(?P<value>\S.*)\Z", re.IGNORECASE)
_BUILDKITS_EXPERIMENTAL = ("InvalidDefinitionDescription",)  # its `skip` leaves them alone
# What their findings of severity error speak of the Engine refuses, whatever checks are skipped.
_SAY_REFUSALS = frozenset(("expose-port-invalid", "from-arg-undefined", "stage-name-reserved"))
_SHELLCHECK = re.compile(r"#\s*shellcheck\s+(?:\S+\s+)*?disable=(?P<names>[\w,-]+)", re.IGNORECASE)
_NAMES_OF_TOOLS = ("gorae", "hadolint", "check", "tally", "trivy", "bridgecrew")
_OWN = re.compile(r"#\s*gorae\s*:", re.IGNORECASE)
_NAMED = re.compile("|".join(_NAMES_OF_TOOLS), re.IGNORECASE)
_CODE = re.compile(r"SC\d+", re.IGNORECASE)  # of ShellCheck
_HADOLINT_SHELL = re.compile(r"#\s*hadolint\s+shell\s*=\s*(\S+)", re.IGNORECASE)


@dataclass(frozen=True)
class Suppressions:
    """All of a document's silencing comments."""

    entries: tuple[Suppression, ...]
    as_errors: bool = False  # BuildKit's `# check=error=true`
    experimental: tuple[str, ...] = ()  # BuildKit's `# check=experimental=NAME,NAME`
    unread: tuple[Span, ...] = ()  # comments that begin as Gorae's own do, and say nothing that it knows


def suppress(found: Iterable[Found], build: Build, today: dt.date) -> tuple[list[Found], set[Suppression]]:
    """What no comment suppresses, and the comments that suppressed something; one whose last day has passed does not."""
    entries = [entry for entry in parse_suppressions(build.document).entries if not entry.is_over(today)]
    of_instruction: dict[int, list[Suppression]] = {}
    wider = [entry for entry in entries if entry.reach != "instruction"]
    for entry in entries:
        if entry.reach == "instruction":
            of_instruction.setdefault(entry.index, []).append(entry)
    kept: list[Found] = []
    used: set[Suppression] = set()
    for one in found:
        index = _instruction_at(one.finding.span, build)
        near = [*of_instruction.get(index, ()), *wider]
        by = [entry for entry in near if _matches(entry, one) and _reaches(entry, index, build)]
        used.update(by)
        if not by:
            kept.append(one)
    return kept, used


def _instruction_at(span: Span, build: Build) -> int:
    """The number of the instruction that a finding is about; what stands in a comment belongs to the one below it."""
    node = build.document.node_at(span.start)
    return node.index if node else bisect_left(build.document.nodes, span.start, key=lambda node: node.start)


def _reaches(entry: Suppression, index: int, build: Build) -> bool:
    if entry.reach == "instruction":
        return entry.index == index
    # hadolint's for a stage is about the lines below the one that follows it.
    return entry.reach == "file" or (index > entry.index and _same_stage(build, entry.index, index))


def suppression_usage(
    document: Document, used: set[Suppression], ran: frozenset[str], today: dt.date
) -> SuppressionUsage:
    """What the comments did: `used` silenced a finding, `ran` are the rules' names that looked for one.

    ShellCheck's codes and the names of rules that are switched off are not judged: those may be what a comment is for.
    """
    parsed = parse_suppressions(document)
    entries = parsed.entries
    over = frozenset(entry for entry in entries if entry.is_over(today))
    unused = [
        entry for entry in entries if entry not in used and entry not in over and _all_ran(_rules_named(entry), ran)
    ]
    strange = [entry for entry in entries if entry.origin == "gorae" and not resolve(entry.name)]
    unknown = {entry: nearest_name(entry.name) or "" for entry in strange if not _CODE.fullmatch(entry.name)}
    return SuppressionUsage(entries, frozenset(unused), unknown, over, parsed.unread)


def _rules_named(entry: Suppression) -> tuple[Rule, ...]:
    rules = resolve(entry.name)
    if entry.origin == "buildkit":  # reads its names with their capitals
        code = entry.name if entry.name not in _BUILDKITS_EXPERIMENTAL else None
        return tuple(rule for rule in rules if code in rule.codes or entry.name.lower() in names_of(rule))
    return rules or resolve(f"tally/{entry.name}") if entry.origin == "tally" else rules


def _all_ran(rules: tuple[Rule, ...], ran: frozenset[str]) -> bool:
    return bool(rules) and all(rule.name in ran for rule in rules)


def _matches(entry: Suppression, one: Found) -> bool:
    name, rule = entry.name.lower(), one.rule
    if entry.origin == "buildkit":  # its `all` are its own checks
        if rule.name in _SAY_REFUSALS and (one.finding.severity or rule.severity) == "error":
            return False
        code = rule.code("buildkit")
        return (
            code is not None and code not in _BUILDKITS_EXPERIMENTAL
            if entry.name == "all"
            else rule in _rules_named(entry)
        )
    if name == "all":
        return True
    names = frozenset(one.lower() for one in (*names_of(rule), *(alias.code for alias in rule.aliases)))
    return name in names or any(one.name.lower() in names for one in _rules_named(entry))


def _same_stage(build: Build, first: int, index: int) -> bool:
    node = build.document.nodes
    if not 0 <= first < len(node) or index >= len(node):
        return False
    return build.stage_of(node[first]) is build.stage_of(node[index])


@derived
def parse_suppressions(document: Document) -> Suppressions:
    """The silencing comments of a document. Remembered with it."""
    entries: list[Suppression] = []
    unread: list[Span] = []
    as_errors, experimental = False, list[str]()
    if directive := document.check:
        parsed = check_options(directive.value)
        as_errors = parsed.as_errors
        experimental = [name for name, _ in parsed.experimental]
        entries += [
            _entry(name, directive.span, directive.value_span.start + offset, "file", 0, "buildkit")
            for name, offset in parsed.skip
        ]
    starts = [node.start for node in document.nodes]
    following = 0
    words = "\n".join([comment.text for comment in document.comments]).lower()
    named = any(name in words for name in _NAMES_OF_TOOLS)
    for comment in document.comments if named else ():
        if not _NAMED.search(comment.text):
            continue
        while following < len(starts) and starts[following] < comment.span.start:
            following += 1
        read = _of_comment(comment.text, comment.span, following)
        if not read and _OWN.match(comment.text):
            unread.append(comment.span)
        below = (
            following < len(starts) and document.text.value[comment.span.end : starts[following]].strip(" \t\r") == "\n"
        )
        entries += [one if below else _without_reach(one, document) for one in read]
    commented = [node for node in document.nodes if node.instruction.comments]
    for node in commented:  # a comment between continued lines is about the instruction around it
        for span in node.instruction.comments:
            text = node.instruction.slice(span)
            if "gorae" in text.lower():
                entries += _of_comment(text, node.to_document(span), node.index)
    return Suppressions(tuple(entries), as_errors, tuple(experimental), tuple(unread))


def _without_reach(entry: Suppression, document: Document) -> Suppression:
    """A comment that does not stand right above its instruction: hadolint's is without effect there."""
    node = document.nodes
    opens_stage = entry.index < len(node) and node[entry.index].name == "FROM"
    if entry.origin == "hadolint" and (entry.reach == "instruction" or (entry.reach == "stage" and opens_stage)):
        return replace(entry, index=-1)
    return entry


def shellcheck_disabled(comment: str) -> list[tuple[str, int]]:
    """The codes that `# shellcheck disable=SC2086,2046` names, in full, each with its offset in the comment."""
    match = _SHELLCHECK.match(comment)
    if match is None:
        return []
    found = _names(match["names"], match.start("names"))
    full = ((f"SC{name}" if name.isdecimal() else name, offset) for name, offset in found)
    return [("shellcheck" if name == "all" else name, offset) for name, offset in full]


def shell_pragma(comment: str) -> str | None:
    """The shell that `# hadolint shell=…` names."""
    match = _HADOLINT_SHELL.match(comment)
    return match[1] if match else None


def _entry(
    name: str,
    comment: Span,
    start: int,
    reach: Reach,
    index: int,
    origin: Origin,
    reason: str = "",
) -> Suppression:
    return Suppression(
        name, Span(start, start + len(name)), comment, reach=reach, index=index, origin=origin, reason=reason
    )


def _of_comment(text: str, span: Span, index: int) -> list[Suppression]:
    match = _GORAE.match(text)
    if match:
        reach: Reach = "file" if match["kind"].lower() == "ignore-file" else "instruction"
        reason = (match["reason"] or "").strip()
        if match["names"] is None:
            return (
                [
                    Suppression(
                        "all",
                        span,
                        span,
                        reach=reach,
                        index=0 if reach == "file" else index,
                        origin="gorae",
                        reason=reason,
                    )
                ]
                if reach == "file"
                else []
            )
        return [_entry(name, span, span.start + offset, reach=reach, index=0 if reach == "file" else index, origin="gorae", reason=reason)
                for name, offset in _names(match["names"], match.start("names"))]  # fmt: skip
    match = _HADOLINT.match(text)
    if match:
        kind = match["kind"]
        reach = "file" if kind.startswith("global") else "stage" if kind.startswith("stage") else "instruction"
        return [
            _entry(name, span, span.start + offset, reach, index, "hadolint")
            for name, offset in _names(match["names"], match.start("names"))
        ]
    match = _TALLY.match(text)
    if match:
        return [
            _entry(
                name,
                span,
                span.start + offset,
                reach="file" if match["kind"] else "instruction",
                index=index,
                origin="tally",
                reason=match["reason"] or "",
            )
            for name, offset in _names(match["names"], match.start("names"))
        ]
    others = _of_scanners(text, span, index)
    if others:
        return others
    disabled = shellcheck_disabled(text)
    if disabled:
        return [
            _entry(name, span, span.start + offset, "instruction", index, "shellcheck") for name, offset in disabled
        ]
    match = _CHECK.match(text)
    if match:
        return [
            _entry(name, span, span.start + match.start("value") + offset, "instruction", index, "buildkit")
            for name, offset in check_options(match["value"]).skip
        ]
    return []


def _of_scanners(text: str, span: Span, index: int) -> list[Suppression]:
    """The comments of checkov and trivy."""
    match = _CHECKOV.match(text)
    if match:
        return [
            _entry(name, span, span.start + offset, "file", index, "checkov", reason=(match["reason"] or "").strip())
            for name, offset in _names(match["names"], match.start("names"))
        ]
    return [
        _entry(
            match["names"], span, span.start + match.start("names"), "instruction" if index else "file", index, "trivy"
        )
        for match in _TRIVY.finditer(text)
    ]


def _names(text: str, start: int) -> list[tuple[str, int]]:
    return [(match[0], start + match.start()) for match in re.finditer(r"[^\s,]+", text)]

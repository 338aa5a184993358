"""Gorae beside the Engine: errors by line, checks by instruction, and tables of both."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gorae.compat.hadolint import apply_hadolint_semantics
from gorae.lint.engine import check
from gorae.lint.suppressions import parse_suppressions
from gorae.config.settings import Settings
from gorae.syntax import parse

if TYPE_CHECKING:
    from gorae.context import BuildContext
    from gorae.lint.diagnostic import Diagnostic

CHECKS = (
    "ConsistentInstructionCasing", "CopyIgnoredFile", "DuplicateStageName", "ExposeInvalidFormat", "ExposeProtoCasing", "FromAsCasing",
    "FromPlatformFlagConstDisallowed", "InvalidBaseImagePlatform", "InvalidDefaultArgInFrom", "InvalidDefinitionDescription",
    "JSONArgsRecommended", "LegacyKeyValueFormat", "MaintainerDeprecated", "MultipleInstructionsDisallowed", "NoEmptyContinuation",
    "RedundantTargetPlatform", "ReservedStageName", "SecretsUsedInArgOrEnv", "StageNameCasing", "UndefinedArgInFrom", "UndefinedVar",
    "WorkdirRelativePath",
)  # fmt: skip
# What a registry, a build or the container shows, and a check of the text does not; and errors of Gorae's that speak of what happens once the container runs, or of what is left in the image: their messages say so.
AT_RUN_TIME = frozenset((
    "cmd-invalid-json", "copy-target-without-slash", "run-in-scratch", "secret-literal", "copy-source-ignored", "copy-source-missing",
    "base-image-platform", "shell-syntax-error", "copy-from-empty-scratch", "windows-path-escape", "secret-deleted-in-later-layer", "copy-secret-file", "user-name-unknown", "package-manager-mismatch", "frontend-too-old", "sudo-used", "apt-key-deprecated", "base-image-misspelt", "build-library-missing", "exec-form-not-split", "package-lists-missing", "start-file-missing", "lock-file-not-copied", "entrypoint-script-crlf", "program-missing", "program-not-on-path", "package-missing", "manifest-not-copied", "ssh-host-key-missing", "python-path-mismatch", "exec-form-not-expanded", "env-self-reference", "package-unknown", "build-broken-today", "program-name-empty", "base-image-tag-unknown", "user-command-fails", "start-in-background", "cmd-shell-form", "entrypoint-shell-form", "bundler-option-removed",
))  # fmt: skip
# Where the two differ and Gorae is meant to: what the Engine says, and why.
MEANT = (
    (re.compile("unknown instruction: .?(?:\\{\\{|\\{%|\\{/|<%)"), "a template: Gorae says that it is one, as a hint"),
    (re.compile("unknown flag: --(?:security|parents)"), "newer than this Engine's frontend (1.19)"),
    (re.compile("device feature is only supported"), "stable since 1.27"),
)


@dataclass
class Tally:
    """What agreed, and what did not, by kind."""

    judged: int = 0
    refused: Counter[str] = field(default_factory=Counter)  # both | missed | another line | meant
    accepted: int = 0
    unanswered: list[str] = field(default_factory=list)  # the Engine ended, or said nothing that can be read
    unresolved: list[str] = field(default_factory=list)  # an image could not be had for what is asked
    false: list[tuple[str, str]] = field(default_factory=list)
    missed: list[tuple[str, str]] = field(default_factory=list)
    checks: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in CHECKS})
    differs: list[tuple[str, str, int, str]] = field(default_factory=list)

    def add(self, name: str, text: str, answer: dict[str, Any], context: BuildContext | None = None) -> None:
        """Holds Gorae against one answer of the Engine's."""
        error = answer["error"]
        if _asks_another(answer.get("syntax") or ""):
            return
        if error and error["unresolved"]:
            (self.unanswered if error.get("unanswered") else self.unresolved).append(name)
            return
        self.judged += 1
        document = parse(text)
        as_errors = parse_suppressions(
            document
        ).as_errors  # fails a build, and not `docker build --check` as it is asked here
        is_violated = error is not None and error["message"].startswith("lint violation")
        problems = check(document, Settings(), context)
        found = [
            one
            for one in problems
            if one.severity == "error"
            and one.rule.name not in AT_RUN_TIME
            and f"{one.rule.name} {one.finding.variant}" not in _IN_THE_BUILD
            and not (as_errors and not is_violated and _is_warned(one))
        ]
        rows = [text.count("\n", 0, one.span.start) + 1 for one in found]
        if error:
            rows += [
                text.count("\n", 0, one.span.start) + 1
                for one in problems
                if one.severity == "error" and one.rule.name == "frontend-too-old"
            ]
            is_template = any(one.rule.name == "template-unrendered" for one in problems)
            self._refused(name, {**error, "moved": bool(answer.get("syntax"))}, rows, is_template=is_template)
            return
        self.accepted += 1
        self.false += [(name, f"{one.rule.name} {one.finding.variant}") for one in found]
        self._checks(name, text, answer["warnings"], context)

    def _refused(self, name: str, error: dict[str, Any], rows: list[int], *, is_template: bool) -> None:
        lines = _counted_from_1(error) if _OF_DIRECTIVES.search(error["message"]) else error["lines"]
        on_line = bool(rows) and (not lines or any(first <= row <= last for row in rows for first, last in lines))
        reason = next((why for pattern, why in MEANT if pattern.search(error["message"])), "")
        outcome = "both" if on_line else "meant" if reason or is_template else "another line" if rows else "missed"
        self.refused[outcome] += 1
        if outcome in ("missed", "another line"):
            self.missed.append((name, f"{outcome}: {error['message'][:120]}"))

    def _checks(self, name: str, text: str, warnings: list[dict[str, Any]], context: BuildContext | None) -> None:
        text = _OTHERS_COMMENTS.sub("# no", text)
        document = parse(text)
        found = check(document, Settings(select=CHECKS), context, emulate=apply_hadolint_semantics)
        ours: dict[str, set[int]] = {one: set() for one in CHECKS}
        for problem in found:
            for alias in problem.aliases:
                if alias in ours:
                    ours[alias].add(text.count("\n", 0, problem.span.start) + 1)
        for one in CHECKS:
            if one == "InvalidBaseImagePlatform":
                continue  # the registry here has every image for all platforms
            given = [row for row in warnings if row["rule"] == one and not _is_given_up(row)]
            theirs = {(first, last) for row in given for first, last in row["lines"]}
            for first, last in theirs:
                heard = any(first <= row <= last for row in ours[one])
                if not heard and _is_skipped(text, first):
                    continue
                self.checks[one]["both" if heard else "the Engine alone"] += 1
                if not heard:
                    self.differs.append((one, name, first, "the Engine alone"))
            for row in ours[one]:
                if one == "SecretsUsedInArgOrEnv" and _SINCE_1_29.search(text):
                    continue
                if not any(first <= row <= last for first, last in theirs):
                    self.checks[one]["Gorae alone"] += 1
                    self.differs.append((one, name, row, "Gorae alone"))

    @property
    def errors_met(self) -> float:
        """The share of what the Engine refuses that is an error of Gorae's on its line; what is meant to differ left out."""
        met, lost = self.refused["both"], self.refused["missed"] + self.refused["another line"]
        return met / (met + lost) if met + lost else 1.0

    def agreement(self, name: str) -> float:
        """The share of a check's verdicts that are the same."""
        counts = self.checks[name]
        return counts["both"] / counts.total() if counts.total() else 1.0

    def table(self) -> str:
        """All of it, as lines of text."""
        refused = ", ".join(f"{kind} {count}" for kind, count in sorted(self.refused.items()))
        rows = [
            f"{self.judged} texts. Refused {self.refused.total()}: {refused} ({self.errors_met:.2%} met).",
            f"Accepted {self.accepted}: {len({name for name, _ in self.false})} with an error of Gorae's.",
        ]
        if self.unanswered or self.unresolved:
            rows.append(
                f"Not judged: {len(self.unanswered)} without an answer, {len(self.unresolved)} without their image."
            )
        for name in CHECKS:
            counts = self.checks[name]
            sides = "/".join(str(counts[side]) for side in ("both", "Gorae alone", "the Engine alone"))
            rows.append(f"  {name:34}{sides:>18}   {self.agreement(name):8.2%}")
        rows += [f"  no answer {name}" for name in self.unanswered[:40]]
        rows += [f"  not met   {name}: {what}" for name, what in self.missed[:40]]
        rows += [f"  false     {name}: {what}" for name, what in self.false[:40]]
        rows += [f"  differs   {check_} {name}:{row}: {who}" for check_, name, row, who in self.differs[:60]]
        return "\n".join(rows)


# Errors of rules whose other errors a check of the text shows: what a registry shows, or the build behind it.
_IN_THE_BUILD = frozenset(("stage-unknown later-base", "flag-not-ascii cut"))


def _is_warned(problem: Diagnostic) -> bool:
    """Whether it is an error only where `check=error=true` makes one of warnings."""
    severity = problem.finding.severity or problem.rule.severity
    return severity != "error" and not set(CHECKS).isdisjoint(problem.aliases)


_OF_DIRECTIVES = re.compile("only one (?:escape|syntax|check) parser directive|invalid escape token")


def _counted_from_1(error: dict[str, Any]) -> list[list[int]]:
    """The lines of an error about a directive: the Engine counts those from 0, where it counts all others from 1.

    Where `# syntax` stood above it is a line more, as the oracle takes that line away.
    """
    return [[first + 1, last + 1 + int(error.get("moved", 0))] for first, last in error["lines"]]


def _asks_another(syntax: str) -> bool:
    """Whether the file is for a frontend that is not Docker's, which the Engine here does not run."""
    return bool(syntax) and "docker/dockerfile" not in syntax


# Gorae heeds comments that silence the same rule by another program's name; the Engine does not.
_OTHERS_COMMENTS = re.compile(r"#(?=[ \t]*(?:hadolint|tally|gorae|checkov|trivy)\b)")
_SINCE_1_22 = re.compile(r'["_](?:file|version)(?:_|\W*$)', re.IGNORECASE)
_SINCE_1_29 = re.compile(r"(?i)(?:\b|_)psw(?:\b|_)")
_SKIPS_BELOW = re.compile(r"(?i)\s*#\s*check\s*=\s*(?:\S*;)?\s*skip\s*=")


def _is_given_up(warning: dict[str, Any]) -> bool:
    """Whether newer frontends no longer give this warning: on `_FILE` and `_VERSION` since 1.22."""
    return warning["rule"] == "SecretsUsedInArgOrEnv" and _SINCE_1_22.search(warning.get("detail", "")) is not None


def _is_skipped(text: str, row: int) -> bool:
    """Whether a check comment stands above the instruction, among its comments: frontends heed the first since 1.21."""
    starts = (text.count("\n", 0, node.start) + 1 for node in parse(text).nodes)
    first = max((start for start in starts if start <= row), default=row)
    lines, at = text.split("\n"), first - 2
    while at >= 0 and (not lines[at].strip() or lines[at].lstrip().startswith("#")):  # blank lines part nothing
        at -= 1
    return any(_SKIPS_BELOW.match(line) for line in lines[at + 1 : first - 1])

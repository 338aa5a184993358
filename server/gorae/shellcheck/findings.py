"""ShellCheck's remarks as findings: on the exact words in the Dockerfile, with its fixes as edits there."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.scripts import script as commands_of
from gorae.lint.diagnostic import Found
from gorae.lint.model import Finding, Fix, fix
from gorae.lint.shellcheck import SHELLCHECK, code_rule
from gorae.lint.suppressions import shellcheck_disabled
from gorae.shellcheck import process as shellcheck
from gorae.shellcheck.extract import scripts
from gorae.shellcheck.filter import CommentInContext, is_noise
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.config.severity import Severity
    from gorae.lint.rule import Rule
    from gorae.lint.run import OnError
    from gorae.shellcheck.extract import Memory, ShellScript
    from gorae.shellcheck.process import Known, ShellCheckComment
    from gorae.stages import Build, Scope
    from gorae.syntax import Instruction

_SEVERITIES: dict[str, Severity] = {"error": "error", "warning": "warning", "info": "information", "style": "hint"}
# Where a script is no script, 1072 says where it stopped, and others why; these say once more that it did.
_ECHOES = frozenset((1009, 1047, 1062, 1073))
_SYNTAX = 1072
# Between backticks the shell reads the same as between `$(` and `)` where nothing is escaped, quoted or a comment.
_BACKTICKS = 2006
_AT_RUN_TIME = frozenset(("CMD", "ENTRYPOINT", "HEALTHCHECK"))
_WORD = re.compile(r"\w+")
_SAME_IN_BACKTICKS = re.compile(r"`[^\\\"#`(][^\\\"#`]*`\Z")


class Answer(NamedTuple):
    """What is known of a document's scripts, and the scripts still to be looked at."""

    found: list[Found]
    missing: list[ShellScript]


def answer(build: Build, known: Known, memory: Memory | None = None, on_error: OnError | None = None) -> Answer:
    """The findings in scripts that ShellCheck has seen, and those that it has not. Starts nothing, waits for nothing.

    `memory` is the document's, for the next keystroke. A script whose comments cannot be placed loses its own findings
    only, which `on_error` is told; without it the error is raised.
    """
    found: list[Found] = []
    waiting: list[ShellScript] = []
    before = memory.findings if memory is not None else {}
    fresh: dict[tuple[object, ...], tuple[tuple[Rule, Finding], ...]] = {}
    for node, scope, script in scripts(build, memory):
        remarks = known.get(script)
        if remarks is None:
            waiting.append(script)
        elif remarks:
            key = (node.instruction, script.text, scope.variables, scope.os_family, scope.base)
            rows = before.get(key)
            if rows is None:
                rows = _findings(node.instruction, scope, script, remarks, on_error)
            fresh[key] = rows
            found += [Found(rule, finding.shift(node.start)) for rule, finding in rows]
    if memory is not None:
        memory.findings = fresh
    return Answer(found, known.missing(waiting))


def findings_of(build: Build, known: Known, on_error: OnError | None = None) -> list[Found]:
    """The findings in all scripts of a document; runs ShellCheck on those that it has not seen, and waits."""
    missing = answer(build, known).missing
    if missing:
        for batch in shellcheck.start(missing):
            known.add(batch.collect())
    return answer(build, known, on_error=on_error).found


def _findings(
    instruction: Instruction,
    scope: Scope,
    script: ShellScript,
    remarks: tuple[ShellCheckComment, ...],
    on_error: OnError | None,
) -> tuple[tuple[Rule, Finding], ...]:
    try:
        return tuple(_once(_converted(instruction, scope, script, remarks)))
    except Exception as error:
        if on_error is None:
            raise
        on_error(SHELLCHECK, error)
        return ()


def _converted(
    instruction: Instruction, scope: Scope, script: ShellScript, remarks: tuple[ShellCheckComment, ...]
) -> Iterator[tuple[Rule, Finding]]:
    silent = _disabled(instruction, scope)
    is_broken = any(remark.code == _SYNTAX for remark in remarks)
    for remark in remarks:
        rule = code_rule(f"SC{remark.code}")
        # A remark between two characters is about the word behind it.
        word = _WORD.match(script.text, remark.start) if remark.start == remark.end else None
        span = script.span(remark.start, word.end() if word else remark.end)
        if rule is None or span is None or (is_broken and remark.code in _ECHOES):
            continue
        if any(code in (rule.name, "shellcheck") and area.covers(span) for code, area in silent):
            continue
        repair = _fix(instruction, script, remark)
        words = script.text[remark.start : remark.end]
        facts = (("message", remark.message.strip()), ("word", words))
        severity = _SEVERITIES.get(remark.level, "warning")
        fixes = (repair,) if repair else ()
        comment = CommentInContext(
            remark.code,
            words,
            script.text,
            remark.start,
            remark.end,
            scope,
            runs_later=instruction.name in _AT_RUN_TIME,
        )
        yield rule, Finding(span, facts, fixes, "", severity, opt_in=is_noise(comment))


def _once(rows: Iterator[tuple[Rule, Finding]]) -> Iterator[tuple[Rule, Finding]]:
    """Of the same words on several places of one script the first place, with the fixes of all.

    A script in which each variable lacks its quotes has one habit, not twenty problems.
    """
    groups: dict[tuple[object, ...], list[tuple[Rule, Finding]]] = {}
    for rule, finding in rows:
        groups.setdefault((rule.name, finding.facts[0], finding.opt_in), []).append((rule, finding))
    for group in groups.values():
        rule, first = group[0]
        yield rule, replace(first, fixes=_all_of([finding for _, finding in group]))


def _all_of(findings: list[Finding]) -> tuple[Fix, ...]:
    """The fixes as one; none where a place has none, since the finding would stay."""
    if len(findings) == 1:
        return findings[0].fixes
    if not all(finding.fixes for finding in findings):
        return ()
    edits = sorted((edit for finding in findings for edit in finding.fixes[0].edits), key=lambda edit: edit.span)
    if any(one.span.end > other.span.start or one.span == other.span for one, other in pairwise(edits)):
        return findings[0].fixes
    return (fix(edits, safe=all(finding.fixes[0].safe for finding in findings)),)


def _disabled(instruction: Instruction, scope: Scope) -> list[tuple[str, Span]]:
    """The codes that comments between continued lines disable, each with the command below that it is about.

    The builder takes these comments out before the shell, and so ShellCheck, could see them.
    """
    rows: list[tuple[str, Span]] = []
    for comment in instruction.comments:
        codes = shellcheck_disabled(instruction.slice(comment))
        if codes:
            script = commands_of(instruction, scope)
            spans = [one.span for one in script.commands] + [one.span for one in script.compounds]
            below = [span for span in spans if span.start >= comment.end]
            first = min(below, key=lambda span: (span.start, -span.end), default=Span(comment.end, comment.end))
            if len(below) == len(spans):  # above all commands it is about all of them
                first = instruction.span
            rows += [(code.upper() if code != "shellcheck" else code, first) for code, _ in codes]
    return rows


def _fix(instruction: Instruction, script: ShellScript, remark: ShellCheckComment) -> Fix | None:
    """ShellCheck's fix as edits of the instruction; None where it is not clear where each part belongs."""
    edits: list[Edit] = []
    for start, end, text, behind in remark.replacements:
        if script.joined and "\n" in text:
            return None
        if start == end:
            offset = script.place(start, behind=behind)
            if offset is None:
                return None
            span = Span(offset, offset)
        else:
            found = script.span(start, end)
            # A comment or a continuation between the words would go with them.
            if found is None or instruction.slice(found) != script.text[start:end]:
                return None
            is_followed = not text and instruction.text[found.end : found.end + 1] == " "
            span = Span(found.start, found.end + is_followed)  # not two blanks where a word was
        edits.append(Edit(span, text))
    if not edits:
        return None
    edits.sort(key=lambda edit: edit.span)
    if any(one.span.end > other.span.start or one.span == other.span for one, other in pairwise(edits)):
        return None
    words = script.text[remark.start : remark.end]
    return fix(edits, safe=remark.code == _BACKTICKS and _SAME_IN_BACKTICKS.match(words) is not None)

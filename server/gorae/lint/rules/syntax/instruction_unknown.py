"""A keyword that Docker does not know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.scripts import BUILTINS
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import COMMENTS, Alias, FileRule
from gorae.source import Edit, Span
from gorae.source.derived import derived
from gorae.source.near_words import nearest
from gorae.syntax import INSTRUCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.config.severity import Severity
    from gorae.stages import Build
    from gorae.syntax import Instruction, Node


def find(build: Build) -> Iterator[Finding]:
    """Report the word and the most similar instruction, or what the line continues, where it is no keyword at all."""
    document = build.document
    lower = any(node.name in INSTRUCTIONS and _written(node, document.text.value).islower() for node in document.nodes)
    heredocs = list(_heredocs(build))
    reported: set[Span] = set()
    for fault in document.issues():
        if fault.kind != "instruction-unknown":
            continue
        severity: Severity | None = None if fault.stops else "warning"
        taken = next((one for one in heredocs if one.lines.start <= fault.span.start < one.lines.end), None)
        if taken is not None:
            if taken.lines not in reported:
                yield found(
                    fault.span, variant="heredoc", severity=severity, only_here=True, related=[taken.marker], instruction=taken.name,
                )  # fmt: skip
            reported.add(taken.lines)
            continue
        word = dict(fault.facts)["instruction"]
        node = document.node_at(fault.span.start)
        written = fault.span.of(document.text.value)
        if node is not None and _goes_on(build, node, written, lower=lower):
            above = document.nodes[node.index - 1]
            end = Span(above.span.end, above.span.end)
            joiners = [joiner for joiner in (_joiner(above, written),) if joiner] + [""]
            repairs = [
                fix(
                    Edit(end, f"{joiner} {document.escape}"),
                    safe=False,
                    variant="join" if not joiner else "join-with",
                    joiner=joiner.strip(),
                )
                for joiner in joiners
            ]
            yield found(
                fault.span, *repairs, variant="continued", severity=severity, only_here=True, related=[above.keyword], word=written,
            )  # fmt: skip
            continue
        # In small letters where the file's keywords are capitals it is rather a command: `cp` is no slip of COPY.
        cutoff = 0.8 if written.islower() and not lower else 0.6
        close = nearest(word.upper(), INSTRUCTIONS, cutoff=cutoff)
        if close is None:
            yield found(fault.span, variant="far", severity=severity, word=word)
            continue
        right = close.lower() if written.islower() else close
        repair = fix(Edit(fault.span, right), safe=False, right=right)
        yield found(fault.span, repair, severity=severity, word=word, right=right)


class _NoHeredoc(NamedTuple):
    """What is written like a heredoc where the instruction takes none."""

    name: str  # the instruction's
    marker: Span
    lines: Span  # from the line below it to the one that would end it


def _heredocs(build: Build) -> Iterator[_NoHeredoc]:
    text = build.document.text.value
    for node in build.document.nodes:
        if node.name in ("RUN", "COPY", "ADD", "ONBUILD") or node.name not in INSTRUCTIONS:
            continue
        marker = _marker(node.instruction)
        end = (
            re.compile(rf"^[ \t]*{re.escape(marker[1])}\r?$", re.MULTILINE).search(text, node.span.end)
            if marker
            else None
        )
        if marker is not None and end is not None:
            yield _NoHeredoc(node.name, node.to_document(Span(*marker.span())), Span(node.span.end, end.end()))


@derived
def _marker(instruction: Instruction) -> re.Match[str] | None:
    return _MARKER.search(instruction.text, instruction.arguments.start) if "<<" in instruction.text else None


def _written(node: Node, text: str) -> str:
    return node.keyword.of(text)


def _goes_on(build: Build, node: Node, word: str, *, lower: bool) -> bool:
    """Whether the line is rather the rest of the one right above, which lacks its escape character."""
    text = build.document.text.value
    if not node.index or build.document.nodes[node.index - 1].name not in _JOINED:
        return False
    above = build.document.nodes[node.index - 1]
    if above.instruction.heredocs or text[above.span.end : node.start].count("\n") != 1:
        return False
    line = text.rfind("\n", 0, node.start) + 1
    is_indented = text[line : line + 1] in (" ", "\t") and text[text.rfind("\n", 0, above.start) + 1] not in " \t"
    return (
        is_indented or word.startswith(("-", "&&", "||", "|")) or (word.islower() and not lower and not _is_near(word))
    )


def _joiner(above: Node, word: str) -> str:
    """The operator that belongs between the two lines, where the lower one is a command of its own; else nothing."""
    text = above.instruction.arguments_text.rstrip()
    if above.name != "RUN" or above.instruction.form != "shell" or text.endswith(_GOES_ON):
        return ""
    if word not in _COMMANDS | BUILTINS or (word in _ALSO_PACKAGES and _INSTALLS.search(text.rpartition("&&")[2])):
        return ""
    return ";" if _SEMICOLON.search(above.instruction.text) else " &&"


def _is_near(word: str) -> bool:
    return nearest(word.upper(), INSTRUCTIONS, cutoff=0.8) is not None


_GOES_ON = ("&&", "||", "|", ";", "{", "(", " then", " do", " else")
_SEMICOLON = re.compile(r";[ \t]*[\\`]\r?\n")
_ALSO_PACKAGES = frozenset(("make", "npm", "sed"))
_INSTALLS = re.compile(r"\b(?:install|add)\b")
# What begins a command and is no argument of the one above, nor a package that it installs.
_COMMANDS = frozenset((
    "addgroup", "adduser", "apk", "apt", "apt-get", "cd", "chmod", "chown", "cp", "dnf", "echo", "export", "groupadd", "ln", "make",
    "microdnf", "mkdir", "mv", "npm", "rm", "sed", "touch", "useradd", "usermod", "yum",
))  # fmt: skip
_MARKER = re.compile(r"(?<!<)<<-?[\"']?([A-Za-z_]\w*)[\"']?")
# What is often written on several lines.
_JOINED = frozenset(("RUN", "CMD", "ENTRYPOINT", "COPY", "ADD", "ENV", "LABEL", "HEALTHCHECK"))

RULE = FileRule(
    "instruction-unknown",
    find,
    aliases=(Alias("tally", "tally/unknown-instruction"), Alias("tally", "tally/invalid-onbuild-trigger")),
    severity="error",
    fixes="unsafe",
    supersedes=frozenset({"cmd-shell-form", "entrypoint-shell-form", "shell-syntax-error", "shellcheck"}),
    reads={COMMENTS: ()},
)

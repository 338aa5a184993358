"""A remark behind an instruction, which is no comment there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.fixes.string_array import is_string_array
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import FileRule
from gorae.source import Edit, Span
from gorae.stages.dispatch import READS, dispatch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.config.severity import Severity
    from gorae.stages import Build
    from gorae.syntax import Instruction, Node

# In the others a shell reads the line, for which `#` begins a comment.
_INSTRUCTIONS = frozenset((
    "ADD", "ARG", "COPY", "ENV", "EXPOSE", "FROM", "LABEL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
))  # fmt: skip
_TAKE_ARRAYS = frozenset(("CMD", "ENTRYPOINT", "RUN", "SHELL"))
_HEALTH = re.compile(r"\A(?:--\S+[ \t]+)*CMD[ \t]+", re.IGNORECASE)
_REMARK = re.compile(r"(?<=[ \t])#(?:[ \t]+\S.*|[^\W\d_].*[ \t].*)?\Z", re.DOTALL)  # of one line


def find(build: Build) -> Iterator[Finding]:
    """From the `#` on: a blank, a `#`, and words."""
    refused = {one.index for one in dispatch(build).refusals}
    for node in build.document.nodes:
        instruction = node.instruction
        text = instruction.text
        if "#" not in text or "\n" in text or instruction.form == "exec":
            continue
        match = _REMARK.search(text, instruction.keyword.end)
        if match is None or _is_quoted(text[: match.start()]):
            continue
        if node.name not in _INSTRUCTIONS and not _is_whole(instruction, match.start()):
            continue
        stops = node.index in refused or any(issue.stops for issue in instruction.issues)
        severity: Severity = "error" if stops else "warning"
        span = Span(node.start + match.start(), node.span.end)
        yield found(span, _moved(build, node, match.start()), severity=severity, instruction=node.name)


def _is_whole(instruction: Instruction, offset: int) -> bool:
    """Whether what stands before is an array or `NONE`, which the remark makes a command of the shell's, or refused."""
    before = instruction.text[instruction.arguments.start : offset].strip()
    if instruction.name == "HEALTHCHECK":
        before = _HEALTH.sub("", before)
        if before.upper() == "NONE":
            return True
    elif instruction.name not in _TAKE_ARRAYS:
        return False
    return before.startswith("[") and is_string_array(before)


def _is_quoted(text: str) -> bool:
    return text.count('"') % 2 == 1 or text.count("'") % 2 == 1


def _moved(build: Build, node: Node, offset: int) -> Fix | None:
    """The remark on a line of its own, above; None where nothing but flags would be left of the instruction."""
    instruction = node.instruction
    text = instruction.text
    is_left = instruction.pairs or any(word.span.start < offset for word in instruction.words)
    if not is_left and node.name in _INSTRUCTIONS:
        return None
    kept = len(text[:offset].rstrip(" \t"))
    above = Edit(Span(node.start, node.start), text[offset:].rstrip() + build.document.newline)
    return fix([above, Edit(Span(node.start + kept, node.span.end), "")], safe=False)


RULE = FileRule(
    "comment-after-instruction",
    find,
    fixes="unsafe",
    supersedes=frozenset((
        "syntax-error", "copy-target-without-slash", "expose-port-invalid", "value-invalid", "image-name-invalid",
        "copy-source-missing", "user-name-unknown", "legacy-key-value", "workdir-relative",
        "copy-target-relative", "cmd-invalid-json", "json-array-invalid",
    )), reads=READS)  # fmt: skip

"""A continuation that takes the next instruction in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import ELSEWHERE, FileRule
from gorae.source import Edit, Span
from gorae.source.derived import derived, inherited
from gorae.stages.dispatch import READS, dispatch
from gorae.syntax import INSTRUCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Stage
    from gorae.syntax import Instruction, Node

_BEGINS = re.compile(rf"^(?P<word>{'|'.join(INSTRUCTIONS)})[ \t]+\S", re.MULTILINE)

_DRIVE = re.compile(r"(?:^|\s)[A-Za-z]:\S*\Z")


def find(build: Build) -> Iterator[Finding]:
    """Report the escape character after which an unindented line begins like an instruction.

    EXPOSE takes the keyword for a port, ENV for a name without a value, and the build ends.
    """
    begun = [(node, match) for node in build.header if (match := _begins(node.instruction)) is not None]
    for stage in build.stages:
        begun += [(stage.nodes[number], match) for number, match in _of_stage(stage)]
    # What the Engine refuses is worked out of the whole file, at most keys for nothing.
    refused = {refusal.index for refusal in dispatch(build).refusals} if begun else set()
    for node, match in begun:
        text = node.instruction.text
        before = text[: match.start()]
        escape = _escape_at(before, build.document.escape)
        if escape < 0 or _is_open(before) or _DRIVE.search(before[:escape]):
            continue  # a drive's `C:\\` is for `windows-path-escape`
        is_refused = (
            node.name == "EXPOSE" or node.index in refused or any(issue.stops for issue in node.instruction.issues)
        )
        yield found(
            node.to_document(Span(escape, match.end("word"))), _without(node, before, escape),
            severity="error" if is_refused else None, related=[_rest(node, match)], instruction=node.name,
            swallowed=match["word"], only_here=True,  # the other words are not what was meant, and fixes would settle that
        )  # fmt: skip


@inherited
def _of_stage(stage: Stage) -> tuple[tuple[int, re.Match[str]], ...]:
    """The instructions of a stage, by their number in it, in which a line begins as an instruction does."""
    several = [(number, node) for number, node in enumerate(stage.nodes) if "\n" in node.instruction.text]
    begun = [(number, _begins(node.instruction)) for number, node in several]
    return tuple((number, match) for number, match in begun if match is not None)


def _rest(node: Node, swallowed: re.Match[str]) -> Span:
    """What stands behind the swallowed keyword: read as words of the instruction above, it makes no sense."""
    return node.to_document(Span(swallowed.end("word") + 1, len(node.instruction.text)))


@derived
def _begins(instruction: Instruction) -> re.Match[str] | None:
    """The first line behind the first one that begins as an instruction does."""
    if instruction.heredocs:
        return None
    # A keyword that stands behind nothing but continuations is the instruction's own.
    begin = instruction.keyword.start
    lines = [
        one
        for one in _BEGINS.finditer(instruction.text)
        if one.start() > begin and not _in_comment(instruction, one.start())
    ]
    if lines and _takes_one(instruction, lines[0]):
        del lines[0]
    return next(iter(lines), None)


def _takes_one(instruction: Instruction, begin: re.Match[str]) -> bool:
    """Whether the instruction is about the one that begins there: `HEALTHCHECK --interval=9s \\` and CMD, ONBUILD and any."""
    before = instruction.text[instruction.keyword.end : begin.start()]
    if instruction.name == "HEALTHCHECK":
        return begin["word"] == "CMD" and all(word.startswith("-") for word in re.findall(r"[^\s\\`]+", before))
    return instruction.name == "ONBUILD" and not re.search(r"[^\s\\`]", before)


def _escape_at(before: str, escape: str) -> int:
    """Where the continuation stands that joins what comes; -1 where it is none."""
    end = len(before)
    for line in reversed(before.splitlines(keepends=True)):
        start = end - len(line)
        words = line.strip()
        if words and not words.startswith("#"):
            return start + len(line.rstrip()) - 1 if words.endswith(escape) else -1
        end = start
    return -1


def _in_comment(instruction: Instruction, offset: int) -> bool:
    return any(span.start <= offset < span.end for span in instruction.comments)


def _is_open(text: str) -> bool:
    """Whether a quote is open there: then the words are of a text."""
    return text.count('"') % 2 == 1 or text.count("'") % 2 == 1


def _without(node: Node, before: str, escape: int) -> Fix:
    """Takes the escape character away, and an operator that would then stand at the end."""
    kept = before[:escape].rstrip(" \t")
    for operator in ("&&", "||", "|"):
        kept = kept.removesuffix(operator).rstrip(" \t")
    return fix(Edit(node.to_document(Span(len(kept), escape + 1)), ""), safe=False)


RULE = FileRule(
    "instruction-swallowed",
    find,
    fixes="unsafe",
    supersedes=frozenset(
        (
            "empty-continuation",
            "copy-target-without-slash",
            "copy-target-relative",
            "copy-source-missing",
            "expose-port-invalid",
            "shell-syntax-error",
            "syntax-error",
            "value-invalid",
        )
    ),
    reads={**READS, ELSEWHERE: ("\n",)},
)

"""The checks that ask nothing but the text: letter case, descriptions, names of stages (BuildKit, instructions/parse.go)."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from gorae.source import Span
from gorae.stages.dispatch.model import Warned
from gorae.syntax.lexing import SPACES

if TYPE_CHECKING:
    from gorae.stages.dispatch.model import Dispatch
    from gorae.stages.model import Build
    from gorae.syntax import Document, Node

_RESERVED = frozenset(("context", "scratch"))


def judge_form(build: Build, found: Dispatch) -> None:
    """Adds what these checks warn of."""
    document = build.document
    for node in document.nodes:
        if lines := document.blank_lines(node):
            found.warnings.append(Warned("NoEmptyContinuation", node.index, _last_line(document, node, lines)))
        if node.name == "MAINTAINER":
            found.warnings.append(Warned("MaintainerDeprecated", node.index, node.keyword))
        if node.name == "FROM":
            _from(node, found)
        if node.name in ("FROM", "ARG"):
            _description(document, node, found)
    _stage_names(build, found)
    _casing(build, found)


def _last_line(document: Document, node: Node, lines: list[Span]) -> Span:
    """The line on which the Engine stands when it has read the instruction."""
    text = document.text.value
    end = len(text.removesuffix("\n")) if lines[-1].end > node.span.end else node.span.end
    start = max(text.rfind("\n", 0, end) + 1, node.start)
    return Span(start, max(start, end))


def _from(node: Node, found: Dispatch) -> None:
    words = node.instruction.words
    if len(words) == 3 and words[2].text != words[2].text.lower():
        found.warnings.append(Warned("StageNameCasing", node.index, node.to_document(words[2].span)))
    if len(words) < 3:
        return
    keyword = node.instruction.slice(node.instruction.keyword)
    between = words[1].text
    wanted = between.lower() if keyword == keyword.lower() else between.upper()
    if keyword in (keyword.lower(), keyword.upper()) and between != wanted:
        found.warnings.append(Warned("FromAsCasing", node.index, node.to_document(words[1].span)))


def _description(document: Document, node: Node, found: Dispatch) -> None:
    instruction = node.instruction
    if node.name == "ARG":
        names = [pair.key.text for pair in instruction.pairs]
    else:
        names = [instruction.words[2].text.lower()] if len(instruction.words) == 3 else []
    comments = comments_above(document, node)
    if names and comments and comments[-1].split(" ")[0] not in names:
        found.warnings.append(Warned("InvalidDefinitionDescription", node.index, node.keyword))


def comments_above(document: Document, node: Node) -> list[str]:
    """The comments that the Engine takes for an instruction's: all since the one before it, blank lines or not.

    An empty comment starts over. Of an indented line the first character goes, so that its `#` stays.
    """
    text = document.text.value
    begin = document.nodes[node.index - 1].span.end if node.index else document.header.end
    first = bisect_left(document.comments, begin, key=lambda comment: comment.span.start)
    kept: list[str] = []
    for comment in document.comments[first:]:
        if comment.span.start > node.start:
            break
        line = text.rfind("\n", 0, comment.span.start) + 1
        line += int(text.startswith("\ufeff", line))
        text_of_comment = text[line + 1 : comment.span.end].strip(SPACES)
        if text_of_comment:
            kept.append(text_of_comment)
        else:
            kept.clear()
    return kept


def _stage_names(build: Build, found: Dispatch) -> None:
    seen: set[str] = set()
    for stage in build.stages:
        if not stage.name:
            continue
        node = stage.from_instruction
        span = stage.name_span or node.keyword
        if stage.name in _RESERVED:
            found.warnings.append(Warned("ReservedStageName", node.index, span))
        if stage.name in seen:
            found.warnings.append(Warned("DuplicateStageName", node.index, span))
        seen.add(stage.name)


def _casing(build: Build, found: Dispatch) -> None:
    """ARGs above the first FROM are neither counted nor judged."""
    nodes = [node for stage in build.stages for node in stage.nodes]
    words = [_written(node) for node in nodes]
    lower = sum(word == word.lower() for word in words)
    upper = sum(word == word.upper() and word != word.lower() for word in words)
    for node, word in zip(nodes, words, strict=True):
        if word != (word.lower() if lower > upper else word.upper()):
            found.warnings.append(Warned("ConsistentInstructionCasing", node.index, node.keyword))


def _written(node: Node) -> str:
    """The keyword's letters, without the comments that stand in it where it is continued."""
    instruction = node.instruction
    written = instruction.slice(instruction.keyword)
    return instruction.logical.text[: len(instruction.name)] if "\n" in written else written

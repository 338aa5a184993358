"""A version that stands in several places to a build argument, and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.refactoring.model import Refactoring
from gorae.rewrites.lines import line_above
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.refactoring.model import Selection
    from gorae.stages import Build
    from gorae.syntax import Document, Node, Variable

_VERSION = re.compile(r"(?<![\w.$])\d+(?:\.\d+)+(?![\w.])")
_PLAIN = re.compile(r"[\w.+:/@~-]+")


def offers(selection: Selection) -> Iterator[Refactoring]:
    """For the tag at the cursor that other FROMs have too; for the version at the cursor that stands twice in its stage."""
    if len(selection.nodes) != 1:
        return
    if selection.first.name == "FROM":
        yield from _tag(selection)
    elif selection.first.name == "ARG":
        yield from _inline(selection.document, selection.stage.nodes, selection.first)
    else:
        yield from _version(selection)


def of_header(document: Document, build: Build, touched: Sequence[Node]) -> Iterator[Refactoring]:
    """For an ARG above the first FROM."""
    heads = [*build.header, *(stage.from_instruction for stage in build.stages)]
    redeclared = {
        pair.key.text for stage in build.stages for node in stage.instructions("ARG") for pair in node.instruction.pairs
    }
    if touched[0].name == "ARG" and not redeclared & {pair.key.text for pair in touched[0].instruction.pairs}:
        yield from _inline(document, heads, touched[0])


def _tag(selection: Selection) -> Iterator[Refactoring]:
    reference = selection.stage.reference
    if reference is None or reference.tag is None or reference.tag_span is None:
        return
    spans = []
    for stage in selection.build.stages:
        other = stage.reference
        if other is None or other.repository != reference.repository or other.tag != reference.tag:
            continue
        word = stage.from_instruction.instruction.words[0]
        if word.text == other.text and other.tag_span is not None:
            spans.append(other.tag_span.shift(stage.image_span.start))
    name = re.sub(r"\W", "_", reference.name).upper() + "_VERSION"
    if len(spans) < 2 or name in selection.build.global_arguments:
        return
    declared = line_above(selection.document, selection.document.nodes[0], "ARG", f"{name}={reference.tag}")
    edits = (declared, *(Edit(span, f"${{{name}}}") for span in spans))
    facts = (("value", reference.tag), ("name", name), ("count", len(spans)))
    yield Refactoring("extract-arg", "extract", edits, True, facts)


def _version(selection: Selection) -> Iterator[Refactoring]:
    node = selection.first
    offset = selection.span.start - node.start
    match = next((one for one in _VERSION.finditer(node.instruction.text) if one.start() <= offset <= one.end()), None)
    if match is None:
        return
    value = match[0]
    spans = [
        one.to_document(Span(*found.span()))
        for one in selection.stage.nodes[1:]
        for found in _VERSION.finditer(one.instruction.text)
        if found[0] == value
    ]
    name = "VERSION"
    environment = selection.stage.final_environment
    holders = [one for one in selection.stage.nodes if any(one.span.covers(span) for span in spans)]
    if len(spans) < 2 or name in environment or not all(_takes(one, spans) for one in holders):
        return
    declared = line_above(selection.document, holders[0], "ARG", f"{name}={value}")
    edits = (declared, *(Edit(span, f"${{{name}}}") for span in spans))
    yield Refactoring("extract-arg", "extract", edits, True, (("value", value), ("name", name), ("count", len(spans))))


def _takes(node: Node, spans: Sequence[Span]) -> bool:
    """Whether a variable in these places of the instruction is filled in: not in single quotes, comments, exec forms."""
    instruction = node.instruction
    if instruction.name not in ("RUN", "ENV", "ADD", "COPY", "LABEL", "WORKDIR") or instruction.form == "exec":
        return False
    if instruction.heredocs or "'" in instruction.text:
        return False
    inside = [span for span in spans if node.span.covers(span)]
    return not any(node.to_document(comment).covers(span) for comment in instruction.comments for span in inside)


def _inline(document: Document, among: Sequence[Node], node: Node) -> Iterator[Refactoring]:
    """Where each use is a plain `$NAME` or `${NAME}` that BuildKit fills in, in the same stage."""
    instruction = node.instruction
    if len(instruction.pairs) != 1 or instruction.pairs[0].value is None:
        return
    pair = instruction.pairs[0]
    name, value = pair.key.text, pair.value.text if pair.value is not None else ""
    if _PLAIN.fullmatch(value) is None:
        return
    uses: list[Span] = []
    for one in among:
        found = [use for use in one.instruction.variables if use.name == name]
        if any(use.modifier for use in found) or any(_names(inner, name) for inner in one.instruction.variables):
            return
        if one is not node and len(re.findall(rf"\b{re.escape(name)}\b", one.instruction.text)) != len(found):
            return  # the shell or a comment names it as well
        uses += [one.to_document(use.span) for use in found]
    if not uses:
        return
    edits = (Edit(document.lines_of(node), ""), *(Edit(span, value) for span in uses))
    yield Refactoring("inline-arg", "rewrite", edits, False, (("name", name), ("value", value)))


def _names(use: Variable, name: str) -> bool:
    return any(inner.name == name or _names(inner, name) for inner in use.nested)

"""The outline: stages with their instructions, named as people say them; and the names that a workspace is searched for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from gorae.navigation.pieces import pieces
from gorae.source import Span
from gorae.source.derived import derived

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Stage
    from gorae.syntax import Directive, Instruction, Node

Kind = Literal["directive", "stage", "instruction", "argument", "variable", "label"]

_MOST_CHARACTERS = 60
_BLANKS = re.compile(r"\s+")


class Symbol(NamedTuple):
    """A row of the outline. `name_span` lies within `span`; both are of the document."""

    kind: Kind
    name: str
    detail: str
    span: Span
    name_span: Span
    children: tuple[Symbol, ...] = ()
    deprecated: bool = False


def outline(build: Build) -> tuple[Symbol, ...]:
    """Directives, what stands above the first FROM, and the stages with their instructions."""
    rows = [directive_symbol(directive) for directive in build.document.directives]
    rows += [_instruction(node) for node in build.header]
    for stage in build.stages:
        rows.append(stage_symbol(stage)._replace(children=tuple(_instruction(node) for node in stage.nodes[1:])))
    return tuple(rows)


def directive_symbol(directive: Directive) -> Symbol:
    """The row of a parser directive."""
    return Symbol("directive", directive.name, directive.value, directive.span, directive.name_span)


def workspace_symbols(build: Build) -> Iterator[Symbol]:
    """The stages and the ARGs, without their insides."""
    for row in outline(build):
        if row.kind == "stage":
            yield row._replace(children=())
        inner = row.children if row.kind == "stage" else (row,)
        for one in inner:
            yield from (child for child in (one.children or (one,)) if child.kind == "argument")


def stage_symbol(stage: Stage) -> Symbol:
    """The row of a stage without its instructions."""
    from_ = stage.from_instruction
    image = " ".join(word.text for word in from_.instruction.words[:1])
    if stage.name_span is not None:
        name, selection = _written(from_, stage.name_span), stage.name_span
    else:
        name, selection = image or str(stage.index), from_.keyword
    detail = f"FROM {image}" if stage.name_span is not None else f"#{stage.index}"
    return Symbol("stage", name, detail, stage.span, selection)


def _written(node: Node, span: Span) -> str:
    text = node.instruction.text
    parts = pieces(text, span.shift(-node.start), node.instruction.escape)
    return "".join(part.of(text) for part in parts)


def _instruction(node: Node) -> Symbol:
    return _shifted(instruction_symbol(node.instruction), node.start)


def _shifted(symbol: Symbol, by: int) -> Symbol:
    kind, name, detail, (start, end), (first, last), children, deprecated = symbol
    if children:
        children = tuple(_shifted(child, by) for child in children)
    return Symbol(
        kind,
        name,
        detail,
        span=Span(start + by, end + by),
        name_span=Span(first + by, last + by),
        children=children,
        deprecated=deprecated,
    )


@derived
def instruction_symbol(instruction: Instruction) -> Symbol:
    """An instruction's row, with spans from its own start."""
    inner = instruction.trigger if instruction.name == "ONBUILD" and instruction.trigger else instruction
    children = tuple(
        Symbol(_KINDS[inner.name], pair.key.text, _short(pair.value.text) if pair.value else "", pair.span, pair.key.span)
        for pair in inner.pairs
        if pair.key.text
    ) if inner.name in _KINDS else ()  # fmt: skip
    name = instruction.name if inner is instruction else f"{instruction.name} {inner.name}"
    if len(children) == 1 and inner is instruction:
        only = children[0]
        title = only.name + (f"={only.detail}" if only.detail else "")
        return Symbol(only.kind, f"{name} {title}", "", instruction.span, instruction.keyword)
    detail = _short(inner.arguments_text)
    return Symbol(
        "instruction", f"{name} {_title(inner)}".rstrip(), "" if children else detail, span=instruction.span,
        name_span=instruction.keyword, children=children, deprecated=instruction.name == "MAINTAINER",
    )  # fmt: skip


def _title(instruction: Instruction) -> str:
    if instruction.pairs:
        return ", ".join(pair.key.text for pair in instruction.pairs[:4]) + (" …" if len(instruction.pairs) > 4 else "")
    return ""


def _short(text: str) -> str:
    plain = _BLANKS.sub(" ", text).strip()
    return plain if len(plain) <= _MOST_CHARACTERS else plain[: _MOST_CHARACTERS - 1] + "…"


_KINDS: dict[str, Kind] = {"ARG": "argument", "ENV": "variable", "LABEL": "label"}

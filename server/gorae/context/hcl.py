"""HCL, the language of bake files: its blocks and attributes, each with its place. The grammar is tree-sitter-hcl's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gorae.source import Span
from gorae.source.grammars import offsets_of, parser_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tree_sitter import Node

    from gorae.source.grammars import Offsets

MOST_BYTES = 1_000_000
_MOST_DEPTH = 60


@dataclass(frozen=True)
class Attribute:
    """`name = expression`."""

    name: str
    place: Span  # of the name
    node: Node  # the expression


@dataclass(frozen=True)
class Block:
    """`kind "label" { … }`."""

    kind: str
    labels: tuple[str, ...]
    place: Span  # of the last label, without its quotes; of the kind where there is none
    attributes: Mapping[str, Attribute]
    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True)
class HclFile:
    """The blocks and the attributes at the top of a file."""

    blocks: tuple[Block, ...]
    attributes: Mapping[str, Attribute]
    broken: bool  # the grammar does not take all of it
    offsets: Offsets


def parse_hcl(text: str) -> HclFile:
    """The file's blocks. What the grammar does not take is left out."""
    offsets = offsets_of(text)
    try:
        parser = parser_of("tree_sitter_hcl")
    except ImportError:  # the grammar has no wheel for this machine: bake files are passed over
        return HclFile((), {}, broken=True, offsets=offsets)
    root = parser.parse(offsets.content).root_node
    body = next((child for child in root.named_children if child.type == "body"), None)
    if body is None:
        return HclFile((), {}, root.has_error, offsets)
    attributes, blocks = _body(body, offsets, 0)
    return HclFile(blocks, attributes, root.has_error, offsets)


def _body(body: Node, offsets: Offsets, depth: int) -> tuple[dict[str, Attribute], tuple[Block, ...]]:
    attributes: dict[str, Attribute] = {}
    blocks = []
    for child in body.named_children:
        if child.type == "attribute":
            name = text_of(child.children[0])
            expression = child.named_children[-1]
            if expression.type == "expression":
                attributes[name] = Attribute(name, offsets.span(child.children[0]), expression)
        elif child.type == "block" and depth < _MOST_DEPTH:
            blocks.append(_block(child, offsets, depth))
    return attributes, tuple(blocks)


def _block(node: Node, offsets: Offsets, depth: int) -> Block:
    kind = node.children[0]
    labels, place = [], offsets.span(kind)
    inside: tuple[dict[str, Attribute], tuple[Block, ...]] = ({}, ())
    for child in node.named_children[1:]:
        if child.type == "string_lit":
            outer = offsets.span(child)
            place = Span(outer.start + 1, outer.end - 1)
            labels.append(text_of(child)[1:-1])
        elif child.type == "identifier":
            place = offsets.span(child)
            labels.append(text_of(child))
        elif child.type == "body":
            inside = _body(child, offsets, depth + 1)
    return Block(text_of(kind), tuple(labels), place, inside[0], inside[1], offsets.span(node))


def keys_at(text: str, offset: int) -> list[tuple[str, Span]]:
    """The keys above a key at an offset (a block's kind and label, an attribute, a key of an object), that one last.

    Nothing where the offset stands on no key.
    """
    offsets = offsets_of(text)
    try:
        parser = parser_of("tree_sitter_hcl")
    except ImportError:
        return []
    node: Node | None = parser.parse(offsets.content).root_node
    found: list[tuple[str, Span]] = []
    while node is not None:
        inside = None
        for child in node.named_children:
            span = offsets.span(child)
            if not span.start <= offset <= span.end:
                continue
            names = list(_names_of(child, offsets))
            for number, (_, place) in enumerate(names):
                if place.start <= offset <= place.end:
                    return [*found, *names[: number + 1]]
            found += names
            inside = child
            break
        node = inside
    return []


def _names_of(node: Node, offsets: Offsets) -> Iterator[tuple[str, Span]]:
    """What a block, an attribute or an object's element is called."""
    if node.type == "block":
        for child in node.named_children:
            if child.type in ("identifier", "string_lit"):
                span = inner_span(child, offsets)
                yield text_of(child).strip('"'), span
    elif node.type in ("attribute", "object_elem"):
        key = node.named_children[0]
        yield text_of(key).strip('"'), inner_span(key, offsets)


def text_of(node: Node) -> str:
    """What a node is of."""
    return (node.text or b"").decode("utf-8", "replace")


def items(node: Node) -> Iterator[Node]:
    """The expressions of a list as it is written; none where the expression is something else."""
    inner = _only(node, "collection_value", "tuple")
    yield from (child for child in (inner.named_children if inner else ()) if child.type == "expression")


def pairs(node: Node) -> Iterator[tuple[Node, Node]]:
    """The keys and values of an object as it is written; none where the expression is something else."""
    inner = _only(node, "collection_value", "object")
    for child in inner.named_children if inner else ():
        parts = [part for part in child.named_children if part.type == "expression"]
        if child.type == "object_elem" and len(parts) == 2:
            yield parts[0], parts[1]


def _only(node: Node, *kinds: str) -> Node | None:
    found: Node | None = node
    for kind in kinds:
        children = [child for child in found.named_children if child.type != "comment"] if found else []
        found = children[0] if len(children) == 1 and children[0].type == kind else None
    return found


def inner_span(node: Node, offsets: Offsets) -> Span:
    """The place of an expression's text: of a string without its quotes."""
    span = offsets.span(node)
    text = text_of(node)
    return Span(span.start + 1, span.end - 1) if len(text) > 1 and text[0] == text[-1] == '"' else span

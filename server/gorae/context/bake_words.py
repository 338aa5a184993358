"""The blocks of a bake file in HCL or JSON, each value with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gorae.context import hcl, hcl_values
from gorae.context.callers import Word
from gorae.context.hcl_functions import FailedError, Unknowable
from gorae.context.yaml_tree import YamlNode, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tree_sitter import Node

    from gorae.source import Span
    from gorae.source.grammars import Offsets

_KINDS = ("target", "group", "variable", "function")


class Given(NamedTuple):
    """An attribute's value, with those of a map one by one."""

    value: object
    expression: Expression
    rows: tuple[tuple[Word, Given], ...] = ()

    def places(self, count: int) -> list[Expression]:
        """The place of each item of a list; the whole's where the list is worked out."""
        items = list(self.expression.items())
        return items if len(items) == count else [self.expression] * count


class Expression:
    """A value as it is written in one of the two languages."""

    file: Path
    span: Span

    def value(self, names: hcl_values.Names) -> object:
        """What it comes to."""
        raise NotImplementedError

    def items(self) -> Iterator[Expression]:
        """The items of a list as it is written."""
        raise NotImplementedError

    def pairs(self, names: hcl_values.Names) -> Iterator[tuple[Word, Expression]]:
        """The keys and values of a map as it is written."""
        raise NotImplementedError

    @property
    def bare(self) -> str:
        """A bare word as it is written: a function's parameter."""
        raise NotImplementedError

    def given(self, names: hcl_values.Names) -> Given:
        """What it comes to, with the rows of a map."""
        value = self.value(names)
        rows = tuple((key, one.given(names)) for key, one in self.pairs(names))
        if not rows and isinstance(value, dict):
            rows = tuple((Word(key, self.span, self.file), Given(one, self)) for key, one in value.items())
        return Given(value, self, rows)


@dataclass(frozen=True, eq=False)
class HclExpression(Expression):
    """An expression of HCL."""

    file: Path
    span: Span
    node: Node
    offsets: Offsets

    def value(self, names: hcl_values.Names) -> object:
        """What it comes to."""
        return hcl_values.evaluate(self.node, names)

    def items(self) -> Iterator[Expression]:
        """The items of a list as it is written."""
        for node in hcl.items(self.node):
            yield HclExpression(self.file, hcl.inner_span(node, self.offsets), node, self.offsets)

    def pairs(self, names: hcl_values.Names) -> Iterator[tuple[Word, Expression]]:
        """The keys and values of a map as it is written."""
        for key, node in hcl.pairs(self.node):
            try:
                name = hcl_values.key_of(key, names)
            except (Unknowable, FailedError, ValueError, TypeError, LookupError, RecursionError, ArithmeticError):
                continue
            place = Word(name, hcl.inner_span(key, self.offsets), self.file)
            yield place, HclExpression(self.file, hcl.inner_span(node, self.offsets), node, self.offsets)

    @property
    def bare(self) -> str:
        """A bare word as it is written."""
        return (self.node.text or b"").decode("utf-8", "replace")


@dataclass(frozen=True, eq=False)
class JsonExpression(Expression):
    """A value of JSON; its strings are templates."""

    file: Path
    span: Span
    node: YamlNode

    def value(self, names: hcl_values.Names) -> object:
        """What it comes to."""
        return _json_value(self.node, names)

    def items(self) -> Iterator[Expression]:
        """The items of a list as it is written."""
        for node in self.node.items:
            yield JsonExpression(self.file, node.span, node)

    def pairs(self, names: hcl_values.Names) -> Iterator[tuple[Word, Expression]]:  # noqa: ARG002  # keys are plain
        """The keys and values of a map."""
        for key, node in self.node.pairs:
            yield Word(key.text, key.span, self.file), JsonExpression(self.file, node.span, node)

    @property
    def bare(self) -> str:
        """A bare word as it is written."""
        return self.node.text


def _json_value(node: YamlNode, names: hcl_values.Names) -> object:
    if node.kind == "list":
        return [_json_value(item, names) for item in node.items]
    if node.kind == "map":
        return {key.text: _json_value(value, names) for key, value in node.pairs}
    return node.resolved if node.plain else hcl_values.template(node.text, names)


class Definition(NamedTuple):
    """A block `target "name" { … }` or its like."""

    kind: str
    name: str
    place: Word
    attributes: Mapping[str, Expression]


# The blocks, the attributes at the top (which are variables), and whether the text has errors.
Read = tuple[list[Definition], dict[str, Expression], bool]


def read_hcl(path: Path, text: str) -> Read:
    """The blocks of a file in HCL."""
    file = hcl.parse_hcl(text)

    def expressions(attributes: Mapping[str, hcl.Attribute]) -> dict[str, Expression]:
        return {
            name: HclExpression(path, hcl.inner_span(one.node, file.offsets), one.node, file.offsets)
            for name, one in attributes.items()
        }

    definitions = [
        Definition(block.kind, block.labels[0], Word(block.labels[0], block.place, path), expressions(block.attributes))
        for block in file.blocks
        if block.kind in _KINDS and block.labels
    ]
    return definitions, expressions(file.attributes), file.broken


def read_json(path: Path, text: str) -> Read:
    """The blocks of a file in JSON."""
    root = parse_yaml(text.lstrip())  # tabs in front are no YAML
    if not isinstance(root, YamlNode) or root.kind != "map" or not text.lstrip().startswith("{"):
        return [], {}, bool(text.strip())
    shift = len(text) - len(text.lstrip())
    definitions: list[Definition] = []
    attributes: dict[str, Expression] = {}
    for key, value in root.pairs:
        if key.text not in _KINDS:
            attributes[key.text] = JsonExpression(path, value.span.shift(shift), _shifted(value, shift))
            continue
        for name, block in value.pairs:
            body = {
                one.text: JsonExpression(path, inner.span.shift(shift), _shifted(inner, shift))
                for one, inner in block.pairs
            }
            definitions.append(Definition(key.text, name.text, Word(name.text, name.span.shift(shift), path), body))
    return definitions, attributes, False


def _shifted(node: YamlNode, by: int) -> YamlNode:
    if not by:
        return node
    return node._replace(
        span=node.span.shift(by),
        items=tuple(_shifted(item, by) for item in node.items),
        pairs=tuple((_shifted(key, by), _shifted(value, by)) for key, value in node.pairs),
    )

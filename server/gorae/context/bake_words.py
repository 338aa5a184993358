"""The blocks of a bake file in HCL or JSON, each value with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gorae.context import hcl, hcl_values
from gorae.context.callers import Word
from gorae.context.hcl_functions import FailedError, Unknowable
from gorae.context.yaml_tree import YamlError, YamlNode, parse_yaml

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

    def pairs(self, names: hcl_values.Names) -> Iterator[tuple[Word, Expression]]:
        """The keys and values of a map."""
        for key, node in self.node.pairs:
            name = hcl_values.template(key.text, names)
            if isinstance(name, str):
                yield Word(name, key.span, self.file), JsonExpression(self.file, node.span, node)

    @property
    def bare(self) -> str:
        """A bare word as it is written."""
        return self.node.text


def _json_value(node: YamlNode, names: hcl_values.Names) -> object:
    if node.kind == "list":
        return [_json_value(item, names) for item in node.items]
    if node.kind == "map":
        rows = ((hcl_values.template(key.text, names), value) for key, value in node.pairs)
        return {key: _json_value(value, names) for key, value in rows if isinstance(key, str)}
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
    root = _read_json_tree(text.lstrip())  # tabs in front are no YAML
    if not isinstance(root, YamlNode) or root.kind != "map" or not text.lstrip().startswith("{"):
        return [], {}, bool(text.strip())
    shift = len(text) - len(text.lstrip())
    definitions: list[Definition] = []
    attributes: dict[str, Expression] = {}
    for key, value in root.pairs:
        if key.text not in _KINDS:
            attributes[key.text] = JsonExpression(path, value.span.shift(shift), _shifted(value, shift))
            continue
        for name, block in (pair for one in _bodies(value) for pair in one.pairs):
            for one in _bodies(block):
                body = {
                    attribute.text: JsonExpression(path, inner.span.shift(shift), _shifted(inner, shift))
                    for attribute, inner in one.pairs
                }
                definitions.append(Definition(key.text, name.text, Word(name.text, name.span.shift(shift), path), body))
    return definitions, attributes, False


def _bodies(node: YamlNode) -> tuple[YamlNode, ...]:
    """A block's bodies: a list stands for one block after another."""
    return node.items if node.kind == "list" else (node,)


# YAML has no pairs of escapes for one character, as in `\\ud83d\\udc33`: for the time of reading, each of the two stands
# for a character of Unicode's private area.
_PAIR = re.compile(r"\\u[dD]([89abAB][0-9a-fA-F]{2})\\u[dD]([c-fC-F][0-9a-fA-F]{2})")
_MADE = re.compile("([\ue800-\uebff])([\uec00-\uefff])")


def _read_json_tree(text: str) -> YamlNode | YamlError | None:
    paired = _PAIR.sub(r"\\ue\1\\ue\2", text)
    tree = parse_yaml(paired)
    return _joined(tree) if paired != text and isinstance(tree, YamlNode) else tree


def _joined(node: YamlNode) -> YamlNode:
    """The tree with its pairs of escapes as one character."""
    return node._replace(
        text=_MADE.sub(_character, node.text),
        items=tuple(map(_joined, node.items)),
        pairs=tuple((_joined(key), _joined(value)) for key, value in node.pairs),
    )


def _character(pair: re.Match[str]) -> str:
    return chr(0x10000 + ((ord(pair[1]) & 0x3FF) << 10) + (ord(pair[2]) & 0x3FF))


def _shifted(node: YamlNode, by: int) -> YamlNode:
    if not by:
        return node
    return node._replace(
        span=node.span.shift(by),
        items=tuple(_shifted(item, by) for item in node.items),
        pairs=tuple((_shifted(key, by), _shifted(value, by)) for key, value in node.pairs),
    )

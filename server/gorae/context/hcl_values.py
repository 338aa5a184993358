"""What expressions of HCL come to, as far as the file itself says.

Values are Python's: str, int, float, bool, None, list, dict, and UNKNOWN for what only the machine that builds knows.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gorae.context.hcl import text_of
from gorae.context.hcl_functions import (
    FUNCTIONS,
    MOST_CHARACTERS,
    UNKNOWN,
    FailedError,
    Unknowable,
    as_asked,
    as_number,
    as_text,
)
from gorae.context.hcl_templates import Condition, Interpolation, Literal, parts_of, undoubled, unescaped
from gorae.source.grammars import parser_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tree_sitter import Node

    from gorae.context.hcl_templates import Part

_MOST_DEPTH = 60  # of an expression; Python's own stack ends at some 1,000 frames
_MOST_STEPS = 50_000
_MOST_DIGITS = 100  # of a number that is read exactly
_MOST_ITEMS = 10_000

# What Python raises where bake says that an expression is wrong.
_FAILURES = (FailedError, ArithmeticError, ValueError, TypeError, LookupError, AttributeError)
_UNFINISHED = (StopIteration,)  # a part of an expression that is not written yet

_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "%": operator.mod,
    "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge,
}  # fmt: skip


@dataclass
class Names:
    """What an expression may name. `outer` is asked for what is no local name; it gives UNKNOWN for what is not there."""

    outer: Callable[[str], object]
    local: Mapping[str, object] = field(default_factory=dict)
    functions: Mapping[str, Callable[..., object]] = field(default_factory=dict)
    steps: list[int] = field(default_factory=lambda: [0])

    def named(self, name: str) -> object:
        """The value of a name."""
        return self.local[name] if name in self.local else self.outer(name)

    def with_local(self, **more: object) -> Names:
        """The same with further local names."""
        return Names(self.outer, {**self.local, **more}, self.functions, self.steps)


def evaluate(node: Node, names: Names) -> object:
    """What an expression comes to; UNKNOWN where that is not known here."""
    try:
        return _expression(node, names, 0)
    except (Unknowable, RecursionError, *_UNFINISHED, *_FAILURES):
        return UNKNOWN


def template(text: str, names: Names) -> object:
    """What a string of JSON comes to, which bake reads as a template."""
    if "${" not in text and "%{" not in text:
        return undoubled(text)
    # A heredoc takes any text as it is: nothing must be escaped.
    try:
        parser = parser_of("tree_sitter_hcl")
    except ImportError:  # as in `parse_hcl`
        return UNKNOWN
    root = parser.parse(f"x = <<GORAE\n{text}\nGORAE\n".encode()).root_node
    body = root.named_children[0] if root.named_children and not root.has_error else None
    if body is None or body.type != "body" or body.named_children[0].type != "attribute":
        return UNKNOWN
    found = evaluate(body.named_children[0].named_children[-1], names)
    return found[:-1] if isinstance(found, str) else found


def _expression(node: Node, names: Names, depth: int) -> object:
    names.steps[0] += 1
    if depth > _MOST_DEPTH or names.steps[0] > _MOST_STEPS:
        raise Unknowable
    return _terms([child for child in node.children if child.type != "comment"], names, depth)


def _terms(children: list[Node], names: Names, depth: int) -> object:
    """A first term, and what follows it: `.name`, `[index]`, `.*`."""
    if children and children[0].type == "(":
        inner = next(child for child in children if child.type == "expression")
        value = _expression(inner, names, depth + 1)
        rest = children[children.index(inner) + 2 :]
    else:
        value = _term(children[0], names, depth + 1)
        rest = children[1:]
    for index, child in enumerate(rest):
        if value is UNKNOWN:
            return UNKNOWN
        if child.type == "get_attr":
            value = value[text_of(child.named_children[0])]  # type: ignore[index]  # a TypeError is UNKNOWN above
        elif child.type == "index":
            value = _indexed(value, child, names, depth)
        elif child.type == "splat":
            whole = value if isinstance(value, list) else [] if value is None else [value]
            inner_nodes = [*child.named_children[0].named_children, *rest[index + 1 :]]
            return [_followed(item, inner_nodes, names, depth) for item in whole]
    return value


def _followed(value: object, nodes: list[Node], names: Names, depth: int) -> object:
    """What `.name` and `[index]` behind a splat make of one of its items."""
    for node in nodes:
        if node.type == "get_attr":
            value = value[text_of(node.named_children[0])]  # type: ignore[index]  # as above
        elif node.type == "index":
            value = _indexed(value, node, names, depth)
        else:
            raise Unknowable
    return value


def _indexed(value: object, node: Node, names: Names, depth: int) -> object:
    inner = node.named_children[0]
    if inner.type == "legacy_index":
        return value[int(text_of(inner)[1:])]  # type: ignore[index]  # as above
    key = _expression(next(child for child in inner.named_children if child.type == "expression"), names, depth + 1)
    if isinstance(value, dict):
        return value[as_text(key)]
    return value[int(key)] if key is not UNKNOWN else UNKNOWN  # type: ignore[index,call-overload]  # as above


def _term(node: Node, names: Names, depth: int) -> object:
    kind = node.type
    if kind == "literal_value":
        return _literal(node.children[0])
    if kind == "variable_expr":
        return names.named(text_of(node))
    if kind == "template_expr":
        return _template_of(node.children[0], names, depth)
    if kind == "collection_value":
        return _collection(node.children[0], names, depth)
    if kind == "operation":
        return _operation(node.children[0], names, depth)
    if kind == "conditional":
        return _conditional(node, names, depth)
    if kind == "function_call":
        return _call(node, names, depth)
    if kind == "for_expr":
        return _for(node.children[0], names, depth)
    if kind == "expression":
        return _expression(node, names, depth)
    raise Unknowable


def _literal(node: Node) -> object:
    text = text_of(node)
    if node.type == "string_lit":
        return unescaped(text[1:-1])
    if node.type == "numeric_lit":
        if text.isdecimal() and len(text) <= _MOST_DIGITS:
            return int(text)
        number = float(text)
        return int(number) if number.is_integer() and abs(number) < 1e15 else number
    return {"true": True, "false": False, "null": None}[text]


def _template_of(node: Node, names: Names, depth: int) -> object:
    """A text with `${…}` and `%{…}` in it. One that is nothing but `${…}` is that value itself."""
    parts = parts_of(node)
    if len(parts) == 1 and isinstance(parts[0], Interpolation):
        return _expression(parts[0].node, names, depth + 1)
    return _joined(parts, names, depth + 1)


def _joined(parts: list[Part], names: Names, depth: int) -> object:
    """The text that parts come to; UNKNOWN where one of them is not known."""
    text = ""
    for part in parts:
        found = _rendered(part, names, depth)
        if found is UNKNOWN:
            return UNKNOWN
        text += as_text(found)
        if len(text) > MOST_CHARACTERS:
            raise Unknowable
    return text


def _rendered(part: Part, names: Names, depth: int) -> object:
    if isinstance(part, Literal):
        return part.text
    value = _expression(part.node, names, depth + 1)
    if value is UNKNOWN or isinstance(part, Interpolation):
        return value
    if isinstance(part, Condition):
        return _joined(part.yes if value in (True, "true") else part.no, names, depth + 1)
    rounds = [_joined(part.body, inner, depth + 1) for inner in _rounds(part.names, value, names)]
    return UNKNOWN if UNKNOWN in rounds else "".join(map(as_text, rounds))


def _rounds(words: tuple[str, ...], value: object, names: Names) -> Iterator[Names]:
    """The names of each round of a loop. A map is gone through in the order of its keys."""
    rows = sorted(value.items()) if isinstance(value, dict) else list(enumerate(as_list(value)))
    if len(rows) > _MOST_ITEMS:
        raise Unknowable
    for key, item in rows:
        yield names.with_local(**dict(zip(words, (key, item) if len(words) == 2 else (item,), strict=True)))


def _collection(node: Node, names: Names, depth: int) -> object:
    if node.type == "tuple":
        return [_expression(child, names, depth + 1) for child in node.named_children if child.type == "expression"]
    found: dict[str, object] = {}
    for element in node.named_children:
        parts = [part for part in element.named_children if part.type == "expression"]
        if element.type == "object_elem" and len(parts) == 2:
            found[key_of(parts[0], names, depth)] = _expression(parts[1], names, depth + 1)
    return found


def key_of(node: Node, names: Names, depth: int = 0) -> str:
    """An object's key: a bare word stands for itself. Raises Unknowable."""
    if len(node.children) == 1 and node.children[0].type == "variable_expr":
        return text_of(node)
    value = _expression(node, names, depth + 1)
    if value is UNKNOWN:
        raise Unknowable
    return as_text(value)


def _operation(node: Node, names: Names, depth: int) -> object:
    children = [child for child in node.children if child.type != "comment"]
    if node.type == "unary_operation":
        value = _terms(children[1:], names, depth + 1)
        if value is UNKNOWN:
            return UNKNOWN
        return not value if children[0].type == "!" else -value  # type: ignore[operator]  # a TypeError is UNKNOWN
    index = next(
        i for i, child in enumerate(children) if child.type in _OPERATORS or child.type in ("==", "!=", "&&", "||")
    )
    sign = children[index].type
    left, right = _terms(children[:index], names, depth + 1), _terms(children[index + 1 :], names, depth + 1)
    if UNKNOWN in (left, right):
        return UNKNOWN
    if sign == "&&":
        return bool(left) and bool(right)
    if sign == "||":
        return bool(left) or bool(right)
    if sign in ("==", "!="):
        same = (type(left) is type(right) and left == right) or (_are_numbers(left, right) and left == right)
        return same if sign == "==" else not same
    left, right = as_number(left), as_number(right)
    value = _OPERATORS[sign](left, right)
    if sign in "+-*" and isinstance(value, float):  # bake reckons in decimals: 0.1 + 0.2 is 0.3
        value = float(_OPERATORS[sign](Decimal(repr(left)), Decimal(repr(right))))
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _are_numbers(*values: object) -> bool:
    return all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values)


def _conditional(node: Node, names: Names, depth: int) -> object:
    condition, yes, no = (child for child in node.named_children if child.type == "expression")
    value = _expression(condition, names, depth + 1)
    if value is UNKNOWN:
        return UNKNOWN
    return _expression(yes if value in (True, "true") else no, names, depth + 1)


def _call(node: Node, names: Names, depth: int) -> object:
    name = text_of(node.named_children[0])
    given = next((child for child in node.named_children if child.type == "function_arguments"), None)
    if name in ("can", "try"):
        return _tried(
            name, [one for one in given.named_children if one.type == "expression"] if given else [], names, depth
        )
    own = name not in FUNCTIONS  # those that bake brings win over a file's own
    function = names.functions.get(name) if own else FUNCTIONS[name]
    if function is None:
        raise Unknowable
    values: list[object] = []
    for child in given.named_children if given else ():
        if child.type == "expression":
            values.append(_expression(child, names, depth + 1))
        elif child.type == "ellipsis":
            values += values.pop()  # type: ignore[arg-type]  # a TypeError is UNKNOWN above
    if UNKNOWN in values:
        return UNKNOWN
    if not own:
        values = as_asked(name, values)
    return function(*values)


def _tried(name: str, nodes: list[Node], names: Names, depth: int) -> object:
    """`can(…)`: whether there is no error. `try(…, …)`: the first without one."""
    for node in nodes:
        try:
            value = _expression(node, names, depth + 1)
        except _FAILURES:
            continue
        if value is UNKNOWN:
            return UNKNOWN
        return True if name == "can" else value
    if name == "can":
        return False
    raise FailedError


def as_list(value: object) -> list[object]:
    """A list as it is. Raises TypeError for what is none."""
    if not isinstance(value, list):
        raise TypeError
    return value


def _for(node: Node, names: Names, depth: int) -> object:
    intro = next(child for child in node.named_children if child.type == "for_intro")
    words = tuple(text_of(child) for child in intro.named_children if child.type == "identifier")
    source = _expression(next(c for c in intro.named_children if c.type == "expression"), names, depth + 1)
    bodies = [child for child in node.named_children if child.type == "expression"]
    condition = next((child for child in node.named_children if child.type == "for_cond"), None)
    grouped = any(child.type == "ellipsis" for child in node.named_children)
    if source is UNKNOWN:
        return UNKNOWN
    found: list[object] = []
    table: dict[str, object] = {}
    groups: dict[str, list[object]] = {}
    for inner in _rounds(words, source, names):
        if condition is not None:
            wanted = _expression(next(c for c in condition.named_children if c.type == "expression"), inner, depth + 1)
            if wanted is UNKNOWN:
                return UNKNOWN
            if wanted not in (True, "true"):
                continue
        values = [_expression(body, inner, depth + 1) for body in bodies]
        if node.type != "for_object_expr":
            found.append(values[0])
        elif grouped:
            groups.setdefault(as_text(values[0]), []).append(values[1])
        else:
            table[as_text(values[0])] = values[1]
    if node.type != "for_object_expr":
        return found
    return groups if grouped else table

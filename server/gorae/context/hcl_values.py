"""What expressions of HCL come to, as far as the file itself says.

Values are Python's: str, int, float, bool, None, list, dict, and UNKNOWN for what only the machine that builds knows.
"""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gorae.context.hcl import text_of
from gorae.context.hcl_functions import FUNCTIONS, MOST_CHARACTERS, UNKNOWN, FailedError, Unknowable, as_text
from gorae.source.grammars import parser_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tree_sitter import Node

_MOST_DEPTH = 60  # of an expression; Python's own stack ends at some 1,000 frames
_MOST_STEPS = 50_000
_MOST_ITEMS = 10_000

# What Python raises where bake says that an expression is wrong.
_FAILURES = (FailedError, ArithmeticError, ValueError, TypeError, LookupError, AttributeError)

_ESCAPE = re.compile(r"\\(?:([nrt\"\\])|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
_DOUBLED = re.compile(r"([$%])\1\{")

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
    except (Unknowable, RecursionError, *_FAILURES):
        return UNKNOWN


def template(text: str, names: Names) -> object:
    """What a string of JSON comes to, which bake reads as a template."""
    if "${" not in text and "%{" not in text:
        return _DOUBLED.sub(r"\1{", text)
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
    for at, child in enumerate(rest):
        if value is UNKNOWN:
            return UNKNOWN
        if child.type == "get_attr":
            value = value[text_of(child.named_children[0])]  # type: ignore[index]  # a TypeError is UNKNOWN above
        elif child.type == "index":
            value = _indexed(value, child, names, depth)
        elif child.type == "splat":
            whole = value if isinstance(value, list) else [] if value is None else [value]
            inner_nodes = [*child.named_children[0].named_children, *rest[at + 1 :]]
            return [_attributes(item, inner_nodes) for item in whole]
    return value


def _attributes(value: object, nodes: list[Node]) -> object:
    for node in nodes:
        if node.type != "get_attr":
            raise Unknowable
        value = value[text_of(node.named_children[0])]  # type: ignore[index]  # as above
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
        return _unescaped(text[1:-1])
    if node.type == "numeric_lit":
        number = float(text)
        return int(number) if number.is_integer() and abs(number) < 1e15 else number
    return {"true": True, "false": False, "null": None}[text]


def _unescaped(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        return _ESCAPES[match[1]] if match[1] else chr(int(match[2] or match[3], 16))

    return _DOUBLED.sub(r"\1{", _ESCAPE.sub(one, text))


def _template_of(node: Node, names: Names, depth: int) -> object:
    """A quoted string or heredoc with `${…}` in it. One that is nothing but `${…}` is that value itself."""
    quoted = node.type == "quoted_template"
    inner = [child for child in node.children if child.type in ("template_interpolation", "template_directive")]
    content = node.text or b""
    first = content.index(b"\n") + 1 if not quoted else 1
    last = len(content) - 1 if quoted else content.rindex(b"\n") + 1
    at, parts, whole = first, list[object](), list[object]()
    for child in inner:
        start, end = child.start_byte - node.start_byte, child.end_byte - node.start_byte
        parts.append(content[at:start].decode("utf-8", "replace"))
        if child.type == "template_directive":
            parts.append(_directive(child, names, depth))
            whole.append(UNKNOWN)
            at = end
            continue
        value = _expression(next(one for one in child.named_children if one.type == "expression"), names, depth + 1)
        parts.append(value if value is UNKNOWN else _Value(value))
        whole.append(value)
        at = end
    parts.append(content[at:last].decode("utf-8", "replace"))
    if quoted and len(inner) == 1 and parts[0] == "" and parts[-1] == "" and inner[0].type != "template_directive":
        return whole[0]
    if not quoted and content.startswith(b"<<-"):
        parts = _dedented(parts)
    text = ""
    for part in parts:
        if part is UNKNOWN:
            return UNKNOWN
        if isinstance(part, _Value):
            text += as_text(part.value)
        else:
            plain = str(part)
            text += _unescaped(plain) if quoted else _DOUBLED.sub(r"\1{", plain)
    if len(text) > MOST_CHARACTERS:
        raise Unknowable
    return text


def _directive(node: Node, names: Names, depth: int) -> object:
    """`%{ if … }…%{ else }…%{ endif }` around plain text; loops and what is nested are not worked out."""
    inner = node.named_children[0]
    if inner.type != "template_if" or any(
        "interpolation" in child.type or "directive" in child.type for child in inner.children
    ):
        raise Unknowable
    intro = next(child for child in inner.children if child.type == "template_if_intro")
    end = next(child for child in inner.children if child.type == "template_if_end")
    other = next((child for child in inner.children if child.type == "template_else_intro"), None)
    value = _expression(next(one for one in intro.named_children if one.type == "expression"), names, depth + 1)
    if value is UNKNOWN:
        return UNKNOWN
    yes, content, at = value in (True, "true"), node.text or b"", node.start_byte
    last = other.start_byte if other is not None and yes else end.start_byte
    start = intro.end_byte if yes else other.end_byte if other is not None else last
    return content[start - at : last - at].decode("utf-8", "replace")


@dataclass(frozen=True)
class _Value:
    value: object


def _dedented(parts: list[object]) -> list[object]:
    """`<<-`: without the blanks that all lines begin with."""
    joined = "".join(part if isinstance(part, str) else "\0" for part in parts)
    lines = [line for line in joined.split("\n") if line.strip()]
    least = min((len(line) - len(line.lstrip(" \t")) for line in lines), default=0)
    out: list[object] = []
    fresh = True
    for part in parts:
        if isinstance(part, str):
            rows = part.split("\n")
            out.append("\n".join(row[least:] if number or fresh else row for number, row in enumerate(rows)))
            fresh = part.endswith("\n")
        else:
            out.append(part)
            fresh = False
    return out


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
    at = next(
        i for i, child in enumerate(children) if child.type in _OPERATORS or child.type in ("==", "!=", "&&", "||")
    )
    sign = children[at].type
    left, right = _terms(children[:at], names, depth + 1), _terms(children[at + 1 :], names, depth + 1)
    if UNKNOWN in (left, right):
        return UNKNOWN
    if sign == "&&":
        return bool(left) and bool(right)
    if sign == "||":
        return bool(left) or bool(right)
    if sign in ("==", "!="):
        same = (type(left) is type(right) and left == right) or (_are_numbers(left, right) and left == right)
        return same if sign == "==" else not same
    if not _are_numbers(left, right):
        raise Unknowable
    value = _OPERATORS[sign](left, right)
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
    function = names.functions.get(name) or FUNCTIONS.get(name)
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
    words = [text_of(child) for child in intro.named_children if child.type == "identifier"]
    source = _expression(next(c for c in intro.named_children if c.type == "expression"), names, depth + 1)
    bodies = [child for child in node.named_children if child.type == "expression"]
    condition = next((child for child in node.named_children if child.type == "for_cond"), None)
    if source is UNKNOWN:
        return UNKNOWN
    rows = list(source.items()) if isinstance(source, dict) else list(enumerate(as_list(source)))
    if len(rows) > _MOST_ITEMS:
        raise Unknowable
    found: list[object] = []
    table: dict[str, object] = {}
    for key, value in rows:
        inner = names.with_local(**dict(zip(words, (key, value) if len(words) == 2 else (value,), strict=True)))
        if condition is not None:
            wanted = _expression(next(c for c in condition.named_children if c.type == "expression"), inner, depth + 1)
            if wanted is UNKNOWN:
                return UNKNOWN
            if wanted not in (True, "true"):
                continue
        values = [_expression(body, inner, depth + 1) for body in bodies]
        if node.type == "for_object_expr":
            table[as_text(values[0])] = values[1]
        else:
            found.append(values[0])
    return table if node.type == "for_object_expr" else found

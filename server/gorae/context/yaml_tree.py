"""YAML (and JSON, which is YAML) as a tree in which each word knows its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from gorae.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 1_000_000
_MOST_NODES = 200_000
_MOST_DEPTH = 60
_MOST_DIGITS = 1000  # Python reads no number of more than 4,300
_BOM = "\ufeff"

_NULL_TAG = "tag:yaml.org,2002:null"
_NULL = re.compile(r"~|null|Null|NULL|")
_BOOLEAN = re.compile(r"true|True|TRUE|false|False|FALSE")
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9_]*)")
_OCTAL = re.compile(r"[-+]?0o?([0-7][0-7_]*)")
_BINARY = re.compile(r"[-+]?0b[01][01_]*")
_HEXADECIMAL = re.compile(r"[-+]?0x[0-9a-fA-F][0-9a-fA-F_]*")
_NO_NUMBER = re.compile(r"([-+]?)\.(?:(inf|Inf|INF)|nan|NaN|NAN)")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9][0-9_]*|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?")

Kind = Literal["scalar", "list", "map"]


class YamlNode(NamedTuple):
    """A value. An alias (`*name`) is the value that its anchor names, with the alias's own place."""

    kind: Kind
    span: Span  # in code points; of a quoted scalar without its quotes
    text: str = ""  # of a scalar
    plain: bool = False  # a scalar without quotes: it may be a number, a boolean or nothing
    tag: str = ""  # compose's own `!reset` and `!override`
    items: tuple[YamlNode, ...] = ()  # of a list
    pairs: tuple[tuple[YamlNode, YamlNode], ...] = ()  # of a map
    is_alias: bool = False
    # Of a map that merges others (`<<`): all of its pairs and theirs, each key once; else empty.
    all_pairs: tuple[tuple[YamlNode, YamlNode], ...] = ()
    weight: int = 1  # how many values stand in it, itself and aliases written out
    depth: int = 0  # how many lists and maps stand in one another in it, itself and aliases written out

    @property
    def is_null(self) -> bool:
        """Whether there is no value."""
        if self.kind != "scalar":
            return False
        return self.tag == _NULL_TAG or (self.plain and _NULL.fullmatch(self.text) is not None)

    @property
    def resolved(self) -> object:
        """A scalar's value as Go's YAML reads it: str, int, float, bool or None."""
        if not self.plain or _FLOAT_LIKE.match(self.text) is None:
            return self.text
        return _resolved(self.text)

    def get(self, *keys: str) -> YamlNode | None:
        """The value at a path of keys, merged maps (`<<`) looked into; None where it is not there."""
        node: YamlNode | None = self
        for key in keys:
            node = next((value for name, value in entries(node) if name.text == key), None) if node else None
        return node

    def key(self, name: str) -> YamlNode | None:
        """The key itself, for its place."""
        return next((key for key, _ in entries(self) if key.text == name), None)


_FLOAT_LIKE = re.compile(r"[-+.\d~nNtTfF]|$")


def _resolved(text: str) -> object:
    if _NULL.fullmatch(text):
        return None
    if _BOOLEAN.fullmatch(text):
        return text.lower() == "true"
    plain = text.replace("_", "")
    if len(plain) > _MOST_DIGITS:
        return text
    if _INTEGER.fullmatch(text):
        number = int(plain)
        return number if -(2**63) <= number < 2**64 else float(plain)  # what Go's integers do not hold
    if octal := _OCTAL.fullmatch(text):
        number = int(octal[1].replace("_", ""), 8)
        return -number if text.startswith("-") else number
    if _HEXADECIMAL.fullmatch(text):
        return int(plain, 16)
    if _BINARY.fullmatch(text):
        return int(plain, 2)
    if (special := _NO_NUMBER.fullmatch(text)) and (special[2] or not special[1]):
        return float(f"{special[1]}{special[2] or 'nan'}")
    return float(plain) if _FLOAT.fullmatch(text) else text


class YamlError(NamedTuple):
    """Why a text is no YAML, and where."""

    span: Span
    reason: str


def entries(node: YamlNode | None) -> Iterator[tuple[YamlNode, YamlNode]]:
    """The keys and values of a map, those of merged maps (`<<`) behind its own; none of what is no map."""
    if node is not None and node.kind == "map":
        yield from node.all_pairs or node.pairs


def _merges(key: YamlNode) -> bool:
    return key.text == "<<" and key.plain


class _StopError(Exception):
    """The text is too deep or too large."""


def parse_yaml(text: str) -> YamlNode | YamlError | None:
    """The first document's tree; an error; None for an empty text, and for what is too large or too deep."""
    return next(iter(parse_documents(text)), None)


def parse_documents(text: str) -> Iterator[YamlNode | YamlError]:
    """The trees of a text's documents (`---` stands between two), an error last; none of what is too large or too deep.

    Whoever walks them meets at most some 200,000 values, those behind aliases each time that they are named.
    """
    try:
        yield from _documents(text)
    except _StopError:
        return


def yaml_data(text: str) -> object | YamlError:
    """The first document as dict, list, str, int, float, bool and None; None for an empty text."""
    try:
        tree = next(_documents(text), None)
    except _StopError:
        return YamlError(Span(0, 0), "too large or too deep")
    return _data(tree) if isinstance(tree, YamlNode) else tree


def _data(node: YamlNode) -> object:
    if node.kind == "scalar":
        return node.resolved
    if node.kind == "list":
        return [_data(one) for one in node.items]
    return {key.text: _data(value) for key, value in entries(node)}


def _documents(text: str) -> Iterator[YamlNode | YamlError]:
    """As `parse_documents`, but raises _StopError for what is too large or too deep."""
    import yaml

    if len(text) > MOST_BYTES:
        raise _StopError
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    shift = int(text.startswith(_BOM))
    builder = _Builder(text, shift)
    try:
        for event in yaml.parse(text[shift:], Loader=loader):
            builder.take(event)
            if builder.root is not None:
                yield builder.root
                builder.root, builder.anchors = None, {}  # an anchor counts within its document
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        offset = min(mark.index + shift, len(text)) if mark else 0
        yield YamlError(Span(offset, min(offset + 1, len(text))), error.problem or "")
    except (yaml.YAMLError, ValueError, RecursionError) as stopped:
        raise _StopError from stopped


class _Open:
    """A list or map whose end was not reached."""

    __slots__ = ("anchor", "key", "kind", "nodes", "pairs", "start", "tag")

    def __init__(self, kind: Kind, start: int, anchor: str | None, tag: str) -> None:
        self.kind: Kind = kind
        self.start = start
        self.anchor = anchor
        self.tag = tag
        self.nodes: list[YamlNode] = []
        self.pairs: list[tuple[YamlNode, YamlNode]] = []
        self.key: YamlNode | None = None


class _Builder:
    """Makes the tree of the parser's events, without recursion."""

    def __init__(self, text: str, shift: int) -> None:
        self.text = text
        self.shift = shift
        self.open: list[_Open] = []
        self.anchors: dict[str, YamlNode] = {}
        self.root: YamlNode | None = None
        self.count = 0

    def take(self, event: object) -> None:
        import yaml

        self._count()
        if isinstance(event, yaml.ScalarEvent):
            self._add(self._scalar(event), event.anchor)
        elif isinstance(event, yaml.AliasEvent):
            # An alias within its own anchor has no value yet: nothing.
            known = self.anchors.get(str(event.anchor), YamlNode("scalar", Span(0, 0), plain=True))
            self._count(known.weight)
            if len(self.open) + known.depth > _MOST_DEPTH:  # a chain of aliases is as deep as it is long
                raise _StopError
            self._add(known._replace(span=self._span(event), is_alias=True), None)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            kind: Kind = "map" if isinstance(event, yaml.MappingStartEvent) else "list"
            if len(self.open) >= _MOST_DEPTH:
                raise _StopError
            self.open.append(_Open(kind, self._span(event).start, event.anchor, event.tag or ""))
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            done = self.open.pop()
            self._add(self._collection(done, max(done.start, self._span(event).end)), done.anchor)

    def _collection(self, done: _Open, end: int) -> YamlNode:
        weight = sum(one.weight for one in done.nodes) + sum(key.weight + value.weight for key, value in done.pairs)
        depth = max((one.depth for pair in (done.nodes, *done.pairs) for one in pair), default=0)
        node = YamlNode(
            done.kind,
            Span(done.start, end),
            tag=done.tag,
            items=tuple(done.nodes),
            pairs=tuple(done.pairs),
            weight=1 + weight,
            depth=1 + depth,
        )
        return node._replace(all_pairs=self._merged(node)) if any(_merges(key) for key, _ in done.pairs) else node

    def _merged(self, node: YamlNode) -> tuple[tuple[YamlNode, YamlNode], ...]:
        """A map's own pairs, then those of the maps that it merges."""
        found: dict[str, tuple[YamlNode, YamlNode]] = {}
        for key, value in node.pairs:
            if not _merges(key):
                found.setdefault(key.text, (key, value))
        for key, value in node.pairs:
            if _merges(key):
                maps = [value] if value.kind == "map" else [*value.items]
                for one in maps:
                    for pair in entries(one):
                        self._count(pair[0].weight + pair[1].weight)
                        found.setdefault(pair[0].text, pair)
        return tuple(found.values())

    def _count(self, values: int = 1) -> None:
        """What is written through aliases counts where it is named, or ten lines could stand for millions of values."""
        self.count += values
        if self.count > _MOST_NODES:
            raise _StopError

    def _add(self, node: YamlNode, anchor: str | None) -> None:
        if anchor:
            self.anchors[anchor] = node
        if not self.open:
            self.root = node
            return
        top = self.open[-1]
        if top.kind == "list":
            top.nodes.append(node)
        elif top.key is None:
            top.key = node
        else:
            top.pairs.append((top.key, node))
            top.key = None

    def _span(self, event: object) -> Span:
        return Span(event.start_mark.index + self.shift, event.end_mark.index + self.shift)  # type: ignore[attr-defined]

    def _scalar(self, event: object) -> YamlNode:
        style, value, tag = event.style, event.value, event.tag or ""  # type: ignore[attr-defined]
        span = self._span(event)
        if style in ("'", '"'):
            # A tag or an anchor stands before the quote.
            offset = self.text.find(style, span.start, span.end)
            span = Span(offset + 1, span.end - 1)
        elif style in ("|", ">"):
            end = span.end
            while end > span.start and self.text[end - 1] in "\r\n \t":
                end -= 1
            span = Span(span.start, end)
        else:
            span = Span(span.end - len(value) if "\n" not in self.text[span.start : span.end] else span.start, span.end)
        return YamlNode("scalar", span, value, plain=not style and tag in ("", "!"), tag=tag)

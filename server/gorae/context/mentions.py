"""Where compose and bake files name a Dockerfile's stages and build arguments, and the bases that they give."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from gorae.context import bake, compose
from gorae.source import Span, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gorae.context.folder import BuildContext

_MOST_BYTES = 1_000_000
_BAKE_FILE = re.compile(r"docker-bake(?:[.-][\w.-]+)?\.(?:hcl|json)")
_BLOCK = re.compile(r'^[ \t]*target[ \t]+"(?P<name>[^"\n]+)"[ \t]*\{', re.MULTILINE)
_TARGET = re.compile(r'^[ \t]*"?target"?[ \t]*[=:][ \t]*"(?P<name>[^"\n$]+)"', re.MULTILINE)
_TABLE = re.compile(
    r'^[ \t]*"?(?P<key>args|contexts)"?[ \t]*[=:][ \t]*\{(?P<body>[^{}]*(?:\$\{[^{}]*\}[^{}]*)*)\}', re.MULTILINE
)
_KEY = re.compile(r'(?:^|[,{])[ \t]*"?(?P<name>[A-Za-z_][\w./-]*)"?[ \t]*[=:]', re.MULTILINE)
_JSON_TARGETS = re.compile(r'"(?P<name>[^"\n]+)"[ \t]*:[ \t]*\{')


class CallerMention(NamedTuple):
    """A name in a compose or bake file; the span is of its text. `caller` is the service or target."""

    file: Path
    text: Text
    span: Span
    kind: Literal["target", "argument", "context"]
    name: str
    caller: str

    @property
    def uri(self) -> str:
        """The file's URI with the line behind `#`."""
        return f"{self.file.as_uri()}#L{self.text.line_of(self.span.start) + 1}"


def caller_mentions(context: BuildContext) -> tuple[CallerMention, ...]:
    """The targets and build arguments that the services and targets which build the Dockerfile name."""
    known = context.memo.get("caller mentions")
    if known is None:
        wanted = {(caller.file, caller.name) for caller in context.callers}
        files = dict.fromkeys(file for file, _ in wanted)
        known = context.memo["caller mentions"] = tuple(
            one for file in files for one in _mentions(file) if (file, one.caller) in wanted and one.kind != "context"
        )
    return known  # type: ignore[return-value]  # the memo holds objects of any kind


def given_contexts(context: BuildContext) -> tuple[CallerMention, ...]:
    """The named contexts that the compose and bake files beside the Dockerfile and above it give."""
    known = context.memo.get("given contexts")
    if known is None:
        files = [folder / name for folder in context.above for name in _names(folder)]
        known = context.memo["given contexts"] = tuple(
            one for file in files for one in _mentions(file) if one.kind == "context"
        )
    return known  # type: ignore[return-value]  # the memo holds objects of any kind


def _names(folder: Path) -> list[str]:
    try:
        found = os.listdir(folder)
    except OSError:
        return []
    return sorted(name for name in found if compose.NAMES.fullmatch(name) or _BAKE_FILE.fullmatch(name))


def _mentions(file: Path) -> Iterator[CallerMention]:
    try:
        if file.stat().st_size > _MOST_BYTES:
            return
        text = file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return
    read = _in_yaml if file.suffix in (".yaml", ".yml") else _in_bake
    lines = Text(text)
    for kind, name, span, caller in read(text):
        yield CallerMention(file, lines, span, kind, name, caller)


_Found = tuple[Literal["target", "argument", "context"], str, Span, str]


def _in_yaml(text: str) -> Iterator[_Found]:
    if "build" not in text:
        return
    import yaml

    try:
        root: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return
    for service, facts in _pairs(_value(root, "services")):
        build = _value(facts, "build")
        target = _value(build, "target")
        if isinstance(target, yaml.ScalarNode) and "$" not in target.value:
            yield "target", target.value, _scalar(text, target), service.value
        for node, name in _keys(_value(build, "args")):
            yield "argument", name, _scalar(text, node, len(name)), service.value
        for node, name in _keys(_value(build, "additional_contexts")):
            yield "context", name, _scalar(text, node, len(name)), service.value


def _pairs(node: Any) -> list[tuple[Any, Any]]:
    import yaml

    return list(node.value) if isinstance(node, yaml.MappingNode) else []


def _value(node: Any, key: str) -> Any:
    return next((value for name, value in _pairs(node) if name.value == key), None)


def _keys(node: Any) -> Iterator[tuple[Any, str]]:
    """The keys of a mapping, or of a list of `NAME=value`."""
    import yaml

    for name, _ in _pairs(node):
        if isinstance(name, yaml.ScalarNode):
            yield name, name.value
    for item in node.value if isinstance(node, yaml.SequenceNode) else ():
        if isinstance(item, yaml.ScalarNode):
            yield item, item.value.partition("=")[0]


def _scalar(text: str, node: Any, size: int | None = None) -> Span:
    """Where a scalar's text stands, without its quotes."""
    start, end = node.start_mark.index, node.end_mark.index
    if text[start : start + 1] in ("'", '"'):
        start, end = start + 1, end - 1
    return Span(start, end if size is None else start + size)


def _in_bake(text: str) -> Iterator[_Found]:
    plain = bake.blanked(text)
    for block in (_BLOCK if not text.lstrip().startswith("{") else _JSON_TARGETS).finditer(text):
        start = block.end()
        end = bake.block_end(plain, start)
        for match in _TARGET.finditer(text, start, end):
            yield "target", match["name"], Span(*match.span("name")), block["name"]
        for table in _TABLE.finditer(text, start, end):
            kind: Literal["argument", "context"] = "argument" if table["key"] == "args" else "context"
            for key in _KEY.finditer(text, table.start("body"), table.end("body")):
                yield kind, key["name"], Span(*key.span("name")), block["name"]

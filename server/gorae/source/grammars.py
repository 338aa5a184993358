"""tree-sitter's grammars: a parser by the name of its package, and the code points of what it reads as bytes."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import cache
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING, Any

from gorae.source.text import Span

if TYPE_CHECKING:
    from tree_sitter import Node, Parser


@cache
def parser_of(package: str) -> Parser:
    """The parser of a grammar: `tree_sitter_toml`. Raises ImportError where the machine has no wheel of it."""
    from tree_sitter import Language, Parser

    return Parser(Language(_binding(package).language()))


def _binding(package: str) -> Any:
    """The grammar's extension module, without its package: that reads queries nobody needs here, with modules of
    Python's whose import takes longer than parsing a file. The package where there is no such module in it."""
    whole = importlib.util.find_spec(package)
    name = f"{package}._binding"
    spec = PathFinder.find_spec(name, whole.submodule_search_locations) if whole is not None else None
    if spec is None or spec.loader is None:
        return importlib.import_module(package)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass(frozen=True)
class Offsets:
    """Code points of a text by its bytes in UTF-8."""

    content: bytes
    _table: tuple[int, ...] = ()

    def span(self, node: Node) -> Span:
        """The node's place in code points."""
        return Span(self.at(node.start_byte), self.at(node.end_byte))

    def at(self, byte: int) -> int:
        """The code point at a byte."""
        return self._table[byte] if self._table else byte


def offsets_of(text: str) -> Offsets:
    """The offsets of a text."""
    content = text.encode("utf-8", "surrogatepass")
    if len(content) == len(text):
        return Offsets(content)
    table: list[int] = []
    for offset, char in enumerate(text):
        table += [offset] * len(char.encode("utf-8", "surrogatepass"))
    return Offsets(content, (*table, len(text)))

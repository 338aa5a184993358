"""`textDocument/documentSymbol`.

Editors ask for the outline behind each pause in typing: an instruction's row is written as JSON once, and kept with it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from gorae.lsp.json_text import JsonText
from gorae.lsp.places import document_of
from gorae.lsp.rows import range_json
from gorae.navigation import directive_symbol, instruction_symbol, outline, stage_symbol
from gorae.source import Text
from gorae.source.derived import derived_by
from gorae.stages import build

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gorae.lsp.documents import OpenDocument
    from gorae.lsp.session import Json, Session
    from gorae.navigation import Symbol
    from gorae.source import Encoding, Span
    from gorae.stages import Stage
    from gorae.syntax import Instruction

# LSP 3.17, `SymbolKind`.
KINDS = {"directive": 7, "stage": 5, "instruction": 12, "argument": 14, "variable": 13, "label": 20}
_DEPRECATED = 1


def document_symbol(session: Session, params: Json) -> JsonText | list[Json] | None:
    """The outline: a tree, or for a client that knows none a list."""
    document = document_of(session, params)
    if document is None:
        return None
    if session.client.can.symbol_trees:
        return JsonText(f"[{','.join(_rows(document, session.client.encoding, tags=session.client.can.symbol_tags))}]")
    return [row for symbol in outline(build(document.document)) for row in _flat(session, document, symbol, None)]


def _rows(document: OpenDocument, encoding: Encoding, *, tags: bool) -> Iterable[str]:
    stages = build(document.document)
    text = document.text
    for directive in document.document.directives:
        yield _Row.of(directive_symbol(directive), text, encoding, tags=tags).at(0)
    for node in stages.header:
        line, column = text.position(node.start, encoding)
        yield _written(node.instruction, encoding, tags, column).at(line)
    for stage in stages.stages:
        yield _of_stage(stage, text, encoding, tags)


class _StageRows(NamedTuple):
    """The rows of a stage, and as text where it last stood."""

    key: tuple[object, ...]
    row: _Row
    line: int
    text: str


def _of_stage(stage: Stage, text: Text, encoding: Encoding, tags: bool) -> str:  # a key's part
    """The stage's row with its instructions' in it; those of a stage that stayed the same are moved, or taken as they are."""
    start = stage.from_instruction.start
    line, column = text.position(start, encoding)
    key = (stage.span.of(text.value), stage.index, column, encoding, tags)
    known: _StageRows | None = stage.inherited.get(_of_stage)
    if known is None or known.key != key:
        row = _whole_stage(stage, text, encoding, tags=tags)
    elif known.line == line:
        return known.text
    else:
        row = known.row
    known = stage.inherited[_of_stage] = _StageRows(key, row, line, row.at(line))
    return known.text


def _whole_stage(stage: Stage, text: Text, encoding: Encoding, *, tags: bool) -> _Row:
    """The row; its lines count from the stage's first one."""
    first = text.line_of(stage.from_instruction.start)
    head = _Row.of(stage_symbol(stage), text, encoding, tags=tags)
    template, lines = head.template, [line - first for line in head.lines]
    inside: list[str] = []
    for node in stage.nodes[1:]:
        line, column = text.position(node.start, encoding)
        own = _written(node.instruction, encoding, tags, column)
        inside.append(own.template)
        lines += [line - first + below for below in own.lines]
    if inside:
        template = f'{template[:-1]},"children":[{",".join(inside)}]}}'
    return _Row(template, tuple(lines))


class _Row(NamedTuple):
    """A row's JSON with `%d` where a line stands, and these lines."""

    template: str
    lines: tuple[int, ...]

    def at(self, line: int) -> str:
        """The row where its text's first line is that of the number."""
        return self.template % tuple([line + below for below in self.lines])

    @classmethod
    def of(cls, symbol: Symbol, text: Text, encoding: Encoding, *, tags: bool, column: int = 0) -> _Row:
        """A symbol of a text; `column` is where the text's first line begins."""
        said: Json = {"name": symbol.name, "kind": KINDS[symbol.kind]}
        if symbol.detail:
            said["detail"] = symbol.detail
        if symbol.deprecated and tags:
            said["tags"] = [_DEPRECATED]
        members = json.dumps(said, separators=(",", ":"))[1:-1].replace("%", "%%")
        whole, own = _place(symbol.span, text, encoding, column), _place(symbol.name_span, text, encoding, column)
        template = f'{{{members},"range":{whole.template},"selectionRange":{own.template}'
        lines = whole.lines + own.lines
        if symbol.children:
            inside = [cls.of(child, text, encoding, tags=tags, column=column) for child in symbol.children]
            template += f',"children":[{",".join(row.template for row in inside)}]'
            lines += tuple(line for row in inside for line in row.lines)
        return cls(template + "}", lines)


def _place(span: Span, text: Text, encoding: Encoding, column: int) -> _Row:
    places = (text.position(span.start, encoding), text.position(span.end, encoding))
    (first, left), (last, right) = places
    left, right = (left if first else left + column), (right if last else right + column)
    template = f'{{"start":{{"line":%d,"character":{left}}},"end":{{"line":%d,"character":{right}}}}}'
    return _Row(template, (first, last))


@derived_by(lambda encoding, tags, column: (encoding, tags, column))
def _written(instruction: Instruction, encoding: Encoding, tags: bool, column: int) -> _Row:  # a key's part
    """An instruction's row; its lines count from the instruction's first."""
    return _Row.of(instruction_symbol(instruction), Text(instruction.text), encoding, tags=tags, column=column)


def _flat(session: Session, document: OpenDocument, symbol: Symbol, container: str | None) -> list[Json]:
    row: Json = {
        "name": symbol.name,
        "kind": KINDS[symbol.kind],
        "location": {
            "uri": document.uri,
            "range": range_json(document.text, symbol.span, session.client.encoding),
        },
    }
    if container is not None:
        row["containerName"] = container
    return [row, *(one for child in symbol.children for one in _flat(session, document, child, symbol.name))]

"""What is offered: one line of the list, with what it writes and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from gorae.source import Span

# The names are those of the protocol (LSP 3.17, `CompletionItemKind`), in lower case.
Kind = Literal[
    "keyword", "snippet", "property", "enum-member", "value", "variable", "constant", "module", "class", "file",
    "folder", "function", "operator", "unit", "user", "reference",
]  # fmt: skip


class Item(NamedTuple):
    """One line of the list. `span` (offsets in the document) is what `insert` replaces, and stays on one line."""

    label: str
    kind: Kind
    insert: str
    span: Span
    snippet: str = ""  # the same with `${1:…}` for clients that know snippets
    detail: str = ""  # short, behind the label
    sort: str = ""  # what the list is ordered by; the label where empty
    filter: str = ""  # what the typed text is compared with; the label where empty
    page: str = ""  # the page that documents it, `KIND/NAME`; read when the line is looked at
    note: str = ""  # a sentence that documents it at once
    deprecated: bool = False
    commit: tuple[str, ...] = ()  # characters that take the line and are written behind it
    retrigger: bool = False  # behind it the next list is wanted at once

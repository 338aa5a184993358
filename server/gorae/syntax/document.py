"""A Dockerfile's text as a document: directives, comments and instructions where they stand."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from gorae.source import Span, Text
from gorae.source.derived import derived
from gorae.syntax.instruction import parse_instruction
from gorae.syntax.long_lines import long_line
from gorae.syntax.nodes import Comment, Directive, Node
from gorae.syntax.scanner import BOM, Chunk, Header, behind_shebang, continued_lines, scan, scan_header

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from gorae.source import Edit
    from gorae.syntax.nodes import Directive, Instruction, SyntaxIssue

# What is written twice, comes back, or is sent as a whole text is read once: while a document holds it, and a little
# longer. All that is known of an instruction hangs on it, some 20 KB, so few outlive their documents.
_REMEMBERED_INSTRUCTIONS = 256
_held: WeakValueDictionary[tuple[str, str], Instruction] = WeakValueDictionary()

# Without the call of a Python function for each that moves.
_new = tuple.__new__
_last = lru_cache(maxsize=_REMEMBERED_INSTRUCTIONS)(parse_instruction)


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A Dockerfile. Spans of `directives`, `comments` and `nodes` are offsets in `text`; both stand in its order."""

    text: Text
    header: Header
    nodes: tuple[Node, ...]
    comments: tuple[Comment, ...]
    derived: dict[Hashable, Any] = field(default_factory=dict, repr=False)  # see gorae.source.derived
    previous: dict[Hashable, Any] = field(default_factory=dict, repr=False)  # the same of the text before the last edit

    @property
    def escape(self) -> str:
        r"""The escape character in force: `\` or a backtick."""
        return self.header.escape

    @property
    def directives(self) -> tuple[Directive, ...]:
        """The parser directives at the top."""
        return self.header.directives

    @property
    def check(self) -> Directive | None:
        """The `check` directive; the Engine passes over `#!` above it, as it does where it looks for `syntax`.

        Behind blanks of Unicode the Engine takes it for a comment, where it heeds `escape` even so.
        """
        text = self.text.value
        for one in self.directives or behind_shebang(text):
            if (
                one.name == "check"
                and text[self.text.start_of_line(one.span.start) : one.name_span.start].lstrip(BOM).isascii()
            ):
                return one
        return None

    @property
    def newline(self) -> str:
        """The newline that the file uses: that of its first line."""
        offset = self.text.value.find("\n")
        return "\r\n" if offset > 0 and self.text.value[offset - 1] == "\r" else "\n"

    @property
    def pieces(self) -> list[Node | Comment]:
        """The instructions and comments, as they follow one another."""
        return sorted([*self.nodes, *self.comments], key=_start)

    def issues(self) -> list[SyntaxIssue]:
        """All syntax errors, with spans in the text."""
        found = list(self.header.issues)
        for node in self.nodes:
            found += [fault._replace(span=node.to_document(fault.span)) for fault in node.instruction.issues]
        too_long = long_line(self.text.value, self.nodes)
        return found if too_long is None else [*found, too_long]

    @property
    def open_from(self) -> int | None:
        """Where the last instruction goes on that nothing ends: a here-document without its end, a newline that is
        escaped. What is written behind it becomes part of it. None where all instructions end."""
        return _open_from(self)

    def line_number(self, place: Node | Span) -> int:
        """The number, from 1, of the line that an instruction or a span begins on."""
        return self.text.line_of(place.start) + 1

    def indentation(self, node: Node) -> str:
        """The blanks before an instruction's keyword."""
        return self.text.value[self.text.start_of_line(node.start) : node.start]

    def blank_lines(self, node: Node) -> list[Span]:
        """The blank lines of a continued instruction, with their newlines.

        Those at the end of the file too, where the last instruction goes on that far: its own text ends before them.
        """
        if node.index + 1 < len(self.nodes) or node.instruction.heredocs:
            return [node.to_document(line) for line in node.instruction.blank_lines]
        return continued_lines(self.text.value, node.start, self.escape)[2]

    def lines_of(self, node: Node) -> Span:
        """An instruction with its indentation and the end of its last line."""
        return Span(self.text.start_of_line(node.start), self.text.end_of_line(node.span.end))

    def lines_with_comments(self, node: Node) -> Span:
        """From the comments right above an instruction to the end of its last line, the newline included.

        Parser directives above the first instruction are no comments.
        """
        text = self.text.value
        start = text.rfind("\n", 0, node.start) + 1
        directives = self.directives
        stop = self.nodes[node.index - 1].span.end if node.index else directives[-1].span.end if directives else 0
        while start > stop:
            before = text.rfind("\n", 0, start - 1) + 1
            if before < stop or not text[before:start].lstrip(" \t").startswith("#"):
                break
            start = before
        if text.startswith("\ufeff", start):
            start += 1  # the byte order mark is the file's
        return Span(start, self.text.end_of_line(node.span.end))

    def node_at(self, offset: int) -> Node | None:
        """The instruction that holds the offset; one that ends there counts."""
        low, high = 0, len(self.nodes)
        while low < high:
            middle = (low + high) // 2
            if self.nodes[middle].start <= offset:
                low = middle + 1
            else:
                high = middle
        if low and self.nodes[low - 1].span.holds(offset):
            return self.nodes[low - 1]
        return None


def parse(text: str) -> Document:
    """A document for any text at all. Never raises."""
    header = scan_header(text)
    return _document(text, header, scan(text, header.end, header.escape))


def reparse(document: Document, edits: Iterable[Edit]) -> Document:
    """The document after edits that are applied one after another (as LSP's incremental changes are).

    Equal to `parse` of the changed text; scans again only what the edits touch.
    """
    before = dict(document.derived or document.previous)
    for edit in edits:
        document = _reparse(document, edit)
    document.previous.update(before)
    return document


def _reparse(document: Document, edit: Edit) -> Document:
    changed = document.text.with_replaced(edit.span, edit.text)
    text = changed.value
    header, nodes, comments = document.header, document.nodes, document.comments
    above = bisect_left(nodes, edit.span.start, key=_start_of_node)
    comments_above = bisect_left(comments, edit.span.start, key=_start_of_comment)
    # What begins above the edit begins there as before. The first of all may become a directive, which decides how all is read.
    if above + comments_above < 2 or edit.span.start <= header.end:
        return parse(text)
    upper = max(
        nodes[above - 1].start if above else 0, comments[comments_above - 1].span.start if comments_above else 0
    )
    by = len(edit.text) - (edit.span.end - edit.span.start)
    settled = edit.span.start + len(edit.text)
    fresh: list[Chunk] = []
    lower = len(document.text) + 1
    for chunk in scan(text, text.rfind("\n", 0, upper) + 1, header.escape):
        if chunk.start > settled and "\n" in text[settled : chunk.start] and _begins(document, chunk.start - by):
            lower = chunk.start - by
            break
        fresh.append(chunk)
    above, below = (bisect_left(nodes, edge, key=_start_of_node) for edge in (upper, lower))
    read, written = _parts(text, fresh, header.escape, above, nodes[above:][: len(fresh) + 1])
    more = above + len(read) - below
    moved: Iterable[Node] = nodes[below:]
    if by or more:
        moved = [_new(Node, (instruction, start + by, index + more)) for instruction, start, index in moved]
    comments_above, comments_below = (bisect_left(comments, edge, key=_start_of_comment) for edge in (upper, lower))
    others: Iterable[Comment] = comments[comments_below:]
    if by:
        others = [_new(Comment, (_new(Span, (a + by, b + by)), words)) for (a, b), words in others]
    return Document(changed, header, (*nodes[:above], *read, *moved), (*comments[:comments_above], *written, *others))


def _begins(document: Document, offset: int) -> bool:
    """Whether an instruction or a comment begins at the offset."""
    nodes, comments = document.nodes, document.comments
    first = bisect_left(nodes, offset, key=_start_of_node)
    if first < len(nodes) and nodes[first].start == offset:
        return True
    first = bisect_left(comments, offset, key=_start_of_comment)
    return first < len(comments) and comments[first].span.start == offset


def _start(piece: Node | Comment) -> int:
    return piece.span.start


def _start_of_node(node: Node) -> int:
    return node.start


def _start_of_comment(comment: Comment) -> int:
    return comment.span.start


@derived
def _open_from(document: Document) -> int | None:
    if not document.nodes:
        return None
    last = document.nodes[-1]
    instruction = last.instruction
    if instruction.heredocs:
        unended = next((one for one in instruction.heredocs if one.end is None), None)
        return None if unended is None else last.start + unended.body.start
    end = len(instruction.text)
    for line in reversed(instruction.text.split("\n")):
        words = line.rstrip()
        if words and not words.lstrip().startswith("#"):
            return last.start + end - len(line) + len(words) - 1 if words.endswith(document.escape) else None
        end -= len(line) + 1
    return None


def _document(text: str, header: Header, chunks: Iterable[Chunk]) -> Document:
    nodes, comments = _parts(text, chunks, header.escape, 0)
    return Document(Text(text), header, tuple(nodes), tuple(comments))


def _parts(
    text: str, chunks: Iterable[Chunk], escape: str, index: int, before: Iterable[Node] | None = None
) -> tuple[list[Node], list[Comment]]:
    """The instructions and comments of chunks; the first instruction has that index. One that stood there before an
    edit is taken over, with all that is known of it.
    """
    known = {node.instruction.text: node.instruction for node in before or () if node.instruction.escape == escape}
    read = _instruction if before is None else parse_instruction  # what is typed is no text of tomorrow
    nodes: list[Node] = []
    comments: list[Comment] = []
    for kind, start, end, _ in chunks:
        if kind == "comment":
            comments.append(Comment(Span(start, end), text[start:end]))
        else:
            written = text[start:end]
            nodes.append(Node(known.get(written) or read(written, escape), start, index + len(nodes)))
    return nodes, comments


def _instruction(text: str, escape: str) -> Instruction:
    """An instruction that is read already, or is read now."""
    found = _held.get((text, escape))
    if found is None:
        found = _held[(text, escape)] = _last(text, escape)
    return found


def instruction(text: str, escape: str = "\\") -> Instruction:
    """The parts of one instruction's text; remembered."""
    return _instruction(text, escape)

"""A Dockerfile's text as a document: directives, comments and instructions where they stand."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from gorae.source import Span, Text
from gorae.source.derived import derived
from gorae.syntax.instruction import parse_instruction
from gorae.syntax.nodes import Comment, Directive, Node
from gorae.syntax.scanner import Chunk, Header, behind_shebang, scan, scan_header

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from gorae.source import Edit
    from gorae.syntax.nodes import Directive, Instruction, SyntaxIssue

# What is written twice, comes back, or is sent as a whole text is read once: a file of 3,500 lines has some 1,600. An
# edited document keeps its own. They outlive the documents, so they are few.
_REMEMBERED_INSTRUCTIONS = 4_096

# Without the call of a Python function for each that moves.
_new = tuple.__new__
_instruction = lru_cache(maxsize=_REMEMBERED_INSTRUCTIONS)(parse_instruction)


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A Dockerfile. Spans of `directives`, `comments` and `nodes` are offsets in `text`."""

    text: Text
    header: Header
    chunks: tuple[Chunk, ...]
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
        """The `check` directive; the Engine passes over `#!` above it, as it does where it looks for `syntax`."""
        return next((one for one in self.directives or behind_shebang(self.text.value) if one.name == "check"), None)

    @property
    def newline(self) -> str:
        """The newline that the file uses: that of its first line."""
        at = self.text.value.find("\n")
        return "\r\n" if at > 0 and self.text.value[at - 1] == "\r" else "\n"

    def issues(self) -> list[SyntaxIssue]:
        """All syntax errors, with spans in the text."""
        found = list(self.header.issues)
        for node in self.nodes:
            found += [fault._replace(span=node.to_document(fault.span)) for fault in node.instruction.issues]
        return found

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
    return _document(text, header, tuple(scan(text, header.end, header.escape)))


def reparse(document: Document, edits: Iterable[Edit]) -> Document:
    """The document after edits that are applied one after another (as LSP's incremental changes are).

    Equal to `parse` of the changed text; scans again only what the edits touch.
    """
    text = document.text.value
    before = dict(document.derived or document.previous)
    for edit in edits:
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
        document = _reparse(document, edit, text)
    document.previous.update(before)
    return document


def _reparse(document: Document, edit: Edit, text: str) -> Document:
    header, chunks = document.header, document.chunks
    # A line's start can only be trusted where a whole chunk stands before it; the header decides how all is read.
    first = _first_touched(chunks, edit.span.start)
    if first < 2 or edit.span.start <= header.end or edit.span.start <= chunks[0].stop:
        return parse(text)
    begin = chunks[first - 1].start
    begin = text.rfind("\n", 0, begin) + 1
    by = len(edit.text) - (edit.span.end - edit.span.start)
    settled = edit.span.start + len(edit.text)
    fresh: list[Chunk] = []
    tail: tuple[Chunk, ...] = ()
    for chunk in scan(text, begin, header.escape):
        if chunk.start > settled and "\n" in text[settled : chunk.start]:
            number = bisect_left(chunks, chunk.start - by, key=_start_of_chunk)
            if number < len(chunks) and chunks[number].start == chunk.start - by:
                tail = chunks[number:]
                break
        fresh.append(chunk)
    moved = [_new(Chunk, (kind, a + by, b + by, stop + by)) for kind, a, b, stop in tail] if by else tail
    upper, lower = chunks[first - 1].start, tail[0].start if tail else len(document.text)
    touched = document.nodes[bisect_left(document.nodes, upper, key=_start_of_node) :]
    middle = _parts(text, fresh, header.escape, len(document.nodes) - len(touched), touched[: len(fresh) + 1])
    return Document(
        Text(text),
        header,
        (*chunks[: first - 1], *fresh, *moved),
        _joined(document.nodes, upper, middle[0], lower, by),
        (
            *document.comments[: bisect_left(document.comments, upper, key=_start_of_comment)],
            *middle[1],
            *(
                Comment(comment.span.shift(by), comment.text)
                for comment in document.comments[bisect_left(document.comments, lower, key=_start_of_comment) :]
            ),
        ),
    )


def _joined(before: tuple[Node, ...], upper: int, fresh: list[Node], lower: int, by: int) -> tuple[Node, ...]:
    """The nodes above an edit as they are, the fresh ones, and those below, `by` characters further down."""
    below = bisect_left(before, lower, key=_start_of_node)
    above = bisect_left(before, upper, key=_start_of_node)
    more = above + len(fresh) - below
    if not by and not more:
        return (*before[:above], *fresh, *before[below:])
    moved = [_new(Node, (instruction, start + by, index + more)) for instruction, start, index in before[below:]]
    return (*before[:above], *fresh, *moved)


def _start_of_node(node: Node) -> int:
    return node.start


def _start_of_chunk(chunk: Chunk) -> int:
    return chunk.start


def _start_of_comment(comment: Comment) -> int:
    return comment.span.start


def _first_touched(chunks: tuple[Chunk, ...], offset: int) -> int:
    low, high = 0, len(chunks)
    while low < high:
        middle = (low + high) // 2
        if chunks[middle].stop < offset:
            low = middle + 1
        else:
            high = middle
    return low


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


def _document(text: str, header: Header, chunks: tuple[Chunk, ...]) -> Document:
    nodes, comments = _parts(text, chunks, header.escape, 0)
    return Document(Text(text), header, chunks, tuple(nodes), tuple(comments))


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


def instruction(text: str, escape: str = "\\") -> Instruction:
    """The parts of one instruction's text; remembered."""
    return _instruction(text, escape)

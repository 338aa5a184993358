"""The open texts. They are ours: pygls' own documents cut lines at U+2028 and form feed, which LSP does not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from gorae.lint.cache import FindingsCache
from gorae.source import Edit, Position, Span, Text, apply_edits
from gorae.syntax import parse, reparse

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Sequence
    from pathlib import Path

    from gorae.config.settings import Settings
    from gorae.context import BuildContext
    from gorae.context.ignore_text import IgnoreText
    from gorae.context.walk import Walked
    from gorae.facts.caller_file import CallerFile
    from gorae.lint.diagnostic import Diagnostic, Found
    from gorae.lint.parts import Checked
    from gorae.lsp.options import Options
    from gorae.shellcheck.extract import Memory as ScriptMemory
    from gorae.source import Encoding
    from gorae.stages import Build
    from gorae.syntax import Document


class Change(NamedTuple):
    """One change of a text, in the client's columns: the range that is replaced (None: all of it) and the new text."""

    start: Position | None
    end: Position | None
    text: str


@dataclass(eq=False)
class Published:
    """Which way the client gets the diagnostics of one open file."""

    is_pushed: bool = False  # some were pushed, and stand in the client until others come
    is_pulled: bool = False  # the client asks for them by itself: nothing is pushed
    rows: str = "[]"  # what it was answered last


@dataclass(eq=False)
class OpenDocument:
    """One open Dockerfile: its text, what surrounds it, what was found in it, and the work that waits for it."""

    uri: str
    version: int
    document: Document
    findings: FindingsCache = field(default_factory=FindingsCache)
    settings: Settings | None = None  # of the client and the configuration file together
    configuration: Path | None = None  # the configuration file that the settings are of
    options: Options | None = None  # what the client set for this document; None: what it set for all
    context: BuildContext | None = None  # what the folder held when it was last read
    checked: Checked | None = None  # what was found in this version; None: not checked yet
    # Of fixes of this version, whether one leaves an error.
    breaking: dict[tuple[Edit, ...], bool] = field(default_factory=dict)
    published: Published = field(default_factory=Published)

    tokens: tuple[str, list[int]] | None = None  # the last semantic tokens that were sent, and their number

    scanned: tuple[int, list[dict[str, Any]]] | None = None  # the version that trivy looked at, and what it found

    check_timer: asyncio.TimerHandle | None = None
    check_seconds: float = 0.0  # how long the last check took
    pull_awaited_until: float | None = None  # monotonic seconds: a client that can ask does so until then, or never

    folder_reading: asyncio.Task[None] | None = None
    folder_read_at: float = 0.0  # monotonic seconds

    external: list[Found] = field(default_factory=list)  # what programs are known to find in this version
    scripts: ScriptMemory | None = None  # the shell scripts of the last version that ShellCheck was asked about
    shellcheck_timer: asyncio.TimerHandle | None = None
    shellcheck_run: asyncio.Task[None] | None = None

    @property
    def text(self) -> Text:
        """The text as the editor shows it."""
        return self.document.text

    @property
    def diagnostics(self) -> list[Diagnostic] | None:
        """What was found in this version, with its fixes; None: not checked yet."""
        return self.checked.diagnostics if self.checked is not None else None

    def touching(self, span: Span) -> list[Diagnostic]:
        """What was found in this version that touches a span, with its fixes; nothing where it is not checked yet."""
        return self.checked.touching(span) if self.checked is not None else []

    def invalidate(self) -> None:
        """Forgets what was found: the text changed, or what it is checked by."""
        self.checked = None
        self.breaking.clear()

    def close(self) -> None:
        """Stops the work that waits for the document."""
        for work in (self.check_timer, self.shellcheck_timer, self.folder_reading):
            if work is not None:
                work.cancel()
        self.check_timer = self.shellcheck_timer = self.folder_reading = None


@dataclass(eq=False)
class OpenConfiguration:
    """One configuration file that is open in the editor."""

    uri: str
    version: int
    text: Text
    published: Published = field(default_factory=Published)


class WorkspaceDockerfile(NamedTuple):
    """A Dockerfile of the workspace, understood."""

    uri: str
    text: Text
    build: Build


@dataclass(eq=False)
class OpenAround:
    """One open file that is no Dockerfile: its text, what was read around it, what was found in it."""

    uri: str
    version: int
    text: Text
    path: Path
    kind: str  # `ignore`, `compose`, `bake`
    published: Published = field(default_factory=Published)
    settings: Settings | None = None
    ignore: IgnoreText | None = None
    caller: CallerFile | None = None
    context: BuildContext | None = None  # of an ignore file: what reaches the builder
    tree: Walked | None = None
    walked_at: float = 0.0  # monotonic seconds
    diagnostics: list[Diagnostic] | None = None
    work: asyncio.Task[None] | None = None

    def is_current(self, file: IgnoreText | CallerFile | None) -> bool:
        """Whether what was read is of the text as it is now."""
        return file is not None and file.text == self.text.value


def open_document(uri: str, version: int, text: str) -> OpenDocument:
    """A Dockerfile that was just opened."""
    return OpenDocument(uri, version, parse(text))


def change_document(document: Document, changes: Sequence[Change], encoding: Encoding) -> Document:
    """The document after the changes, one after another (LSP 3.17, `TextDocumentContentChangeEvent`)."""
    for change in changes:
        edit = _edit(document.text, change, encoding)
        document = parse(change.text) if edit is None else reparse(document, [edit])
    return document


def change_text(text: Text, changes: Sequence[Change], encoding: Encoding) -> Text:
    """The text after the changes, one after another."""
    for change in changes:
        edit = _edit(text, change, encoding)
        text = Text(change.text if edit is None else apply_edits(text.value, [edit]))
    return text


def _edit(text: Text, change: Change, encoding: Encoding) -> Edit | None:
    if change.start is None or change.end is None:
        return None
    start, end = text.offset(change.start, encoding), text.offset(change.end, encoding)
    return Edit(Span(start, max(start, end)), change.text)

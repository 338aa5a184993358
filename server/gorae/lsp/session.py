"""What a session of one client knows. Every handler gets it; it knows none of them, and does nothing by itself."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from gorae.lsp.capabilities import ClientCapabilities
from gorae.lsp.options import Options
from gorae.lsp.uris import path_of

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable, Coroutine
    from pathlib import Path
    from threading import Event

    from gorae.lint.rule import Rule
    from gorae.lsp.documents import OpenAround, OpenConfiguration, OpenDocument, WorkspaceDockerfile
    from gorae.shellcheck.process import Known as KnownScripts
    from gorae.source import Encoding
    from gorae.texts import Language

logger = logging.getLogger("gorae")

Json = dict[str, Any]


class Connection(Protocol):
    """The way to the client."""

    def notify(self, method: str, params: Json) -> None:
        """Sends a notification; the parameters are JSON."""

    def request(self, method: str, params: Json | None) -> Awaitable[Any]:
        """Sends a request; the answer's `result` as JSON. Raises where the client answers with an error."""

    def to_json(self, value: Any) -> Any:
        """An object of lsprotocol's classes as JSON."""


@dataclass(frozen=True)
class Client:
    """What the client said of itself in `initialize`."""

    name: str = ""  # in small letters
    locale: str | None = None
    process: int | None = None
    encoding: Encoding = "utf-16"
    can: ClientCapabilities = field(default_factory=ClientCapabilities)
    commands: tuple[str, ...] = ()  # its own commands that code lenses may call
    command_links: bool = False  # it runs `command:gorae.showRule` links in hovers
    confirms_unsafe: bool = True  # an unsafe fix is shown before it is applied, where the client can show it
    pulls_diagnostics: bool = False  # it can ask for diagnostics, and did not refuse to


@dataclass(eq=False)
class ShellCheck:
    """What ShellCheck said of the scripts of all documents."""

    known: KnownScripts | None = None  # None: its room was not needed yet
    is_absent: bool = False  # the program is not there
    path: str | None = ""  # where it is; empty: not looked for yet


@dataclass(eq=False)
class Session:
    """The client, its settings and folders, and what is open."""

    connection: Connection
    system_language: Language = "en"  # for a client that neither sets one nor is Korean
    client: Client = field(default_factory=Client)
    options: Options = field(default_factory=Options)  # the client's settings for everything
    folders: list[Path] = field(default_factory=list)
    state: str = "new"  # then "running", then "shut down"
    documents: dict[str, OpenDocument] = field(default_factory=dict)
    configurations: dict[str, OpenConfiguration] = field(default_factory=dict)
    around: dict[str, OpenAround] = field(default_factory=dict)  # ignore, compose and bake files
    # A saved configuration file's URI with the open Dockerfiles that it is nearest to, where its issues were published.
    faulty_configurations: dict[str, set[str]] = field(default_factory=dict)
    scans: dict[str, Event] = field(default_factory=dict)  # of trivy that run; each is set to end its scan
    lost: set[str] = field(default_factory=set)  # open in the client, with a text that is not known for certain
    too_large: set[str] = field(default_factory=set)  # those among them that are not read for their size
    # What waits for the event loop while the first messages are answered without one (`transports`); None: it runs.
    starting: list[Callable[[], object]] | None = None
    shellcheck: ShellCheck = field(default_factory=ShellCheck)
    read_files: dict[Path, tuple[int, WorkspaceDockerfile]] = field(
        default_factory=dict
    )  # by path, with the time of change
    whole_hovers: dict[str, str] = field(
        default_factory=dict
    )  # texts that a hover cut, by the page that its link opens
    told_settings: set[str] = field(default_factory=set)  # what was said to be wrong in the client's settings
    _tasks: set[asyncio.Task[Any]] = field(default_factory=set)

    @cached_property
    def changed(self) -> asyncio.Event:
        """Set where what is found in closed files may differ."""
        import asyncio

        return asyncio.Event()

    @property
    def language(self) -> Language:
        """The language of what belongs to no document."""
        return self.options.resolve_language(self.client.locale, self.system_language)

    def language_of(self, document: OpenDocument) -> Language:
        """The language of a document's diagnostics, hovers and titles."""
        return document.settings.language if document.settings else self.language

    def options_of(self, document: OpenDocument) -> Options:
        """The client's settings for a document."""
        return document.options or self.options

    def is_open(self, document: OpenDocument) -> bool:
        """Whether this very document is open still: work that was begun for it may end later."""
        return self.documents.get(document.uri) is document

    def unsaved(self) -> dict[Path, str]:
        """The texts that the editor has, by path."""
        texts = {
            path: opened.text.value for uri, opened in self.documents.items() if (path := path_of(uri)) is not None
        }
        return texts | {opened.path: opened.text.value for opened in self.around.values()}

    def when_running(self, begin: Callable[[], object]) -> None:
        """Calls a function that needs the event loop: at once, or when the first text has been checked."""
        if self.starting is None:
            begin()
        else:
            self.starting.append(begin)

    def start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Starts work that nobody waits for; its errors are logged."""
        import asyncio

        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._on_done)
        return task

    def _on_done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if isinstance(error, Exception):
            self.report(error)

    def log(self, message: str) -> None:
        """Writes a line to the client's log: what the server does, where it takes something from."""
        self.connection.notify("window/logMessage", {"type": 3, "message": message})

    def report_rule(self, rule: Rule, error: Exception) -> None:
        """Logs that a rule failed: its findings are missing, all others are there."""
        self.report(error, f"rule {rule.name}: ")

    def report_provider(self, name: str, error: Exception) -> None:
        """Logs that one of those that a hover or a list is made of failed: its part is missing, the others are there."""
        self.report(error, f"{name}: ")

    def report(self, error: BaseException, where: str = "") -> None:
        """Logs an error of Gorae's own: a user who types is not stopped by a message box."""
        logger.error("%s%s: %s", where, type(error).__name__, error, exc_info=error)
        params = {"type": 1, "message": f"{where}{type(error).__name__}: {error}"}
        self.connection.notify("window/logMessage", params)

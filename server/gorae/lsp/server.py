"""The open documents, and when they are looked at: at once after a keystroke, again when the folder was read."""

from __future__ import annotations

import asyncio
import logging
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from gorae import __version__
from gorae.context.configured import nearest_configuration
from gorae.lint.configuration import ConfigIssue, Configuration, parse_configuration
from gorae.lint.settings import MOST_LINES, Settings
from gorae.lsp import documents
from gorae.lsp.actions import refresh
from gorae.lsp.configurations import Configurations, OpenConfiguration, changed, diagnostics, is_configuration
from gorae.lsp.conversions import path_of
from gorae.lsp.options import Options, read_options
from gorae.lsp.protocol import GoraeProtocol, Plain
from gorae.lsp.scripts import Scripts
from gorae.lsp.telling import diagnostic, diagnostics_as_json
from gorae.source import Text

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from gorae.context import BuildContext
    from gorae.lint.engine import Diagnostic
    from gorae.lsp.documents import OpenDocument
    from gorae.source import Encoding
    from gorae.texts import Language

logger = logging.getLogger(__name__)

# A folder is read again at a keystroke when what is known of it is older than this; files come and go unseen.
FOLDER_STALE_AFTER_SECONDS = 5.0
# Checks that take longer than this wait for a pause of their own length, so that a burst of keys never piles up.
QUICK_CHECK_SECONDS = 0.03
_LONGEST_WAIT_SECONDS = 0.5
# A completion or hover that comes right behind a key is answered before the text is checked.
_PAUSE_SECONDS = 0.002
# A client that can ask does so when it opens a document: pushed before, it would have each finding twice for a moment.
_ASKS_WITHIN_SECONDS = 0.05


class GoraeServer(LanguageServer):
    """The language server's state: open documents, the client's options, work that waits."""

    def __init__(self) -> None:
        super().__init__("gorae", __version__, protocol_cls=GoraeProtocol)
        self.documents: dict[str, OpenDocument] = {}
        self.configurations = Configurations()
        self.options = Options()
        self.locale: str | None = None
        self.client_name = ""
        self.encoding: Encoding = "utf-16"
        self.folders: list[Path] = []
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        self._reading: dict[str, asyncio.Task[None]] = {}
        self._read_at_seconds: dict[str, float] = {}
        self._check_seconds: dict[str, float] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._pulled: set[str] = set()  # documents whose client asks by itself: nothing is pushed for them
        self._can_pull = False
        self._told: set[str] = set()  # documents that findings were pushed for
        self._asked_by_seconds: dict[str, float] = {}  # until when a client that can ask is waited for
        self.scripts = Scripts(self)
        self.shows_change_first = True  # an unsafe fix wants a look before it is applied, where the client can show it
        self.command_links = False  # the client runs `command:gorae.showRule` links in hovers

    # -- the client

    @property
    def language(self) -> Language:
        """The language that is spoken where no document is meant."""
        return self.options.spoken(self.locale)

    def language_of(self, document: OpenDocument) -> Language:
        """The language of a document's findings."""
        return document.settings.language if document.settings else self.language

    def start(self, params: types.InitializeParams, result: types.InitializeResult) -> None:
        """Takes in what the client says of itself, and withdraws offers that it can't use."""
        self.locale = params.locale
        self.client_name = params.client_info.name.lower() if params.client_info else ""
        self.options = read_options(params.initialization_options)
        # pygls answers with the client's own word where it is one of the three: a plain string, no member of an enum.
        chosen = result.capabilities.position_encoding
        self.encoding = cast("Encoding", str(getattr(chosen, "value", chosen) or "utf-16"))
        roots = [folder.uri for folder in params.workspace_folders or []] or [params.root_uri or ""]
        self.folders = [path for uri in roots if (path := path_of(uri)) is not None]
        text = params.capabilities.text_document
        wishes = params.initialization_options
        refused = isinstance(wishes, dict) and wishes.get("pullDiagnostics") is False
        self._can_pull = text is not None and text.diagnostic is not None and not refused
        self.command_links = isinstance(wishes, dict) and wishes.get("commandLinks") is True
        self.shows_change_first = not (isinstance(wishes, dict) and wishes.get("confirmUnsafe") is False)
        if not self._can_pull:
            result.capabilities.diagnostic_provider = None

    def supports(self, path: str) -> Any:
        """A client capability by its dotted path; None where it is not there."""
        found: Any = self.client_capabilities
        for name in path.split("."):
            found = getattr(found, name, None)
        return found

    def markup(self, markdown: str, path: str) -> types.MarkupContent:
        """The text as the client takes it by the capability at the dotted path: plain where it knows no Markdown."""
        if types.MarkupKind.Markdown in (self.supports(path) or []):
            return types.MarkupContent(types.MarkupKind.Markdown, markdown)
        from gorae.hover import to_plain

        return types.MarkupContent(types.MarkupKind.PlainText, to_plain(markdown))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Errors of our own go to the log; a person who types is not stopped by a message box."""
        logger.error("%s: %s", getattr(source, "__name__", source), error, exc_info=error)
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, f"{type(error).__name__}: {error}"))

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        """Starts work that nobody waits for; its errors are logged."""
        self.watch(asyncio.ensure_future(work))

    def watch(self, task: asyncio.Task[Any]) -> None:
        """Keeps work that has begun; its errors are logged."""
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if isinstance(error, Exception):
            self.report_server_error(error, type(error))

    # -- documents

    def did_open(self, item: types.TextDocumentItem) -> None:
        """Takes in a text and looks at it."""
        if is_configuration(item.uri):
            self.tell_configuration(OpenConfiguration(item.uri, item.version, Text(item.text)))
            return
        self.forget(item.uri)
        document = self.documents[item.uri] = documents.opened(item.uri, item.version, item.text)
        document.settings = self.settings_for(item.uri, self.options)
        self.look(document)
        self.read_folder(document)
        if self.supports("workspace.configuration"):
            self.later(self.ask_options(document))

    def did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Applies changes; looks at the text when the loop is free, not at texts that were overtaken."""
        configuration = self.configurations.open.get(params.text_document.uri)
        if configuration is not None:
            self.tell_configuration(changed(configuration, params, self.encoding))
            return
        document = self.documents.get(params.text_document.uri)
        if document is None:
            logger.warning("changes of a document that is not open: %s", params.text_document.uri)
            return
        document.document = documents.change(document.document, params.content_changes, self.encoding)
        document.version = params.text_document.version
        document.problems = None
        self.look(document)
        age = time.monotonic() - self._read_at_seconds.get(document.uri, 0)
        if age > FOLDER_STALE_AFTER_SECONDS:
            self.read_folder(document)

    def did_close(self, uri: str) -> None:
        """Forgets a document and takes its findings away."""
        if self.configurations.open.pop(uri, None) is not None:
            self.publish({uri: []})
            self.surroundings_changed()  # from now on the saved file is what is told about
            return
        pushed = uri in self._told
        self.forget(uri)
        self.publish(self.configurations.leave(uri))
        if pushed:
            self.publish({uri: []})

    def forget(self, uri: str) -> None:
        """Drops a document and the work that waits for it."""
        self.documents.pop(uri, None)
        for table in (self._waiting, self._reading):
            handle = table.pop(uri, None)
            if handle is not None:
                handle.cancel()
        for seconds in (self._read_at_seconds, self._check_seconds, self._asked_by_seconds):
            seconds.pop(uri, None)
        self._pulled.discard(uri)
        self._told.discard(uri)

    def tell_configuration(self, opened: OpenConfiguration) -> None:
        """Remembers an open configuration file and tells what is wrong in it."""
        self.configurations.open[opened.uri] = opened
        if opened.uri not in self._pulled:
            self._told.add(opened.uri)
            told = diagnostics(opened.text, opened.uri, self.language, self.encoding)
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(opened.uri, told, opened.version))

    def publish(self, told: dict[str, list[types.Diagnostic]]) -> None:
        """Sends findings of saved files, by URI."""
        for uri, found in told.items():
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found))

    # -- looking

    def look(self, document: OpenDocument) -> None:
        """Looks at the document when the loop is free; a wish that waits already is replaced."""
        uri = document.uri
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()
        took = self._check_seconds.get(uri, 0.0)
        delay = _PAUSE_SECONDS if took < QUICK_CHECK_SECONDS else min(took, _LONGEST_WAIT_SECONDS)
        self._waiting[uri] = asyncio.get_running_loop().call_later(delay, self._look, document)

    def look_again(self, document: OpenDocument) -> None:
        """Looks once more at a text of which something new is known, and says so to a client that asks by itself."""
        document.problems = None
        self.look(document)
        if document.uri in self._pulled and self.supports("workspace.diagnostics.refresh_support"):
            self.workspace_diagnostic_refresh(None)

    def _look(self, document: OpenDocument) -> None:
        self._waiting.pop(document.uri, None)
        if self.documents.get(document.uri) is not document:
            return
        try:
            self.problems_of(document)
        except Exception as error:  # noqa: BLE001  # one bad rule must not end the session
            self.report_server_error(error, type(error))
            return
        if document.uri in self._pulled:
            return
        now = time.monotonic()
        wait = self._asked_by_seconds.setdefault(document.uri, now + _ASKS_WITHIN_SECONDS) - now
        if self._can_pull and wait > 0:
            self._waiting[document.uri] = asyncio.get_running_loop().call_later(wait, self._look, document)
        else:
            self.push(document)

    def problems_of(self, document: OpenDocument) -> list[Diagnostic]:
        """The findings of the document as it is now."""
        if document.problems is not None:
            return document.problems
        began = time.monotonic()
        document.outside = self.scripts.found(document)
        found = refresh(document)
        self._check_seconds[document.uri] = time.monotonic() - began
        return found

    def push(self, document: OpenDocument) -> None:
        """Sends the findings with the version that they are of."""
        self._told.add(document.uri)
        rows = diagnostics_as_json(document, self.language_of(document), self.encoding)
        params = {"uri": document.uri, "version": document.version, "diagnostics": rows}
        cast("GoraeProtocol", self.protocol).notify_plainly(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, params)

    def diagnostic(self, document: OpenDocument, problem: Diagnostic) -> types.Diagnostic:
        """One finding as the client knows it."""
        return diagnostic(document, problem, self.language_of(document), self.encoding)

    async def pull(self, uri: str) -> types.RelatedFullDocumentDiagnosticReport | Plain:
        """The report for a client that asks, after the folder was read; empty for a document that is not open."""
        configuration = self.configurations.open.get(uri)
        if configuration is not None:
            self._stop_pushing(uri, configuration.version)
            told = diagnostics(configuration.text, uri, self.language, self.encoding)
            return types.RelatedFullDocumentDiagnosticReport(told)
        document = self.documents.get(uri)
        if document is None:
            return types.RelatedFullDocumentDiagnosticReport([])
        reading = self._reading.get(uri)
        if reading is not None:
            await asyncio.wait({reading})
        self._stop_pushing(uri, document.version)
        self.problems_of(document)
        if not self.supports("workspace.diagnostics.refresh_support"):
            # Such a client can't be told to ask again.
            await self.scripts.settled(uri)
            self.problems_of(document)
        rows = diagnostics_as_json(document, self.language_of(document), self.encoding)
        return Plain({"kind": "full", "items": rows})

    def _stop_pushing(self, uri: str, version: int) -> None:
        """Takes pushed findings back from a client that asks: one that shows both would show each twice."""
        if not self._can_pull:
            return
        self._pulled.add(uri)
        if uri in self._told:
            self._told.discard(uri)
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, [], version))

    # -- what is around a document

    def read_folder(self, document: OpenDocument) -> None:
        """Reads the folder around a document in a thread; looks again when it is known."""
        path = path_of(document.uri)
        if path is None:
            return
        self._read_at_seconds[document.uri] = time.monotonic()
        before = self._reading.pop(document.uri, None)
        if before is not None:
            before.cancel()
        task = asyncio.ensure_future(self._read_folder(document, path))
        self._reading[document.uri] = task
        task.add_done_callback(self._ended)

    async def _read_folder(self, document: OpenDocument, path: Path) -> None:
        from gorae.context.surroundings import context_of

        above = [folder for folder in self.folders if folder in path.parents]
        workspace = max(above, key=lambda folder: len(folder.parts), default=None)
        text = document.text.value

        def read() -> BuildContext | None:
            return context_of(path, text, {}, workspace=workspace)

        context = await asyncio.get_running_loop().run_in_executor(None, read)
        if self.documents.get(document.uri) is not document:
            return
        self._read_at_seconds[document.uri] = time.monotonic()
        if self._reading.get(document.uri) is asyncio.current_task():
            del self._reading[document.uri]
        if context is None and document.context is None:
            return
        document.context = context
        document.problems = None
        self.look(document)

    def surroundings_changed(self) -> None:
        """Reads configuration and folders of all open documents again, after files or settings changed."""
        for document in self.documents.values():
            document.settings = self.settings_for(document.uri, document.options or self.options)
            document.problems = None
            self.look(document)
            self.read_folder(document)
        if self._can_pull and self.supports("workspace.diagnostics.refresh_support"):
            self.workspace_diagnostic_refresh(None)

    async def ask_options(self, document: OpenDocument | None = None) -> None:
        """Asks the client for its settings (LSP 3.17, `workspace/configuration`): a document's, or everyone's."""
        uri = document.uri if document else None
        items = [types.ConfigurationItem(scope_uri=uri, section="gorae")]
        answer = await self.workspace_configuration_async(types.ConfigurationParams(items))
        options = read_options(answer[0] if answer else None, self.options)
        if document is None:
            if options != self.options:
                self.options = options
                self.surroundings_changed()
        elif self.documents.get(document.uri) is document and options != (document.options or self.options):
            document.options = options
            document.settings = self.settings_for(document.uri, options)
            document.problems = None
            self.look(document)

    def settings_for(self, uri: str, options: Options) -> Settings:
        """The editor's settings and the nearest configuration file's together; the editor's `select` wins."""
        path = path_of(uri)
        found = nearest_configuration(path) if path is not None else None
        configuration, problems, base = Configuration(), list[ConfigIssue](), Path()
        if found is not None:
            configuration, problems = parse_configuration(found.text, found.kind)
            base = found.path.parent
        self.publish(self.configurations.nearest(uri, found, problems, self.language, self.encoding))
        relative = ""
        if path is not None:
            relative = path.relative_to(base).as_posix() if base in path.parents else path.name
        spoken = options.spoken(self.locale)
        return Settings(
            select=options.select or configuration.select,
            extend_select=(*configuration.extend_select, *options.extend_select),
            ignore=(*configuration.ignore, *configuration.ignored_in(relative), *options.ignore),
            severity=(*configuration.severity, *options.severity),
            language=configuration.language if configuration.language in ("ko", "en") else spoken,
            trusted_registries=(*configuration.trusted_registries, *options.trusted_registries),
            label_schema=configuration.label_schema,
            strict_labels=configuration.strict_labels,
            max_lines=configuration.max_lines or MOST_LINES,
            secret_mounts=configuration.secret_mounts,
            inline_ignores=configuration.inline_ignores,
            shellcheck=options.shellcheck,
        )

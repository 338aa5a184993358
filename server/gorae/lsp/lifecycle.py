"""The session's beginning and end: `initialize`, `initialized`, `shutdown`."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

from gorae.lint.registry import all_rules
from gorae.lsp import settings, wrong_settings
from gorae.lsp.capabilities import ClientCapabilities, read_capabilities
from gorae.lsp.incoming import member
from gorae.lsp.options import read_options
from gorae.lsp.process import end_with
from gorae.lsp.registration import capabilities
from gorae.lsp.session import Client
from gorae.lsp.uris import path_of
from gorae.lsp.workspace import WATCHED
from gorae.start import kept_answers, kept_functions, kept_modules, kept_patterns
from gorae.version import __version__

if TYPE_CHECKING:
    from gorae.lsp.session import Json, Session
    from gorae.source import Encoding

# What the first hover, completion and code action need is read when the first texts have long been checked.
_WARM_AFTER_SECONDS = 2.0


def initialize(session: Session, params: Json) -> Json:
    """Takes in what the client says of itself, and answers with what the server offers it."""
    wishes = params.get("initializationOptions")
    session.client = _client(params, wishes if isinstance(wishes, dict) else {})
    session.options = read_options(wishes, session.options)
    session.when_running(lambda: wrong_settings.tell(session, wishes))
    session.folders = [path for uri in _roots(params) if (path := path_of(uri)) is not None]
    if session.client.process is not None:
        end_with(session.client.process)
    session.state = "running"
    return {
        "capabilities": capabilities(session.client),
        "serverInfo": {"name": "gorae", "version": __version__},
    }


def _roots(params: Json) -> list[str]:
    if isinstance(params.get("workspaceFolders"), list) and params["workspaceFolders"]:
        return [member(folder, "uri", str) for folder in params["workspaceFolders"]]
    return [member(params, "rootUri", str)] if params.get("rootUri") is not None else []


def _client(params: Json, wishes: Json) -> Client:
    can = read_capabilities(member(params, "capabilities", dict))
    info = params.get("clientInfo")
    optional = {name: params[name] for name in ("locale", "processId") if params.get(name) is not None}
    return Client(
        name=str(info.get("name", "")).lower() if isinstance(info, dict) else "",
        locale=member(optional, "locale", str) if "locale" in optional else None,
        process=member(optional, "processId", int) if "processId" in optional else None,
        encoding=_encoding(can),
        can=can,
        commands=_names(wishes.get("commands")),
        command_links=wishes.get("commandLinks") is True,
        confirms_unsafe=wishes.get("confirmUnsafe") is not False,
        pulls_diagnostics=can.pulls_diagnostics and wishes.get("pullDiagnostics") is not False,
    )


def _names(value: object) -> tuple[str, ...]:
    return tuple(name for name in value if isinstance(name, str)) if isinstance(value, list) else ()


def _encoding(can: ClientCapabilities) -> Encoding:
    """The client's first wish that can be met (LSP 3.17, `general.positionEncodings`)."""
    known: tuple[Encoding, ...] = ("utf-8", "utf-16", "utf-32")
    return next((each for wish in can.position_encodings for each in known if each == wish), "utf-16")


def initialized(session: Session, _: Json) -> None:
    """Reads the rules while the client prepares its first text; asks for settings and for files to be watched."""
    all_rules()
    session.log(_about(session))
    session.when_running(lambda: _ask(session))


def _ask(session: Session) -> None:
    import asyncio

    asyncio.get_running_loop().call_later(_WARM_AFTER_SECONDS, _warm)
    registrations: list[Json] = []
    if session.client.can.registers_configuration:
        method = "workspace/didChangeConfiguration"
        registrations.append({"id": "gorae-configuration", "method": method, "registerOptions": {"section": "gorae"}})
    if session.client.can.registers_watched_files:
        watchers = {"watchers": [{"globPattern": glob} for glob in WATCHED]}
        method = "workspace/didChangeWatchedFiles"
        registrations.append({"id": "gorae-files", "method": method, "registerOptions": watchers})
    if registrations:
        session.start(_register(session, registrations))
    if session.client.can.configuration:
        session.start(settings.ask(session))


def _about(session: Session) -> str:
    folders = ", ".join(map(str, session.folders)) or "-"
    facts = {"language": session.language, "positions": session.client.encoding, "folders": folders}
    python = ".".join(map(str, sys.version_info[:3]))
    return f"Gorae {__version__}, Python {python}; {'; '.join(f'{name}: {fact}' for name, fact in facts.items())}"


_WARMED = (
    "protocol", "hover", "completion", "signature_help", "code_action", "semantic_tokens", "document_symbol",
    "folding_range", "document_link", "definition", "references", "rename", "formatting", "inlay_hint", "code_lens",
    "selection_range",
)  # fmt: skip


def _warm(waiting: tuple[str, ...] = _WARMED) -> None:
    """Imports one module after another, with room for messages between them."""
    if not waiting:
        importlib.import_module("gorae.refactoring")
        for kept in (kept_answers, kept_patterns, kept_functions, kept_modules):
            kept.keep()
        return
    import asyncio  # with the connection: the session's first answer does not wait for it

    importlib.import_module(f"gorae.lsp.{waiting[0]}")
    asyncio.get_running_loop().call_soon(_warm, waiting[1:])


async def _register(session: Session, registrations: list[Json]) -> None:
    await session.connection.request("client/registerCapability", {"registrations": registrations})


def shutdown(session: Session, _: Json | None) -> None:
    """Nothing but `exit` is answered from now on."""
    session.state = "shut down"
    if session.shellcheck.known is not None:
        session.shellcheck.known.keep()

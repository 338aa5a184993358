"""Open files around the Dockerfile: ignore files, compose and bake files. They are checked in a thread, off the loop.

They are known by their names, whatever language the client takes them for.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from gorae.lsp.documents import OpenAround, change_text
from gorae.lsp.rows import SEVERITIES, range_json
from gorae.lsp.uris import path_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gorae.config.settings import Settings
    from gorae.context import BuildContext
    from gorae.context.ignore_text import IgnoreText
    from gorae.context.walk import Walked
    from gorae.facts.caller_file import CallerFile
    from gorae.lint.diagnostic import Diagnostic
    from gorae.lsp.documents import Change
    from gorae.lsp.incoming import TextDocument
    from gorae.lsp.session import Json, Session
    from gorae.texts import Language

_PAUSE_SECONDS = 0.15
_STALE_AFTER_SECONDS = 5.0


# Of compose files, bake files, and ignore files beside those that begin with a dot.
_SUFFIXES = (".yml", ".yaml", ".hcl", ".json", ".dockerignore", ".containerignore")


def kind_of(uri: str) -> str | None:
    """`ignore`, `compose` or `bake` for a file of that name; None for others."""
    path = path_of(uri)
    if path is None or (path.suffix not in _SUFFIXES and not path.name.startswith(".")):
        return None  # a Dockerfile: what reads the others is not imported for it
    from gorae.context.caller_names import is_ignore_file
    from gorae.facts.caller_file import kind_of_caller

    return "ignore" if is_ignore_file(path.name) else kind_of_caller(path.name)


def did_open(session: Session, item: TextDocument) -> bool:
    """Takes in a text of such a file; whether it is one."""
    from gorae.source import Text

    kind, path = kind_of(item.uri), path_of(item.uri)
    if kind is None or path is None:
        return False
    did_close(session, item.uri)
    opened = session.around[item.uri] = OpenAround(item.uri, item.version, Text(item.text), path, kind)
    check_soon(session, opened, 0)
    return True


def did_change(session: Session, uri: str, version: int, changes: Sequence[Change]) -> bool:
    """Applies changes of such a file; whether it is one."""
    opened = session.around.get(uri)
    if opened is None:
        return False
    opened.text = change_text(opened.text, list(changes), session.client.encoding)
    opened.version = version
    opened.diagnostics = None
    check_soon(session, opened)
    return True


def did_close(session: Session, uri: str) -> bool:
    """Forgets such a file and takes its diagnostics away; whether it is one."""
    opened = session.around.pop(uri, None)
    if opened is None:
        return False
    if opened.work is not None:
        opened.work.cancel()
    if opened.published.is_pushed:
        _publish(session, opened, [])
    _dockerfiles_look_again(session)
    return True


def surroundings_changed(session: Session) -> None:
    """Checks all of them again: the disk or the settings changed."""
    for opened in session.around.values():
        opened.walked_at = 0.0
        check_soon(session, opened, 0.5)


def dockerfile_changed(session: Session) -> None:
    """Checks the compose and bake files again: what they ask for may be there now."""
    for opened in session.around.values():
        if opened.kind != "ignore":
            check_soon(session, opened, 0.5)


def check_soon(session: Session, opened: OpenAround, seconds: float = _PAUSE_SECONDS) -> None:
    """Checks when nothing was typed for a while; a check that waits or runs is replaced."""
    if opened.work is not None:
        opened.work.cancel()

    def begin() -> None:
        if session.around.get(opened.uri) is opened:
            opened.work = session.start(_check_later(session, opened, seconds))

    session.when_running(begin)


async def _check_later(session: Session, opened: OpenAround, seconds: float) -> None:
    import asyncio

    await asyncio.sleep(seconds)
    text, texts = opened.text, session.unsaved()
    if opened.kind == "ignore":
        await _check_ignore(session, opened, texts)
    else:
        await _check_caller(session, opened, texts)
    if session.around.get(opened.uri) is not opened or opened.text is not text:
        return
    _tell(session, opened)
    _dockerfiles_look_again(session)


async def _check_ignore(session: Session, opened: OpenAround, texts: dict[Path, str]) -> None:
    import asyncio

    from gorae.lint.other_files import check_ignore_file

    settings = opened.settings = _settings(session, opened)
    stale = time.monotonic() - opened.walked_at > _STALE_AFTER_SECONDS

    def read() -> tuple[IgnoreText, Walked, BuildContext, list[Diagnostic]]:
        from gorae.context.folder import read_context
        from gorae.context.walk import walk_all

        root = opened.path.parent
        tree = walk_all(root) if stale or opened.tree is None else opened.tree
        from gorae.context.ignore_text import read_ignore
        from gorae.context.ignorefile import dockerfile_of

        file = read_ignore(opened.path, texts[opened.path], root, tree)
        found = check_ignore_file(file, settings)
        context = read_context(root, dockerfile_of(opened.path), unsaved=texts, count_excluded=True)
        return file, tree, context, found

    file, opened.tree, opened.context, found = await asyncio.get_running_loop().run_in_executor(None, read)
    if stale:
        opened.walked_at = time.monotonic()
    opened.ignore, opened.diagnostics = file, found


async def _check_caller(session: Session, opened: OpenAround, texts: dict[Path, str]) -> None:
    import asyncio

    from gorae.lint.other_files import check_caller_file

    settings = opened.settings = _settings(session, opened)

    def read() -> tuple[CallerFile, list[Diagnostic]]:
        from gorae.facts.caller_file import read_caller_file

        file = read_caller_file(opened.path, texts[opened.path], texts)
        return file, check_caller_file(file, settings)

    opened.caller, opened.diagnostics = await asyncio.get_running_loop().run_in_executor(None, read)


def _settings(session: Session, opened: OpenAround) -> Settings:
    from gorae.lsp.resolved_settings import resolve

    return resolve(session, opened.uri, session.options).settings


def _tell(session: Session, opened: OpenAround) -> None:
    if not opened.published.is_pulled:
        opened.published.is_pushed = True
        _publish(session, opened, rows(session, opened))
    else:
        from gorae.lsp.diagnostics import refresh

        refresh(session)
    if session.client.can.refreshes_hints and opened.kind == "ignore":
        session.start(_refresh(session, "inlayHint"))
    if session.client.can.refreshes_lenses:
        session.start(_refresh(session, "codeLens"))


async def _refresh(session: Session, name: str) -> None:
    await session.connection.request(f"workspace/{name}/refresh", None)


def _publish(session: Session, opened: OpenAround, found: list[Json]) -> None:
    params: Json = {"uri": opened.uri, "version": opened.version, "diagnostics": found}
    session.connection.notify("textDocument/publishDiagnostics", params)


def _dockerfiles_look_again(session: Session) -> None:
    """What is written in these files holds for open Dockerfiles before it is saved."""
    from gorae.lsp import build_context, diagnostics

    for document in session.documents.values():
        build_context.read(session, document, diagnostics.schedule)


async def settled(opened: OpenAround) -> None:
    """Waits until the text as it is now was checked."""
    import asyncio

    while opened.work is not None and not opened.work.done():
        await asyncio.wait({opened.work})


def language_of(session: Session, opened: OpenAround) -> Language:
    """The language of its diagnostics and hovers."""
    return opened.settings.language if opened.settings is not None else session.language


def rows(session: Session, opened: OpenAround) -> list[Json]:
    """All that was found, as the protocol's `Diagnostic`."""
    return [row(session, opened, one) for one in opened.diagnostics or ()]


def row(session: Session, opened: OpenAround, problem: Diagnostic) -> Json:
    """One finding as the protocol's `Diagnostic`."""
    from gorae.lint import messages

    language = language_of(session, opened)
    found: dict[str, Any] = {
        "range": range_json(opened.text, problem.span, session.client.encoding),
        "message": messages.message(problem, language),
        "severity": SEVERITIES[problem.severity],
        "code": problem.rule.name,
        "codeDescription": {"href": messages.url(problem.rule, language)},
        "source": "gorae",
    }
    if problem.rule.name in ("dockerignore-pattern-duplicate", "dockerignore-pattern-unmatched"):
        found["tags"] = [1]  # it is shown faded (LSP 3.17, `DiagnosticTag.Unnecessary`)
    return found

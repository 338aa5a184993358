"""The command `gorae.fixAllInWorkspace`: all fixes of one rule, or all safe ones, in every Dockerfile."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, NamedTuple

from lsprotocol import types

from gorae.compat.hadolint import apply_hadolint_semantics
from gorae.context.reading import read_regular
from gorae.lint.apply_fixes import fix_text
from gorae.lint.engine import check
from gorae.lint.registry import resolve as rules_of
from gorae.lint.run import log_error
from gorae.lsp.conversions import text_edits
from gorae.lsp.phrases import say
from gorae.lsp.progress import progress
from gorae.lsp.resolved_settings import resolve
from gorae.lsp.uris import path_of
from gorae.lsp.workspace_edit import annotated, created, notes
from gorae.lsp.workspace_files import MOST_BYTES, files
from gorae.source import Text, differences

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from gorae.config.settings import Settings
    from gorae.context import BuildContext
    from gorae.lint.diagnostic import Diagnostic
    from gorae.lsp.session import Session
    from gorae.syntax import Document


class _Changed(NamedTuple):
    uri: str
    version: int | None  # None: not open in the editor
    before: str | None  # None: the file is not there yet
    after: str
    places: int = 1  # how many findings the fixes were of


async def fix_all_in_workspace(session: Session, rule: str | None = None, preview: bool = False) -> int:
    """Asks the client to apply the fixes and returns in how many files, without waiting for its answer. Without a rule, the safe fixes of all rules.

    Other files that fixes write (`.dockerignore`) are changed as well. Fixes of a named rule that are not safe are taken
    too. A client that can shows the changes first where `preview` asks for it, or where they are not safe and it did not
    refuse to. Says how much was changed.
    """
    names = tuple(found.name for found in rules_of(rule)) if rule else ()
    if rule and not names:
        return 0
    async with progress(session, say("fixing", session.language)) as report:
        changed = await _fixes(session, names, report)
    if not session.client.can.creates_files:
        changed = [one for one in changed if one.before is not None]
    if not changed:
        _say_how_many(session, changed)
    else:
        safe = all(found.fixes == "safe" for name in names for found in rules_of(name))
        asks = preview or (not safe and session.client.confirms_unsafe)
        params = types.ApplyWorkspaceEditParams(_edit(session, changed, asks=asks), rule or "gorae")
        # A preview may stand for hours, and a client that waits for this command first would never answer.
        answer = session.connection.request(types.WORKSPACE_APPLY_EDIT, session.connection.to_json(params))
        session.start(_say_when_applied(session, answer, changed))
    return len(changed)


async def _say_when_applied(session: Session, asked: Awaitable[Any], changed: list[_Changed]) -> None:
    answer = await asked
    if isinstance(answer, dict) and answer.get("applied") is True:
        _say_how_many(session, changed)


async def _fixes(session: Session, names: tuple[str, ...], report: Callable[[str, float], None]) -> list[_Changed]:
    opened = {uri: (document.version, document.text.value) for uri, document in session.documents.items()}
    loop = asyncio.get_running_loop()
    changed: list[_Changed] = []
    others: dict[Path, str] = {}  # an ignore file that several Dockerfiles share is changed for all of them
    paths = await files(session)
    for number, path in enumerate(paths):
        report(path.name, number / len(paths))
        settings = resolve(session, path.as_uri(), session.options).settings
        changed += await loop.run_in_executor(None, _changed, path, settings, names, opened, others)
    return changed + await loop.run_in_executor(None, _rows_of, others)


def _say_how_many(session: Session, changed: list[_Changed]) -> None:
    count, places = len(changed), sum(one.places for one in changed)
    key = "fixed-nothing" if not count else "fixed-one-file" if count == 1 else "fixed-files"
    message = say(key, session.language, files=count, places=places)
    session.connection.notify("window/showMessage", {"type": 3, "message": message})


def _rows_of(others: dict[Path, str]) -> list[_Changed]:
    found = []
    for path, after in others.items():
        try:
            before = read_regular(path, MOST_BYTES).decode("utf-8") if path.exists() else None
        except (OSError, UnicodeDecodeError):
            continue
        if before != after:
            found.append(_Changed(path.as_uri(), None, before, after))
    return found


def _changed(
    path: Path,
    settings: Settings,
    names: tuple[str, ...],
    opened: dict[str, tuple[int, str]],
    others: dict[Path, str],
) -> list[_Changed]:
    """What becomes of one Dockerfile; new texts of other files are added to `others`."""
    from dataclasses import replace

    from gorae.context.surroundings import context_of

    uri = next((uri for uri in opened if path_of(uri) == path), path.as_uri())
    version, text = opened.get(uri, (None, None))
    if text is None:
        try:
            text = read_regular(path, MOST_BYTES).decode("utf-8")
        except (OSError, UnicodeDecodeError):
            return []
    if names:
        settings = replace(settings, select=names, extend_select=())
    before = text
    first = context_of(path, before, {})
    root = first.root.absolute() if first is not None else path.parent
    known = {other.relative_to(root).as_posix(): new for other, new in others.items() if other.is_relative_to(root)}

    def context(changed: dict[str, str]) -> BuildContext | None:
        return context_of(path, before, known | changed) if known or changed else first

    def check_text(document: Document, context: BuildContext | None) -> list[Diagnostic]:
        return check(document, settings, context, emulate=apply_hadolint_semantics, on_error=log_error)

    fixed = fix_text(before, check_text, context, unsafe=bool(names))
    others |= {root / name: new for name, new in fixed.files.items()}
    return [_Changed(uri, version, before, fixed.text, fixed.applied)] if fixed.text != before else []


def _edit(session: Session, changed: list[_Changed], *, asks: bool) -> types.WorkspaceEdit:
    def edits(one: _Changed) -> list[types.TextEdit]:
        before = one.before or ""
        return text_edits(Text(before), differences(before, one.after), session.client.encoding)

    if not session.client.can.versioned_edits:
        return types.WorkspaceEdit({one.uri: edits(one) for one in changed})
    asks = asks and session.client.can.annotated_edits
    rows: list[Any] = []
    there = next((one.uri for one in changed if one.before is not None), None)
    # VS Code shows a preview where one change wants a look, and leaves the boxes of all that do unticked: "Apply" would do
    # nothing. So it is a change that nobody sees: a file that is there is made where it is not there.
    hidden = there if asks and session.client.can.creates_files else None
    if hidden:
        rows.append(created(hidden, safe=False))
    safe = not asks or hidden is not None
    for one in changed:
        if one.before is None:
            rows.append(created(one.uri, safe=safe))
        rows.append(annotated(one.uri, one.version, edits(one), safe=safe))
    return types.WorkspaceEdit(document_changes=rows, change_annotations=notes(session, None) if asks else None)

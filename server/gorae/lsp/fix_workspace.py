"""The command `gorae.fixAllInWorkspace`: all fixes of one rule, or all safe ones, in every Dockerfile."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, NamedTuple

from lsprotocol import types

from gorae.compat.hadolint import apply_hadolint_semantics
from gorae.lint.apply_fixes import fix_text
from gorae.lint.engine import check
from gorae.lint.registry import resolve as rules_of
from gorae.lint.run import log_error
from gorae.lsp import settings as client_settings
from gorae.lsp.conversions import range_of
from gorae.lsp.uris import path_of
from gorae.lsp.workspace_edit import annotated, created, notes
from gorae.lsp.workspace_files import files
from gorae.source import Span, Text

if TYPE_CHECKING:
    from pathlib import Path

    from gorae.config.settings import Settings
    from gorae.context import BuildContext
    from gorae.lint.model import Diagnostic
    from gorae.lsp.session import Session
    from gorae.syntax import Document


class _Changed(NamedTuple):
    uri: str
    version: int | None  # None: not open in the editor
    before: str | None  # None: the file is not there yet
    after: str


async def fix_all_in_workspace(session: Session, rule: str | None = None) -> int:
    """Applies the fixes and returns how many files change. Without a rule, the safe fixes of all rules.

    Other files that fixes write (`.dockerignore`) are changed as well. Fixes of a named rule that are not safe are taken too; a client that can asks before it applies them.
    """
    names = tuple(found.name for found in rules_of(rule)) if rule else ()
    if rule and not names:
        return 0
    opened = {uri: (document.version, document.text.value) for uri, document in session.documents.items()}
    work = [
        (path, client_settings.resolve(session, path.as_uri(), session.options).settings)
        for path in await files(session)
    ]
    loop = asyncio.get_running_loop()
    changed: list[_Changed] = []
    others: dict[Path, str] = {}  # an ignore file that several Dockerfiles share is changed for all of them
    for path, settings in work:
        changed += await loop.run_in_executor(None, _changed, path, settings, names, opened, others)
    changed += await loop.run_in_executor(None, _rows_of, others)
    if not session.client.can.creates_files:
        changed = [one for one in changed if one.before is not None]
    if changed:
        safe = not rule or all(found.fixes == "safe" for found in rules_of(rule))
        label = rule or "gorae"
        params = types.ApplyWorkspaceEditParams(_edit(session, changed, safe=safe), label)
        await session.connection.request(types.WORKSPACE_APPLY_EDIT, session.connection.to_json(params))
    return len(changed)


def _rows_of(others: dict[Path, str]) -> list[_Changed]:
    found = []
    for path, after in others.items():
        try:
            before = path.read_bytes().decode("utf-8") if path.exists() else None
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
            text = path.read_bytes().decode("utf-8")
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
    return [_Changed(uri, version, before, fixed.text)] if fixed.text != before else []


def _edit(session: Session, changed: list[_Changed], *, safe: bool) -> types.WorkspaceEdit:
    def whole(one: _Changed) -> list[types.TextEdit]:
        text = Text(one.before or "")
        return [types.TextEdit(range_of(text, Span(0, len(text)), session.client.encoding), one.after)]

    if not session.client.can.versioned_edits:
        return types.WorkspaceEdit({one.uri: whole(one) for one in changed})
    asks = not safe and session.client.can.annotated_edits
    rows: list[Any] = []
    for one in changed:
        if one.before is None:
            rows.append(created(one.uri, safe=not asks))
        rows.append(annotated(one.uri, one.version, whole(one), safe=not asks))
    return types.WorkspaceEdit(document_changes=rows, change_annotations=notes(session, None) if asks else None)

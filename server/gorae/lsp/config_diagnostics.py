"""What is wrong in configuration files: in those that are open, and in the nearest ones of the open Dockerfiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gorae.config.discovery import NAMES, kind_of
from gorae.config.file import mends, parse_configuration
from gorae.config.messages import issue_fix_title, issue_message
from gorae.lint.registry import vocabulary
from gorae.lsp.rows import range_json
from gorae.lsp.uris import path_of
from gorae.source import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lsprotocol import types

    from gorae.config.discovery import ConfigurationFile
    from gorae.config.file import Kind
    from gorae.config.reader import ConfigIssue
    from gorae.lsp.documents import OpenConfiguration
    from gorae.lsp.session import Json, Session


def is_configuration(uri: str) -> bool:
    """Whether a document is a configuration file: by its name, whatever language the client takes it for."""
    path = path_of(uri)
    return path is not None and path.name in NAMES


def push(session: Session, opened: OpenConfiguration) -> None:
    """Sends what is wrong in an open configuration file, unless the client asks for it."""
    if not opened.published.is_pulled:
        opened.published.is_pushed = True
        _publish(session, opened.uri, rows(session, opened), opened.version)


def rows(session: Session, opened: OpenConfiguration) -> list[Json]:
    """What is wrong in an open configuration file, as the protocol's `Diagnostic`."""
    return [_row(session, opened.text, issue) for issue in issues(opened)]


def issues(opened: OpenConfiguration) -> list[ConfigIssue]:
    """What is wrong; nothing in a `pyproject.toml` that has no section for Gorae."""
    kind = _kind(opened)
    if kind == "pyproject" and "[tool.gorae" not in opened.text.value:
        return []
    return parse_configuration(opened.text.value, kind, vocabulary())[1]


def _kind(opened: OpenConfiguration) -> Kind:
    path = path_of(opened.uri)
    return kind_of(path) if path is not None else "gorae"


def push_nearest(
    session: Session, dockerfile: str, found: ConfigurationFile | None, found_issues: Sequence[ConfigIssue]
) -> None:
    """Publishes the issues of the saved configuration file that is nearest to an open Dockerfile now.

    Issues of another file, which was the nearest one before, are taken back where no other Dockerfile is below it.
    """
    uri = found.path.as_uri() if found is not None else ""
    leave(session, dockerfile, keep=uri)
    if found is None or found.kind == "hadolint" or found.path in {path_of(each) for each in session.configurations}:
        return
    if found_issues or uri in session.faulty_configurations:
        session.faulty_configurations.setdefault(uri, set()).add(dockerfile)
        text = Text(found.text)
        _publish(session, uri, [_row(session, text, issue) for issue in found_issues])


def leave(session: Session, dockerfile: str, *, keep: str = "") -> None:
    """Takes back issues that were published because this Dockerfile was open, but for those of the file `keep`."""
    for uri, dockerfiles in list(session.faulty_configurations.items()):
        if uri == keep or dockerfile not in dockerfiles:
            continue
        dockerfiles.discard(dockerfile)
        if not dockerfiles:
            del session.faulty_configurations[uri]
            if uri not in session.configurations:
                _publish(session, uri, [])


def _publish(session: Session, uri: str, found: list[Json], version: int | None = None) -> None:
    params: Json = {"uri": uri, "diagnostics": found}
    session.connection.notify(
        "textDocument/publishDiagnostics", params if version is None else {**params, "version": version}
    )


def _row(session: Session, text: Text, issue: ConfigIssue) -> Json:
    return {
        "range": range_json(text, issue.span, session.client.encoding),
        "message": issue_message(issue, session.language),
        "severity": 1,
        "code": f"configuration-{issue.kind}",
        "source": "gorae",
    }


def quick_fixes(session: Session, opened: OpenConfiguration, place: types.Range) -> list[types.CodeAction]:
    """The code actions for a range of an open configuration file: the nearest right word."""
    from lsprotocol import types

    from gorae.lsp.conversions import diagnostic_of, range_of, span_of

    text, encoding = opened.text, session.client.encoding
    span = span_of(text, place, encoding)
    actions = []
    for issue in issues(opened):
        if not issue.replacement or issue.span.start > span.end or span.start > issue.span.end:
            continue
        if not mends(text.value, _kind(opened), vocabulary(), issue):
            continue
        edit: Any = types.TextEdit(range_of(text, issue.span, encoding), issue.replacement)
        identifier = types.OptionalVersionedTextDocumentIdentifier(opened.uri, opened.version)
        change = (
            types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identifier, [edit])])
            if session.client.can.versioned_edits
            else types.WorkspaceEdit({opened.uri: [edit]})
        )
        reasons = [diagnostic_of(_row(session, text, issue))]
        title = issue_fix_title(issue, session.language)
        actions.append(types.CodeAction(title, types.CodeActionKind.QuickFix, reasons, is_preferred=True, edit=change))
    return actions

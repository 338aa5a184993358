"""What is wrong in configuration files: in those that are open, and in the nearest ones of the open Dockerfiles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lsprotocol import types

from gorae.context.configured import NAMES, kind_of
from gorae.lint.configuration import parse_configuration
from gorae.lint.messages import config_issue_fix, config_issue_message
from gorae.lsp.conversions import path_of, range_of, span_of
from gorae.source import Edit, Text, apply_edits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.context.configured import ConfigurationFile
    from gorae.lint.configuration import ConfigIssue
    from gorae.source import Encoding
    from gorae.texts import Language


@dataclass(eq=False)
class OpenConfiguration:
    """A configuration file that is open in the editor."""

    uri: str
    version: int
    text: Text


@dataclass(eq=False)
class Configurations:
    """The open configuration files, and those on the disk that were told to have problems."""

    open: dict[str, OpenConfiguration] = field(default_factory=dict)
    told: dict[str, set[str]] = field(default_factory=dict)  # a file's URI, and the Dockerfiles that it is nearest to

    def nearest(
        self,
        dockerfile: str,
        found: ConfigurationFile | None,
        problems: Sequence[ConfigIssue],
        language: Language,
        encoding: Encoding,
    ) -> dict[str, list[types.Diagnostic]]:
        """What to publish now that this file (or none) is the nearest one above a Dockerfile, by URI."""
        uri = found.path.as_uri() if found is not None else ""
        gone = self.leave(dockerfile, but=uri)
        if found is None or found.kind == "hadolint" or found.path in {path_of(one) for one in self.open}:
            return gone
        if problems or uri in self.told:
            self.told.setdefault(uri, set()).add(dockerfile)
            gone[uri] = [_diagnostic(Text(found.text), problem, language, encoding) for problem in problems]
        return gone

    def leave(self, dockerfile: str, *, but: str = "") -> dict[str, list[types.Diagnostic]]:
        """What to take back, where a Dockerfile was closed or has another configuration now."""
        gone: dict[str, list[types.Diagnostic]] = {}
        for uri, dockerfiles in list(self.told.items()):
            if uri == but or dockerfile not in dockerfiles:
                continue
            dockerfiles.discard(dockerfile)
            if not dockerfiles:
                del self.told[uri]
                if uri not in self.open:
                    gone[uri] = []
        return gone


def is_configuration(uri: str) -> bool:
    """Whether a document is a configuration file: by its name, whatever language the client takes it for."""
    path = path_of(uri)
    return path is not None and path.name in NAMES


def problems_in(text: Text, uri: str) -> list[ConfigIssue]:
    """What is wrong; nothing in a `pyproject.toml` that does not speak to Gorae."""
    path = path_of(uri)
    kind = kind_of(path) if path is not None else "gorae"
    if kind == "pyproject" and "[tool.gorae" not in text.value:
        return []
    return parse_configuration(text.value, kind)[1]


def diagnostics(text: Text, uri: str, language: Language, encoding: Encoding) -> list[types.Diagnostic]:
    """What is wrong in a configuration file, as the client knows it."""
    return [_diagnostic(text, problem, language, encoding) for problem in problems_in(text, uri)]


def _diagnostic(text: Text, problem: ConfigIssue, language: Language, encoding: Encoding) -> types.Diagnostic:
    return types.Diagnostic(
        range_of(text, problem.span, encoding),
        config_issue_message(problem, language),
        types.DiagnosticSeverity.Error,
        f"configuration-{problem.kind}",
        source="gorae",
    )


def quick_fixes(
    opened: OpenConfiguration, place: types.Range, language: Language, encoding: Encoding, *, with_versions: bool
) -> list[types.CodeAction]:
    """The light bulb's lines for a range of an open configuration file: the nearest right word."""
    text, span = opened.text, span_of(opened.text, place, encoding)
    actions = []
    for problem in problems_in(text, opened.uri):
        if not problem.replacement or problem.span.start > span.end or span.start > problem.span.end:
            continue
        edit = types.TextEdit(range_of(text, problem.span, encoding), problem.replacement)
        identifier = types.OptionalVersionedTextDocumentIdentifier(opened.uri, opened.version)
        change = (
            types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identifier, [edit])])
            if with_versions
            else types.WorkspaceEdit({opened.uri: [edit]})
        )
        told = [_diagnostic(text, problem, language, encoding)]
        title = config_issue_fix(problem, language)
        actions.append(types.CodeAction(title, types.CodeActionKind.QuickFix, told, is_preferred=True, edit=change))
    return actions


def changed(
    opened: OpenConfiguration, params: types.DidChangeTextDocumentParams, encoding: Encoding
) -> OpenConfiguration:
    """The file after the editor's changes, one after another (LSP 3.17, `TextDocumentContentChangeEvent`)."""
    text = opened.text
    for each in params.content_changes:
        if isinstance(each, types.TextDocumentContentChangePartial):
            text = Text(apply_edits(text.value, [Edit(span_of(text, each.range, encoding), each.text)]))
        else:
            text = Text(each.text)
    return OpenConfiguration(opened.uri, params.text_document.version, text)

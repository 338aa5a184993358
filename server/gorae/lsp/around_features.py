"""Hovers, completion, hints, lenses, links and quick fixes in ignore, compose and bake files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gorae.lsp import around
from gorae.lsp.rows import range_json
from gorae.source import Span

if TYPE_CHECKING:
    from lsprotocol import types

    from gorae.completion import Item
    from gorae.context.ignore_text import IgnoreText
    from gorae.facts.caller_file import CallerFile
    from gorae.lsp.documents import OpenAround
    from gorae.lsp.session import Json, Session

SHOW_CONTEXT = "gorae.showContext"
OPEN_PLACE = "gorae.openPlace"


def _ignore(opened: OpenAround) -> IgnoreText:
    """The text as it is now, with what is known of the folder."""
    from gorae.context.ignore_text import read_ignore

    if opened.ignore is None or not opened.is_current(opened.ignore):
        opened.ignore = read_ignore(opened.path, opened.text.value, opened.path.parent, opened.tree)
    return opened.ignore


def caller_of(session: Session, opened: OpenAround) -> CallerFile:
    """What the text as it is now asks for."""
    from gorae.facts.caller_file import read_caller_file

    if opened.caller is None or not opened.is_current(opened.caller):
        opened.caller = read_caller_file(opened.path, opened.text.value, session.unsaved())
    return opened.caller


def hover(session: Session, opened: OpenAround, offset: int) -> types.Hover | None:
    """What a pattern matches; what a service builds, what a key means."""
    from lsprotocol import types

    from gorae.around import callers, ignore
    from gorae.lsp.conversions import range_of
    from gorae.lsp.markup import linked, markup

    if not session.options.hover:
        return None
    language = around.language_of(session, opened)
    if opened.kind == "ignore":
        found = ignore.hover_at(_ignore(opened), offset, language)
    else:
        found = callers.hover_at(caller_of(session, opened), offset, language)
    if found is None:
        return None
    content = markup(linked(session.client, found.markdown, language), session.client.can.hover_formats)
    return types.Hover(content, range_of(opened.text, found.span, session.client.encoding))


def completions(session: Session, opened: OpenAround, offset: int) -> list[Item]:
    """Paths of the folder; stages, arguments and Dockerfiles."""
    from gorae.around import callers, ignore

    if not session.options.completion:
        return []
    if opened.kind == "ignore":
        language = around.language_of(session, opened)
        return ignore.completions_at(_ignore(opened), offset, opened.context, language)
    return callers.completions_at(caller_of(session, opened), offset)


def hints(session: Session, opened: OpenAround, within: Span) -> list[Json]:
    """How many files each pattern of an ignore file is of."""
    from gorae.around import ignore

    if opened.kind != "ignore" or not session.options.inlay_hints:
        return []
    rows = []
    for hint in ignore.hints(_ignore(opened), around.language_of(session, opened), within):
        line, column = opened.text.position(hint.offset, session.client.encoding)
        rows.append({"position": {"line": line, "character": column}, "label": hint.label, "paddingLeft": True})
    return rows


def lenses(session: Session, opened: OpenAround) -> list[Json]:
    """What an ignore file lets through; where a service's Dockerfile is, its stage, and what was found there."""
    if not session.options.code_lens:
        return []
    return _context_lens(session, opened) if opened.kind == "ignore" else _caller_lenses(session, opened)


def _context_lens(session: Session, opened: OpenAround) -> list[Json]:
    from gorae.around.phrases import say
    from gorae.texts.sizes import size

    context = opened.context
    if context is None or context.ignore_error is not None:
        return []
    facts = {"count": len(context.files), "size": size(sum(context.files.values())), "excluded": context.excluded}
    title = say("context-lens", around.language_of(session, opened), **facts)
    command: Json = {"title": title, "command": ""}
    if SHOW_CONTEXT in session.client.commands:
        command |= {"command": SHOW_CONTEXT, "arguments": [opened.uri]}
    return [{"range": range_json(opened.text, Span(0, 0), session.client.encoding), "command": command}]


def _caller_lenses(session: Session, opened: OpenAround) -> list[Json]:
    from gorae.around import callers
    from gorae.lsp.uris import path_of

    counts = {
        path: len(document.diagnostics)
        for uri, document in session.documents.items()
        if document.diagnostics is not None and (path := path_of(uri)) is not None
    }
    rows = []
    for lens in callers.lenses(caller_of(session, opened), around.language_of(session, opened), counts):
        command: Json = {"title": lens.title, "command": ""}
        if lens.target is not None and OPEN_PLACE in session.client.commands:
            command |= {"command": OPEN_PLACE, "arguments": [lens.target.as_uri(), lens.line]}
        rows.append({"range": range_json(opened.text, lens.span, session.client.encoding), "command": command})
    return rows


def links(session: Session, opened: OpenAround) -> list[Json]:
    """Words that lead to a Dockerfile, and the line in it."""
    from gorae.around import callers

    if opened.kind == "ignore":
        return []
    encoding = session.client.encoding
    return [
        {"range": range_json(opened.text, link.span, encoding), "target": f"{link.target.as_uri()}#L{link.line}"}
        for link in callers.links(caller_of(session, opened))
    ]


def definition(session: Session, opened: OpenAround, offset: int) -> Json | None:
    """Where the stage, argument or Dockerfile of a word stands."""
    from gorae.around import callers

    if opened.kind == "ignore":
        return None
    for link in callers.links(caller_of(session, opened)):
        if link.span.holds(offset):
            place = {"line": link.line - 1, "character": 0}
            return {"uri": link.target.as_uri(), "range": {"start": place, "end": place}}
    return None


def quick_fixes(session: Session, opened: OpenAround, place: types.Range) -> list[types.CodeAction]:
    """The fixes of what was found in a range."""
    from lsprotocol import types

    from gorae.lint import messages
    from gorae.lsp.conversions import diagnostic_of, span_of, text_edits

    span, encoding = span_of(opened.text, place, session.client.encoding), session.client.encoding
    language = around.language_of(session, opened)
    found = []
    for problem in opened.diagnostics or ():
        if problem.span.start > span.end or span.start > problem.span.end:
            continue
        for number, fix in enumerate(problem.fixes):
            edits: Any = text_edits(opened.text, fix.edits, encoding)
            identifier = types.OptionalVersionedTextDocumentIdentifier(opened.uri, opened.version)
            change = (
                types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identifier, edits)])
                if session.client.can.versioned_edits
                else types.WorkspaceEdit({opened.uri: edits})
            )
            reasons = [diagnostic_of(around.row(session, opened, problem))]
            title = messages.title(problem, fix, language)
            kind = types.CodeActionKind.QuickFix
            found.append(types.CodeAction(title, kind, reasons, is_preferred=number == 0, edit=change))
    return found


def context_root(session: Session, uri: str) -> Json | None:
    """The folder that an open Dockerfile is built in, and a sentence that says who says so."""
    from gorae.around.listing import origin_of

    document = session.documents.get(uri)
    if document is None or document.context is None:
        return None
    language = session.language_of(document)
    return {"root": str(document.context.root), "text": origin_of(document.context, language)}


async def show_context(session: Session, uri: str) -> str | None:
    """The files that reach the builder, as Markdown: of the folder of an ignore file or Dockerfile."""
    import asyncio

    from gorae.lsp.uris import path_of

    path = path_of(uri)
    if path is None or not path.name:
        return None
    language, texts = session.language, session.unsaved()

    def read() -> str:
        from gorae.around.listing import context_page

        return context_page(path, texts, language)

    return await asyncio.get_running_loop().run_in_executor(None, read)

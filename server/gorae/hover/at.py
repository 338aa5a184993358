"""What the word under the cursor is, and what is said of it. Each kind of word has a module of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.hover import (
    arguments,
    bases,
    commands,
    comments,
    findings,
    flags,
    keywords,
    packages,
    paths,
    variables,
    windows,
)
from gorae.hover.brief import brief
from gorae.hover.cursor import Cursor, Hover
from gorae.reference.cards import card, page_card
from gorae.reference.phrases import say
from gorae.source import Span
from gorae.source.providers import ask, ask_all

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gorae.context import BuildContext
    from gorae.lint.diagnostic import Diagnostic
    from gorae.source.providers import OnError
    from gorae.stages import Build
    from gorae.syntax import Document
    from gorae.texts import Language


def hover_at(
    document: Document,
    build: Build,
    offset: int,
    language: Language,
    context: BuildContext | None = None,
    problems: Sequence[Diagnostic] = (),
    on_error: OnError | None = None,
) -> Hover | None:
    """What is known of the place, in brief: the word's page or value, then the rules of the findings there. None: nothing.

    Links to pages are `gorae:KIND/NAME`: the caller knows what its client can open. `on_error` gets each module
    that fails: what it knows is missing then. Without it the error is raised.
    """
    word = _word(document, build, offset, language, context, on_error=on_error)
    here = [problem for problem in problems if problem.span.holds(offset)]
    if word is None and not here:
        return None
    if word is None:
        span = min((problem.span for problem in here), key=lambda span: span.end - span.start)
    else:
        span = word.span
    # The change of a whole RUN would be the same at each of its words: it is shown at the first.
    own = here if word is None else [problem for problem in here if span.holds(problem.span.start)]
    change = ask_all(findings.preview, own, document.text.value, language, on_error=on_error)
    text = word.markdown if word is not None else ""
    markdown, is_cut = brief(text, ask_all(findings.about, here, language, on_error=on_error), change, language)
    return Hover(span, markdown, text if is_cut else "")


def _word(
    document: Document,
    build: Build,
    offset: int,
    language: Language,
    context: BuildContext | None,
    on_error: OnError | None,
) -> Hover | None:
    found = ask(comments.hover, document, offset, language, otherwise=None, on_error=on_error)
    node = document.node_at(offset)
    if found is not None or node is None:
        return found
    inner = node.instruction.trigger
    for instruction in (inner, node.instruction) if inner is not None else (node.instruction,):
        cursor = Cursor(
            document, build, language, context=context, node=node, instruction=instruction, offset=offset - node.start
        )
        if instruction.form == "exec" and _is_between(cursor):
            array = _array(cursor)
            return Hover(node.to_document(array.span), array.markdown)
        for provider in _PROVIDERS:
            found = ask(provider, cursor, otherwise=None, on_error=on_error)
            if found is not None:
                return Hover(node.to_document(found.span), found.markdown)
    return None


def _is_between(cursor: Cursor) -> bool:
    """Whether the cursor is on a bracket or comma of an array, or on an empty string, which names nothing."""
    offset = cursor.offset
    word = next((word for word in cursor.instruction.words if word.span.start <= offset < word.span.end), None)
    if word is not None:
        return not word.value
    return cursor.node.instruction.text[offset : offset + 1] in ("[", "]", ",")


def _array(cursor: Cursor) -> Hover:
    """What an array means: to a shell's instruction that there is none, to the others that a path may hold spaces."""
    starts = cursor.instruction.name in ("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK", "SHELL")
    text = card(
        say("array", cursor.language),
        [say("array-starts" if starts else "array-paths", cursor.language)],
        cursor.language,
    )
    return Hover(Span(cursor.offset, cursor.offset + 1), text)


def _heredoc(cursor: Cursor) -> Hover | None:
    for heredoc in cursor.node.instruction.heredocs:
        for span in (heredoc.marker, heredoc.end):
            if span is not None and span.holds(cursor.offset):
                text = page_card("operators", "heredoc", cursor.language)
                return Hover(span, text) if text is not None else None
    return None


def _continuation(cursor: Cursor) -> Hover | None:
    text, offset = cursor.node.instruction.text, cursor.offset
    escape = cursor.document.escape
    if text[offset : offset + 1] != escape or text[offset + 1 :].split("\n", 1)[0].strip() or "\n" not in text[offset:]:
        return None
    page = page_card("operators", "continuation", cursor.language)
    return Hover(cursor.instruction.keyword._replace(start=offset, end=offset + 1), page) if page is not None else None


_PROVIDERS: tuple[Callable[[Cursor], Hover | None], ...] = (
    variables.hover,
    keywords.hover,
    flags.hover,
    bases.hover,
    _heredoc,
    paths.hover,
    arguments.hover,
    _continuation,
    packages.hover,
    commands.hover,
    windows.hover,
)

"""How a hover is laid out: title, what is so here, the page's text as far as it fits, links."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from gorae.reference import library
from gorae.reference.phrases import say
from gorae.texts.markdown import blocks
from gorae.texts.width import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.texts import Language, Page

# What a hover says before its links; an editor breaks its lines at about so many columns.
MOST_LINES = 12
_COLUMNS = 78
_MOST_LINKS = 4
_TARGET = re.compile(r"\]\([^()\s]*\)")


def code(text: str) -> str:
    """The text in backquotes, whatever backquotes it holds."""
    if "`" not in text:
        return f"`{text}`"
    return f"`` {text} ``"


def block(text: str, language: str = "") -> str:
    """The text as a fenced block."""
    fence = "````" if "```" in text else "```"
    return f"{fence}{language}\n{text}\n{fence}"


def bullets(lines: Sequence[str]) -> str:
    """The lines as a list."""
    return "\n".join(f"- {line}" for line in lines)


def card(title: str, parts: Sequence[str], language: Language, links: Sequence[str] = (), source: str = "") -> str:
    """A hover without a page of its own. `links` are pages, `KIND/NAME`."""
    foot = _foot([_link(target, language) for target in links], source, language)
    return "\n\n".join(part for part in (f"**{title}**", *parts, foot) if part)


def page_card(kind: str, name: str, language: Language, here: Sequence[str] = ()) -> str | None:
    """The page's hover: title and summary, its forms, what is so `here`, then of its text what fits."""
    head = _head(kind, name, language)
    if head is None:
        return None
    title, forms, body, links, source = head
    first = [title, *(part for part in here if part)] if len(here) else [title]
    if forms:
        first.insert(1, forms)
    left = MOST_LINES - _height(first)
    kept, cut = [], False
    for part in body:
        left -= lines_of(part)
        if left < 0:
            cut = True
            break
        kept.append(part)
    if kept and kept[-1].endswith(":"):
        kept.pop()
    more = [f"[{say('more', language)}](gorae:{kind}/{name})"] if cut or has_lists(kind, name, language) else []
    return "\n\n".join(part for part in (*first, *kept, _foot([*more, *links], source, language)) if part)


def whole_page(kind: str, name: str, language: Language) -> str | None:
    """The page in full, with all its options: what a link in a hover opens."""
    found = library.page(kind, name, language)
    if found is None:
        return None
    title, forms, _, links, source = _head(kind, name, language)  # type: ignore[misc]  # there is a page
    parts = [f"# {escaped(found.text('title'))}", title.partition("\n\n")[2], forms, found.body.strip()]
    parts.append(lists_of(found, language))
    return "\n\n".join(part for part in (*parts, _foot(links, source, language)) if part) + "\n"


def lists_of(found: Page, language: Language) -> str:
    """A page's commands, values and options as lists with headings; nothing where it has none."""
    parts = []
    is_mount = found.text("title").startswith("--mount=")
    for key in ("command", "choice", "option", "row"):
        listed = library.options(found, key)
        rows = [_row(row, language, is_default=is_mount) for row in listed]
        if not all(row.text in found.body for row in listed):  # else the text has said it all
            parts.append(f"## {say(f'list-{key}', language)}\n\n{bullets(rows)}")
    return "\n\n".join(parts)


def _row(row: library.Option, language: Language, *, is_default: bool) -> str:
    names = ", ".join(code(name) for name in row.names)
    if row.value and is_default:
        return f"{names}: {row.text} {say('default-is', language, value=code(row.value))}"
    value = f" {code(row.value)}" if row.value else ""
    return f"{names}{value}: {row.text}"


@lru_cache(maxsize=1024)
def _head(kind: str, name: str, language: Language) -> tuple[str, str, tuple[str, ...], tuple[str, ...], str] | None:
    found = library.page(kind, name, language)
    if found is None:
        return None
    summary = found.text("summary")
    since = found.text("since")
    note = f" · {say('since', language, version=since)}" if since else ""
    title = f"**{escaped(found.text('title'))}**{note}" + (f"\n\n{summary}" if summary else "")
    signatures = found.texts("signature")
    forms = block("\n".join(signatures), "dockerfile") if signatures else ""
    links = tuple(_link(target, language) for target in found.texts("see"))
    return title, forms, tuple(paragraphs(found.body)), links, found.text("source")


def escaped(text: str) -> str:
    """A title that Markdown shows as it is."""
    return "".join("\\" + char if char in "\\`*_<>[]" else char for char in text)


def has_lists(kind: str, name: str, language: Language) -> bool:
    """Whether the page says more than a hover shows: options, commands, values."""
    return any(library.rows(kind, name, language, key) for key in ("option", "command", "row"))


def paragraphs(body: str) -> list[str]:
    """The page's text in parts that are kept or left out as a whole; a fenced block is one."""
    parts: list[list[str]] = [[]]
    for piece in blocks(body.strip("\n")):
        if piece.kind == "blank":
            parts.append([])
        else:
            parts[-1].append(piece.source)
    return ["\n".join(lines) for lines in parts if lines]


def lines_of(text: str) -> int:
    """How many lines a paragraph or block takes, in an editor's hover or as text, whichever is more."""
    if text.startswith("```"):
        return text.count("\n") + 1
    return sum(_wrapped(line) for line in text.split("\n"))


def _height(parts: Sequence[str]) -> int:
    return sum(lines_of(piece) for part in parts for piece in paragraphs(part))


def _wrapped(line: str) -> int:
    return max(1, -(-width(_TARGET.sub("]", line)) // _COLUMNS))


def _link(target: str, language: Language) -> str:
    kind, _, name = target.partition("/")
    found = library.page(kind, name, language)
    return f"[{escaped(found.text('title'))}](gorae:{target})" if found is not None else ""


def _foot(links: Sequence[str], source: str, language: Language) -> str:
    shown = [link for link in links if link][:_MOST_LINKS]
    if source:
        shown.append(f"[{say('source-link', language)}]({source})")
    return " · ".join(shown)

"""An ignore file in an editor: what a pattern does, which paths may be written, how many files each line is of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.around.phrases import say
from gorae.completion.model import Item
from gorae.context import suggested_ignores
from gorae.source import Span
from gorae.texts.sizes import size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.context.ignore_text import Effect, IgnoreLine, IgnoreText
    from gorae.texts import Language

_MOST_ITEMS = 500


class Shown(NamedTuple):
    """Markdown on a span of the text."""

    span: Span
    markdown: str


class LineHint(NamedTuple):
    """A text behind the character at `offset - 1`."""

    offset: int
    label: str


def hover_at(file: IgnoreText, offset: int, language: Language) -> Shown | None:
    """What the pattern at an offset matches, and what its signs mean."""
    line = file.line_at(offset)
    if line is None:
        return None
    written = line.span.of(file.text)
    if line.pattern is None:
        return Shown(line.span, say("pattern-wrong", language, pattern=written))
    if file.tree is None:
        parts = [say("pattern-unknown", language)]
    else:
        parts = list(_of_effect(written, line, file.effects[file.lines.index(line)], language))
    signs = list(_signs(line, language))
    if signs:
        parts.append("\n".join(f"- {sign}" for sign in signs))
    return Shown(line.span, "\n\n".join(parts))


def _of_effect(written: str, line: IgnoreLine, effect: Effect, language: Language) -> Iterator[str]:
    if not effect.files:
        yield say("pattern-nothing", language, pattern=written)
        return
    facts = {"pattern": written, "count": effect.files, "size": size(effect.bytes)}
    keeps_all = line.keeps and effect.decides == effect.files
    yield say("pattern-keeps" if keeps_all else "pattern-ignores", language, **facts)
    if effect.decides != effect.files:
        yield say("pattern-returns" if line.keeps else "pattern-decides", language, count=effect.decides)
    rows = [f"- `{path}`" for path in effect.first]
    if effect.files > len(effect.first):
        rows.append("- " + say("pattern-more", language, count=effect.files - len(effect.first)))
    yield "\n".join(rows)


def _signs(line: IgnoreLine, language: Language) -> Iterator[str]:
    text = line.pattern.text if line.pattern is not None else ""
    if line.keeps:
        yield say("sign-keeps", language)
    if "**" in text:
        yield say("sign-stars", language)
    elif "/" not in text and text not in ("*", "."):
        yield say("sign-top", language)
    if "*" in text.replace("**", ""):
        yield say("sign-star", language)
    if "?" in text:
        yield say("sign-question", language)


def hints(file: IgnoreText, language: Language, within: Span | None = None) -> tuple[LineHint, ...]:
    """The number and size of the files behind each pattern; nothing before the folder is read."""
    if file.tree is None:
        return ()
    found = []
    for line, effect in zip(file.lines, file.effects, strict=True):
        if line.pattern is None or (within is not None and not within.holds(line.span.end)):
            continue
        facts = {"count": effect.files, "size": size(effect.bytes)}
        found.append(LineHint(line.span.end, say("hint" if effect.files else "hint-none", language, **facts)))
    return tuple(found)


def completions_at(file: IgnoreText, offset: int, context: BuildContext | None, language: Language) -> list[Item]:
    """The paths that may stand at an offset: those of the folder that is written, and on a fresh line what is usual."""
    start = file.text.rfind("\n", 0, offset) + 1
    before = file.text[start:offset].removeprefix("\ufeff")
    if before.startswith("#") or file.tree is None:
        return []
    begin = offset - len(before) + len(before) - len(before.lstrip(" \t!"))
    typed = file.text[begin:offset]
    rest = file.text[offset:].partition("\n")[0]
    end = offset + len(rest.rstrip("\r")) if not rest.strip() else offset + len(rest.split("/", 1)[0].rstrip())
    deep = typed.startswith("**/")
    folder = typed.removeprefix("**/").lstrip("/").rpartition("/")[0]
    name_start = begin + typed.rfind("/") + 1 if "/" in typed else begin
    span = Span(name_start, end)
    items = []
    if not typed.strip("/") and not before.lstrip().startswith("!") and context is not None:
        note = say("suggested", language)
        whole = Span(begin, end)
        items += [
            Item(pattern, "value", pattern, whole, sort=f"0{pattern}", note=note)
            for pattern in suggested_ignores(context)
        ]
    names = _anywhere(file) if deep and not folder else _beside(file, folder)
    for name, is_folder in names[:_MOST_ITEMS]:
        shown = f"{name}/" if is_folder else name
        items.append(Item(shown, "folder" if is_folder else "file", shown, span, sort=f"1{shown}", retrigger=is_folder))
    return items


def _beside(file: IgnoreText, folder: str) -> list[tuple[str, bool]]:
    """What stands directly in a folder, folders first."""
    tree = file.tree
    if tree is None:
        return []
    prefix = f"{folder}/" if folder else ""
    offset = len(prefix)
    folders = {
        one[offset:] for one in tree.folders if one.startswith(prefix) and "/" not in one[offset:] and one != folder
    }
    files = {one[offset:] for one in tree.names if one.startswith(prefix) and "/" not in one[offset:]}
    return [*((name, True) for name in sorted(folders)), *((name, False) for name in sorted(files))]


def _anywhere(file: IgnoreText) -> list[tuple[str, bool]]:
    """The names that folders have anywhere, and the endings of files."""
    tree = file.tree
    if tree is None:
        return []
    names = sorted({one.rpartition("/")[2] for one in tree.folders})
    endings = sorted({"*." + one.rpartition(".")[2] for one in tree.names if "." in one.rpartition("/")[2][1:]})
    return [*((name, True) for name in names), *((ending, False) for ending in endings)]

"""`gorae explain`: the pages on a word of a Dockerfile, for the terminal."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from gorae.cli.messages import say
from gorae.cli.outputs.text import paint
from gorae.cli.terminal import complain, visible, wants_colour
from gorae.lint.registry import resolve
from gorae.source.near_words import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gorae.lint.rule import Rule
    from gorae.reference.errors import Cause
    from gorae.texts import Language, Page


_CODE = re.compile(r"\b(?:DL|SC)\d{4}\b", re.IGNORECASE)  # `hadolint DL3008`, `DL3008 해결`


def explain(word: str, language: Language) -> int:
    """Prints the pages on the word, as a person types it (`COPY --from`); returns the exit code."""
    from gorae.reference.errors import GUIDE, cause_of, rules_that_quote
    from gorae.reference.library import find_pages, names
    from gorae.reference.search import looked_for_by, named_in, part_of_program, search, stems

    pages = find_pages(word, language)
    others: list[str] = []
    if not pages:
        pages, others = _first(looked_for_by(word, language), language)
    if not pages and (rules := resolve(word)) and word.lower() != "all":
        return _show_rules(rules, language)
    if not pages and (coded := [rule for code in _CODE.findall(word) for rule in resolve(code)]):
        return _show_rules(coded, language)
    cause = cause_of(word, language) if not pages else None
    quoting = rules_that_quote(word) if not pages else []
    if len(quoting) == 1 and (cause is None or rules_that_quote(word, least=cause.own + 1)):
        sys.stdout.write(f"{say('explain-closest', language, word=visible(word))}\n\n")
        return _show_rules(resolve(quoting[0]), language)
    if cause is not None:
        guides = [name for kind, name in search(word, language) if kind == "concepts"]
        return _show_cause(cause, dict.fromkeys([*quoting, *guides, GUIDE]), language)
    if not pages:
        part = part_of_program(word, language)
        pages = [part] if part is not None else named_in(word, language) or find_pages(" ".join(stems(word)), language)
    if not pages:
        pages, others = _first(search(word, language), language)
        if not pages and quoting:
            sys.stdout.write(f"{say('explain-closest', language, word=visible(word))}\n\n")
            return _show_rules([rule for name in quoting for rule in resolve(name)], language)
        others = [*quoting, *others]
        if pages:
            sys.stdout.write(f"{say('explain-closest', language, word=visible(word))}\n\n")
    if not pages:
        close = nearest(word.lower(), names())
        facts = {"word": word, "nearest": close or ""}
        complain([say("explain-near" if close else "explain-unknown", language, **facts)])
        return 2
    colour = wants_colour(sys.stdout)
    own = word.lower().split(" ")[-1].removeprefix("--")
    shown = ["\n".join(_lines(page, own, language, colour=colour)) for page in pages]
    sys.stdout.write("\n\n\n".join(text.rstrip("\n") for text in shown) + "\n")
    if others:
        from gorae.cli.markdown import wrapped
        from gorae.cli.terminal import columns

        commands = " · ".join(f"`gorae explain {other}`" for other in others)
        sys.stdout.write("\n".join(wrapped(f"{say('explain-others', language)}: {commands}", columns(), colour=colour)))
        sys.stdout.write("\n")
    return 0


def _show_cause(cause: Cause, others: Iterable[str], language: Language) -> int:
    """Prints what the guide on errors says of the one that was pasted, and where more is said; returns the exit code."""
    from gorae.cli.markdown import wrapped
    from gorae.cli.terminal import columns

    colour = wants_colour(sys.stdout)
    commands = " · ".join(f"`gorae explain {other}`" for other in others)
    lines = [
        paint(cause.error, "1", colour=colour),
        *wrapped(cause.text, columns(), colour=colour),
        "",
    ]
    lines += wrapped(f"{say('explain-others', language)}: {commands}", columns(), colour=colour)
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _show_rules(rules: Iterable[Rule], language: Language) -> int:
    """Prints the rules' pages; returns the exit code."""
    from gorae.cli.rule_page import rule_page

    sys.stdout.write("\n".join(rule_page(rule, language) for rule in rules))
    return 0


def _first(found: list[tuple[str, str]], language: Language) -> tuple[list[Page], list[str]]:
    """The first of the pages found, and by which words the other ones are shown."""
    from gorae.reference.library import page

    first = page(*found[0], language) if found else None
    if first is None:
        return [], []
    others = [f"--{name}" if kind == "flags" else name for kind, name in found[1:]]
    return [first], list(dict.fromkeys(others))


def _lines(page: Page, own: str, language: Language, *, colour: bool) -> Iterator[str]:
    from gorae.cli.markdown import to_terminal, wrapped
    from gorae.cli.terminal import columns
    from gorae.reference.cards import lists_of

    room = columns()
    yield paint(page.text("title"), "1", colour=colour)
    yield from wrapped(page.text("summary"), room, colour=colour)
    if page.texts("signature"):
        yield ""
        yield from (f"    {signature}" for signature in page.texts("signature"))
    for part in (page.body, lists_of(page, language)):
        if part.strip():
            yield ""
            yield to_terminal(part, language, colour=colour).rstrip("\n")
    # What is a link in an editor is the command that shows the page here.
    foot = []
    others = dict.fromkeys(other for target in page.texts("see") if (other := target.partition("/")[2]) != own)
    if others:
        words = " · ".join(f"`gorae explain {other}`" for other in others)
        foot.append(f"{say('see-also', language)}: {words}")
    foot += [f"{say('source', language)}: {source}" for source in page.texts("source")]
    if foot:
        yield ""
    for line in foot:
        yield from wrapped(line, room, colour=colour)

"""Parser directives, and comments that silence findings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from gorae.completion.model import Item
from gorae.completion.phrases import say
from gorae.reference import library
from gorae.reference.rules import named_rules
from gorae.source import Span

if TYPE_CHECKING:
    from gorae.completion.place import Place

_DIRECTIVES = {
    "syntax": ("docker/dockerfile:1", "docker/dockerfile:1-labs"),
    "escape": ("\\", "`"),
    "check": ("error=true", "skip=all", "skip="),
}
_VALUE = re.compile(r"\A[^#]*#\s*(?P<name>syntax|escape|check)\s*=\s*(?P<value>\S*)\Z", re.IGNORECASE)
_SKIP = re.compile(r"\A[^#]*#\s*check\s*=(?:[^;]*;)*\s*skip\s*=\s*(?:\w[\w/]*,)*(?P<name>\w*)\Z", re.IGNORECASE)
_IGNORE = re.compile(
    r"\A[^#]*#\s*(?P<tool>gorae(?::\s*|\s+)ignore(?:-file)?|hadolint(?:\s+(?:global|stage))?\s+ignore)\s*=\s*(?:[^\s,]+(?:\s+(?=,))?,\s*)*(?P<name>[^\s,]*)\Z",
    re.IGNORECASE,
)
_STARTS = (
    ("gorae: ignore=", "comments/gorae"),
    ("gorae: ignore-file=", "comments/gorae"),
    ("hadolint ignore=", "comments/hadolint"),
    ("hadolint global ignore=", "comments/hadolint"),
    ("hadolint shell=", "comments/hadolint"),
)


def items(place: Place) -> list[Item]:
    """What may follow a `#`: directives at the top, ignore comments everywhere, in them names of rules."""
    line = place.line
    match = _SKIP.search(line)
    if match is not None:
        return _rules(place, match["name"], "buildkit")
    match = _IGNORE.search(line)
    if match is not None:
        hadolint = match["tool"].lower().startswith("hadolint")
        return _rules(place, match["name"], "hadolint" if hadolint else None)
    match = _VALUE.search(line)
    if match is not None and _at_top(place):
        return _values(place, match["name"].lower(), match["value"])
    if "=" in line:
        return []
    return _begun(place, line)


def _at_top(place: Place) -> bool:
    """Whether nothing but directives stands above: elsewhere they are comments."""
    above = place.text[: place.offset - len(place.line)].lstrip("\ufeff")
    return all(re.match(r"#\s*\w+\s*=", line) for line in above.split("\n")[:-1])


def _begun(place: Place, line: str) -> list[Item]:
    start = place.offset - len(line) + line.index("#") + 1
    while start < place.offset and place.text[start] in " \t":
        start += 1
    span = Span(start, place.offset)
    typed = place.typed(span).lower()
    if not any(one.startswith(typed) for one in (*_DIRECTIVES, *(text for text, _ in _STARTS))):
        return []  # a sentence
    blank = "" if place.text[start - 1 : start] == " " else " "
    found = []
    if _at_top(place):
        there = {directive.name for directive in place.document.directives if not directive.span.holds(place.offset)}
        for number, name in enumerate(_DIRECTIVES):
            known = library.page("directives", name, place.language)
            detail = known.text("summary") if known is not None else ""
            if name not in there:
                found.append(
                    Item(
                        f"{name}=",
                        "keyword",
                        f"{blank}{name}=",
                        span,
                        detail=detail,
                        sort=f"0{number}",
                        filter=name,
                        page=f"directives/{name}",
                        retrigger=True,
                    )
                )
    for number, (text, page) in enumerate(_STARTS):
        known = library.page(*page.split("/"), place.language)
        detail = known.text("summary") if known is not None else ""
        found.append(
            Item(
                text,
                "snippet",
                blank + text,
                span,
                detail=detail,
                sort=f"1{number}",
                filter=text,
                page=page,
                retrigger=True,
            )
        )
    return found


def _values(place: Place, name: str, typed: str) -> list[Item]:
    span = Span(place.offset - len(typed), place.offset)
    page = f"directives/{name}"
    return [
        Item(
            value, "enum-member", value, span, sort=f"{number}", filter=value, page=page, retrigger=value.endswith("=")
        )
        for number, value in enumerate(_DIRECTIVES[name])
    ]


def _rules(place: Place, typed: str, linter: Literal["buildkit", "hadolint"] | None) -> list[Item]:
    span = Span(place.offset - len(typed), place.offset)
    found = []
    for rule in named_rules(place.language):
        for name in (rule.name,) if linter is None else rule.codes_of(linter):
            codes = (code for _, code in rule.codes)
            shown = " ".join((name, rule.name, *codes)) if linter is None else name
            found.append(
                Item(
                    name,
                    "reference",
                    name,
                    span,
                    detail=rule.summary,
                    sort=name,
                    filter=shown,
                    note=f"{say('rule', place.language)}: {rule.name}",
                    commit=(",",),
                )
            )
    return list({one.label: one for one in found}.values())

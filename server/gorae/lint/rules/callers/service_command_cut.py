"""A command of a service that compose ends at an operator of the shell, or cannot read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.context.compose_words import command_words
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import CallerRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context.callers import Word
    from gorae.facts.caller_file import CallerFile

_SPECIAL = ("'", ": ", " #", "\\", "\n")  # what would have to be escaped, for the shell or in YAML


def find(file: CallerFile) -> Iterator[Finding]:
    """At what is dropped; at the whole command where it is refused."""
    seen: set[Span] = set()
    for service in file.services.values():
        for command in (service.entrypoint, service.command):
            if command is None or not file.has(command.place) or command.place.span in seen:
                continue
            place = command.place
            seen.add(place.span)
            words = command_words(place.value)
            if words.is_refused and command.known:
                yield found(place.span, variant="refused")
            elif words.cut is not None and not words.is_refused:
                # Several lines are one word of a block: the operator is not where its offset says.
                plain = place.span.of(file.text) == place.value
                span = Span(place.span.start + words.cut, place.span.end) if plain else place.span
                yield found(span, _wrapped(place) if plain else None, dropped=place.value[words.cut :].strip())


def _wrapped(place: Word) -> Fix | None:
    """The command as the argument of a shell, where nothing in it has to be escaped."""
    if any(one in place.value for one in _SPECIAL):
        return None
    start, end = place.span
    return fix([Edit(Span(start, start), "sh -c '"), Edit(Span(end, end), "'")], safe=False)


RULE = CallerRule("service-command-cut", find, severity="warning", fixes="unsafe")

"""A configuration's text while it is read: where its keys stand, and what is wrong in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from gorae.source import Span
from gorae.source.near_words import nearest
from gorae.source.toml import inside, places

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gorae.source.toml import Path

ConfigIssueKind = Literal["broken", "unknown-key", "unknown-rule", "wrong-type", "wrong-value"]
_MOST_MENDED = 100
_SHELLCHECK = re.compile(r"SC\d+", re.IGNORECASE)


def is_shellcheck(name: str) -> bool:
    """Whether a name is that of a finding of ShellCheck's, which need not be known here: `SC2086`."""
    return _SHELLCHECK.fullmatch(name) is not None


class ConfigIssue(NamedTuple):
    """Something wrong in a configuration file; `kind` names the sentence, `facts` fill its gaps."""

    kind: ConfigIssueKind
    span: Span
    facts: tuple[tuple[str, str], ...]
    replacement: str = ""  # what would be right in the span's place, where that is known


class Reader(NamedTuple):
    """A configuration's text, where its keys stand, and what was found wrong so far."""

    text: str
    prefix: Path
    is_known: Callable[[str], bool]  # whether any rule, alias or group has the name
    nearest: Callable[[str], str | None]  # the known name that is most like a misspelt one
    issues: list[ConfigIssue]

    @property
    def _is_short(self) -> bool:
        """Whether it is still worth looking for what each wrong word was meant to be, which takes a millisecond each."""
        return len(self.issues) < _MOST_MENDED

    def key(self, *path: str | int) -> Span:
        """Where a key stands; the first line where that is not known."""
        place = places(self.text).get((*self.prefix, *path))
        return place.key if place else Span(0, len(self.text.partition("\n")[0]))

    def value(self, *path: str | int) -> Span:
        """Where a value stands, with its quotes."""
        place = places(self.text).get((*self.prefix, *path))
        return place.value if place else self.key(*path)

    def report(self, kind: ConfigIssueKind, span: Span, replacement: str = "", **facts: str) -> None:
        """Notes an issue at the span without its quotes."""
        bare = span if kind == "wrong-type" else inside(self.text, span)
        self.issues.append(ConfigIssue(kind, bare, tuple(facts.items()), replacement))

    def unknown_key(self, key: str, known: Sequence[str], *path: str | int) -> None:
        """Notes a key that means nothing where it stands."""
        close = nearest(key, known) if self._is_short else None
        near = {"nearest": close} if close else {}
        self.report("unknown-key", self.key(*(path or (key,))), close or "", key=key, **near)

    def wrong_type(self, wanted: str, *path: str | int, replacement: str = "") -> None:
        """Notes that a value has another type than it should."""
        self.report("wrong-type", self.value(*path), replacement, key=str(path[0]), wanted=wanted)

    def wrong_value(self, value: object, wanted: Sequence[str], *path: str | int) -> None:
        """Notes that a value is none of those that can be."""
        span = self.value(*path)
        if not isinstance(value, str):
            self.wrong_type(f'"{wanted[0]}"', *path)
            return
        close = nearest(value.lower(), wanted, cutoff=0.4) if self._is_short else None
        near = {"nearest": close} if close else {}
        self.report("wrong-value", span, close or "", value=value, wanted=", ".join(wanted), **near)

    def name(self, name: str, span: Span) -> None:
        """Notes a name that no rule, alias or group has."""
        if self.is_known(name) or is_shellcheck(name):
            return
        close = self.nearest(name) if self._is_short else None
        near = {"nearest": close} if close else {}
        self.report("unknown-rule", span, close or "", name=name, **near)

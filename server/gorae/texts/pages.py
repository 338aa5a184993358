"""Pages: `NAME.LANGUAGE.md` files whose front matter holds short texts and whose body is Markdown.

The front matter is lines of `key: value`, plain to the line's end; a key may stand more than once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = ("ko", "en")

_GAP = re.compile(r"\{([a-z_]+)(?::([^{}|]*)\|([^{}|]*))?\}")


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its front matter, each key with all its values, and its Markdown body."""

    front: Mapping[str, tuple[str, ...]]
    body: str

    def text(self, key: str, default: str = "") -> str:
        """The key's first value."""
        values = self.front.get(key)
        return values[0] if values else default

    def texts(self, key: str) -> tuple[str, ...]:
        """All values of the key."""
        return self.front.get(key, ())

    def blocks(self) -> list[tuple[str, str]]:
        """The fenced blocks: what stands behind the opening fence, and the text."""
        from gorae.texts.markdown import blocks

        return [
            (block.info.strip(), block.text + "\n" if block.text else "")
            for block in blocks(self.body)
            if block.kind == "fence"
        ]


def parse_page(text: str) -> Page:
    """A page's text taken apart. Without a front matter all of it is body."""
    text = text.replace("\r\n", "\n")
    front: dict[str, tuple[str, ...]] = {}
    if text.startswith("---\n"):
        head, _, text = text[4:].partition("\n---\n")
        for line in head.splitlines():
            key, colon, value = line.partition(":")
            if colon:
                front[key.strip()] = (*front.get(key.strip(), ()), value.strip())
    return Page(front, text.strip("\n") + "\n")


def fill(template: str, facts: Mapping[str, object]) -> str:
    """The template with each `{name}` replaced by that fact; gaps without a fact stay as they are.

    `{count:problem|problems}` is the first word where the fact is 1, else the second.
    """

    def filled(match: re.Match[str]) -> str:
        name, one, many = match.groups()
        if name not in facts:
            return match[0]
        if one is None:
            return str(facts[name])
        return one if str(facts[name]) == "1" else many

    return _GAP.sub(filled, template)

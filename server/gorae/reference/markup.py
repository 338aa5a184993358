"""The links to pages that hovers hold: `gorae:KIND/NAME`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.reference import library

if TYPE_CHECKING:
    from collections.abc import Callable

    from gorae.texts import Language

_PAGE_LINK = re.compile(r"\]\(gorae:([\w./+-]+)\)")


def with_links(markdown: str, address: Callable[[str], str]) -> str:
    """The text with `gorae:KIND/NAME` links replaced by what `address` makes of `KIND/NAME`."""
    return _PAGE_LINK.sub(lambda match: f"]({address(match[1])})", markdown)


def published(target: str, language: Language) -> str:
    """Where the page `KIND/NAME` is on the web; `rules/NAME` is a rule's."""
    kind, _, name = target.partition("/")
    if kind == "rules":
        from gorae.lint import messages
        from gorae.lint.registry import resolve

        rules = resolve(name)
        return messages.url(rules[0], language) if rules else library.SITE
    return library.url(kind, name, language)

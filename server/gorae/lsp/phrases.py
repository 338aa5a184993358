"""Titles of code actions and words around pages. They stand in `phrases.ko.md` and `phrases.en.md`."""

from __future__ import annotations

from gorae.texts import Catalogue

PHRASES = Catalogue("gorae.lsp")
say = PHRASES.say

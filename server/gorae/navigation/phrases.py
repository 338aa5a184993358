"""The sentences of refusals. They stand in `phrases.ko.md` and `phrases.en.md`."""

from __future__ import annotations

from gorae.texts import Catalogue

PHRASES = Catalogue("gorae.navigation")
say = PHRASES.say

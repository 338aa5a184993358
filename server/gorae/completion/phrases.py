"""The short sentences behind the labels; longer ones are pages. They stand in `phrases.ko.md` and `phrases.en.md`."""

from __future__ import annotations

from gorae.texts import Catalogue

PHRASES = Catalogue("gorae.completion")
say = PHRASES.say

"""The command line's own sentences. They stand in `messages.ko.md` and `messages.en.md`."""

from __future__ import annotations

from gorae.texts import Catalogue

MESSAGES = Catalogue("gorae.cli", "messages")
say, texts = MESSAGES.say, MESSAGES.texts

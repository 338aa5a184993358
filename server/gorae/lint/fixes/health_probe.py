"""Asks an address for a health check with a program that the image has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gorae.facts.image import Image

# What each asks with; all of them end with another status than 0 where the answer is no success.
_REQUESTS = {
    "curl": "curl -fsS {url}",
    "wget": "wget -qO- {url}",
    "python": "python -c \"import urllib.request as u; u.urlopen('{url}', timeout=2)\"",
    "python3": "python3 -c \"import urllib.request as u; u.urlopen('{url}', timeout=2)\"",
    "node": "node -e \"fetch('{url}').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))\"",
    "ruby": "ruby -rnet/http -e \"exit Net::HTTP.get_response(URI('{url}')).is_a?(Net::HTTPSuccess)\"",
}


def request(image: Image, url: str) -> tuple[str, str] | None:
    """A program that is surely there and the command that asks the address with it; None where none is known to be.

    The program of a language that the image is made for comes first: it is in the lighter variants as well. Not so on
    Alpine, where BusyBox's wget is always there.
    """
    if "'" in url:
        return None
    made_for = [name for name in ("node", "python") if image.apk is None and name in (image.programs or ())]
    order = [*made_for, *_REQUESTS]
    return next(((name, request_by(name, url)) for name in order if image.has(name)), None)


def request_by(program: str, url: str) -> str:
    """The command that asks the address with a program."""
    return _REQUESTS[program].replace("{url}", url)

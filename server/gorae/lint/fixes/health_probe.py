"""Asks an address for a health check with a program that the image has."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gorae.facts.image import Image


class Probe(NamedTuple):
    """What a health check asks."""

    url: str
    any_answer: bool = False  # no path is known that ends in success: an answer of any status will do
    port: int = 80


def probe_of(port: int, path: str | None = "/") -> Probe:
    """A question to the container itself; `path` None: no path is known that ends in success."""
    return Probe(f"http://127.0.0.1:{port}{path or '/'}", path is None, port)


# What each asks with; all of them end with another status than 0 where the answer is no success.
_REQUESTS = {
    "curl": "curl -fsS {url}",
    "wget": "wget -qO- {url}",
    "python": "python -c \"import urllib.request as u; u.urlopen('{url}', timeout=2)\"",
    "python3": "python3 -c \"import urllib.request as u; u.urlopen('{url}', timeout=2)\"",
    "node": "node -e \"fetch('{url}').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))\"",
    "ruby": "ruby -rnet/http -e \"exit Net::HTTP.get_response(URI('{url}')).is_a?(Net::HTTPSuccess)\"",
}
# The same for any answer: 404 and 401 come from a program that works. `wget` cannot tell them from silence.
_ANSWERS = {
    "curl": "curl -sS -o /dev/null {url}",
    "nc": "nc -z 127.0.0.1 {port}",
    "python": "python -c \"import socket; socket.create_connection(('127.0.0.1', {port}), 2)\"",
    "python3": "python3 -c \"import socket; socket.create_connection(('127.0.0.1', {port}), 2)\"",
    "node": "node -e \"fetch('{url}').then(() => process.exit(0), () => process.exit(1))\"",
    "ruby": "ruby -rsocket -e \"Socket.tcp('127.0.0.1', {port}, connect_timeout: 2).close\"",
}


def request(image: Image, probe: Probe) -> tuple[str, str] | None:
    """A program that is surely there and the command that asks the address with it; None where none is known to be.

    The program of a language that the image is made for comes first: it is in the lighter variants as well. Not so on
    Alpine, where BusyBox's programs are always there.
    """
    if "'" in probe.url:
        return None
    made_for = [name for name in ("node", "python") if image.apk is None and name in (image.programs or ())]
    order = [*made_for, *(_ANSWERS if probe.any_answer else _REQUESTS)]
    return next(((name, command) for name in order if image.has(name) and (command := request_by(name, probe))), None)


def request_by(program: str, probe: Probe) -> str | None:
    """The command that asks with a program; None where it cannot."""
    command = (_ANSWERS if probe.any_answer else _REQUESTS).get(program)
    return command.replace("{url}", probe.url).replace("{port}", str(probe.port)) if command is not None else None

"""A health check asks another port than the program listens on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.ports import listener_of
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import FileRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Stage
    from gorae.syntax import Node

_HERE = r"(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])"
_ASKED = re.compile(rf"(?P<scheme>https?://)?{_HERE}(?:(?::|\s+(?=\d))(?P<port>\d{{2,5}}))?(?![\w.:$-])")
_DEFAULT = {"http://": 80, "https://": 443}


def find(build: Build) -> Iterator[Finding]:
    """Report the port in the HEALTHCHECK of the target stage, where nothing else in the stage names it.

    What the program listens on is told by its options, its variables, or the only port of EXPOSE.
    """
    stage = build.last
    check = stage.last("HEALTHCHECK") if stage is not None else None
    if stage is None or check is None:
        return
    matches = list(_ASKED.finditer(check.instruction.text))
    ports = {int(match["port"]) if match["port"] else _DEFAULT.get(match["scheme"] or "", 0) for match in matches}
    if len(ports) != 1 or 0 in ports:
        return
    asked = ports.pop()
    server = listener_of(stage)
    port = server.port if server is not None else _only_exposed(stage)
    if port is None or port == asked or asked in (80, 443) or _is_named(stage, check, str(asked)):
        return
    first = matches[0]
    span = Span(*first.span("port")) if first["port"] else Span(*first.span())
    edits = [Edit(Span(*match.span("port")).shift(check.start), str(port)) for match in matches if match["port"]]
    repair = fix(edits, safe=False, port=port) if edits else None
    variant = "" if server is not None else "exposed"
    yield found(check.to_document(span), repair, variant=variant, asked=asked, port=port)


def _only_exposed(stage: Stage) -> int | None:
    """The port of EXPOSE, where it names a single one."""
    words = [
        word.value for one in stage.chain for node in one.instructions("EXPOSE") for word in node.instruction.words
    ]
    plain = words[0].removesuffix("/tcp") if len(words) == 1 else ""
    return int(plain) if plain.isdecimal() else None


def _is_named(stage: Stage, check: Node, port: str) -> bool:
    """Whether another instruction of the stage names the port: a second server, or one for administration."""
    pattern = re.compile(rf"(?<!\d){port}(?!\d)")
    return any(pattern.search(node.instruction.text) for one in stage.chain for node in one.nodes if node is not check)


RULE = FileRule("healthcheck-port-wrong", find, fixes="unsafe", last_only=True)

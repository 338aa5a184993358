"""EXPOSE names another port than the program listens on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.ports import SETS_PORT, listener_of
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import FileRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.rule import Inputs
    from gorae.stages import Build

_PORTS = re.compile(r"(\d+)(?:-(\d+))?(?:/(tcp|udp|sctp))?", re.IGNORECASE)


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report the first exposed port, where the program listens on none of those exposed.

    Not where a compose service that builds the file gives the port in a variable, and no option is stronger than that.
    """
    stage = build.last
    if stage is None:
        return
    exposed = []
    for one in stage.chain:
        for node in one.instructions("EXPOSE"):
            for word in node.instruction.words:
                match = _PORTS.fullmatch(one.evaluate(node, word) or "")
                if match is None:
                    return  # not known
                if (match[3] or "tcp").lower() == "tcp":
                    exposed.append((int(match[1]), int(match[2] or match[1]), node, word))
    server = listener_of(stage) if exposed else None
    if server is None or any(low <= server.port <= high for low, high, *_ in exposed):
        return
    services = inputs.context.services if inputs.context is not None else ()
    if server.by != "option" and any(SETS_PORT.intersection(one.environment) for one in services):
        return
    _, _, node, word = exposed[0]
    span = node.to_document(word.span)
    plain = len(exposed) == 1 and word.text.isdecimal()
    repair = fix(Edit(span, str(server.port)), safe=False, port=server.port) if plain else None
    yield found(span, repair, variant=server.by, port=server.port, program=server.program, exposed=word.value)


RULE = FileRule("expose-mismatch", find_with=find, fixes="unsafe", last_only=True)

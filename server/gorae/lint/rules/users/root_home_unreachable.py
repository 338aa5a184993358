"""What an ordinary user is to run lies in root's home, which only root may enter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.entrypoint import process
from gorae.facts.users import final_user, is_root
from gorae.lint.model import Finding, found
from gorae.lint.rule import FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.source import Span
    from gorae.stages import Build, Stage
    from gorae.syntax import Node

_HOME = "/root/"
# Bases whose /root is known to be closed: mode 700, of Red Hat's family 550 (its package filesystem).
_CLOSED = frozenset(("debian", "ubuntu", "alpine", "redhat"))
_PATH_ENTRY = re.compile(r"/root/[\w./-]+")
_PIP_USER = re.compile(r"\bpip3?\s+install\b[^&|;\n]{0,100}\s--user\b")
# A chmod of the home itself, or another home for root.
_OPENED = re.compile(r"\bchmod\b[^&|;\n]{0,100}\s/root/?(?:\s|$)|\busermod\b[^&|;\n]{0,100}\sroot\b|\bsetfacl\b")


def find(build: Build) -> Iterator[Finding]:
    """Report the program that starts, else the folder on PATH, else the Python packages that are copied there."""
    end = final_user(build)
    if end is None or end.node is None or end.user is None or is_root(end.user):
        return
    stage = end.stage
    if stage.os_family not in _CLOSED or any(_OPENED.search(node.instruction.text) for node in _runs(stage)):
        return
    place = next(_places(stage), None)
    if place is not None:
        span, path = place
        yield found(span, user=end.user, path=path)


def _runs(stage: Stage) -> Iterator[Node]:
    return (node for one in stage.chain for node in one.instructions("RUN"))


def _places(stage: Stage) -> Iterator[tuple[Span, str]]:
    for word in process(stage)[:1]:
        if word.value.startswith(_HOME):
            yield word.span, word.value
    copied = [(node, node.instruction.words[-1]) for node in stage.instructions("COPY") if node.instruction.words]
    packages = [(node, target) for node, target in copied if re.match(r"/root/\.local(?:/|$)", target.value)]
    if not packages and not any(_PIP_USER.search(node.instruction.text) for node in stage.instructions("RUN")):
        return  # the build itself, which is root's, may want what is on PATH
    for node in stage.instructions("ENV"):
        for pair in node.instruction.pairs:
            entry = (
                _PATH_ENTRY.search(pair.value.value) if pair.key.value == "PATH" and pair.value is not None else None
            )
            if entry is not None and pair.value is not None:
                yield node.to_document(pair.value.span), entry[0]
    for node, target in packages:
        yield node.to_document(target.span), target.value


RULE = FileRule("root-home-unreachable", find)

"""Services of compose files as bake reads them: what its own files say of a target of that name is laid over them."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gorae.context.bake_words import Definition, Expression
from gorae.context.compose import read_project
from gorae.context.hcl_functions import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from gorae.context import hcl_values
    from gorae.context.callers import Argument, Word
    from gorae.context.compose import Service
    from gorae.source import Span

_NO_NAME = re.compile(r"[^a-zA-Z0-9_-]")
_SERVICE = "service:"


@dataclass(frozen=True, eq=False)
class ServiceValue(Expression):
    """What a service says, worked out already."""

    file: Path
    span: Span
    held: object
    rows: tuple[tuple[Word, ServiceValue], ...] = ()

    def value(self, names: hcl_values.Names) -> object:  # noqa: ARG002  # it names nothing
        """What it comes to."""
        return self.held

    def items(self) -> Iterator[Expression]:
        """None: a service gives no lists that are read."""
        yield from ()

    def pairs(self, names: hcl_values.Names) -> Iterator[tuple[Word, Expression]]:  # noqa: ARG002  # as above
        """The keys and values of a map."""
        yield from self.rows

    @property
    def bare(self) -> str:
        """No bare word."""
        return ""


def service_targets(file: Path, unsaved: Mapping[Path, str] | None = None) -> Iterator[Definition]:
    """The services of a compose file that build something, as targets. Bake reads the file without its override."""
    for service in read_project(file, unsaved, alone=True).services.values():
        if service.build is not None:
            name = _NO_NAME.sub("_", service.name)
            yield Definition("target", name, service.place._replace(value=name), _attributes(service, file.parent))


def _attributes(service: Service, folder: Path) -> dict[str, Expression]:
    caller, place = service.caller, service.place
    if caller is None:  # its folder is not of this machine
        return {"context": ServiceValue(place.file, place.span, UNKNOWN)}
    found: dict[str, Expression] = {}
    root = caller.context_word or place
    if caller.is_known:
        context = os.path.relpath(os.path.normpath(caller.context), folder)
        found["context"] = ServiceValue(root.file, root.span, context)
    else:
        found["context"] = ServiceValue(root.file, root.span, UNKNOWN)
    for name, word in (("dockerfile", caller.dockerfile_word), ("target", caller.target_word)):
        if word is not None:
            found[name] = _text(word)
    if caller.inline:
        found["dockerfile-inline"] = ServiceValue(place.file, place.span, UNKNOWN)
    for name, given in (("args", caller.given), ("contexts", service.contexts)):
        rows = tuple((one.name, _given(one)) for one in given if one.value is not None)
        if rows:
            found[name] = ServiceValue(place.file, place.span, {key.value: one.held for key, one in rows}, rows)
    return found


def _text(word: Word) -> ServiceValue:
    return ServiceValue(word.file, word.span, word.value if word.known else UNKNOWN)


def _given(argument: Argument) -> ServiceValue:
    word = argument.value or argument.name
    if word.value.startswith(_SERVICE):
        word = word._replace(value="target:" + word.value.removeprefix(_SERVICE))
    return _text(word)

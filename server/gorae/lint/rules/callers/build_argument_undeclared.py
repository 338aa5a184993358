"""A build argument that no ARG of the Dockerfile declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import CallerRule
from gorae.source import Edit
from gorae.source.near_words import near_words
from gorae.stages import PLATFORM_ARGUMENTS, PREDEFINED_ARGUMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.caller_file import CallerFile
    from gorae.stages import Build

_OWN_PREFIXES = ("BUILDKIT_", "SOURCE_DATE_EPOCH", "BUILDX_")


def find(file: CallerFile) -> Iterator[Finding]:
    """Report the argument's name; an argument given to several builds only where none of them declares it."""
    declared_somewhere: set[str] = set()
    for request in file.requests:
        if request.build is not None:
            declared_somewhere |= declared(request.build)
    for request in file.requests:
        build = request.build
        if build is None or not build.stages or _has_own_frontend(build):
            continue
        names = declared(build)
        for argument in request.caller.given:
            name = argument.name.value
            if name in names or name in declared_somewhere or not file.has(argument.name) or _is_predefined(name):
                continue
            span = argument.name.span
            close = near_words(name, sorted(names), cutoff=0.75)
            plain = span.of(file.text) == name
            edit = fix(Edit(span, close[0]), safe=False, right=close[0]) if close and plain else None
            yield found(span, edit, variant="near" if close else "", name=name, right=close[0] if close else "")


def declared(build: Build) -> set[str]:
    """The names that any ARG of a Dockerfile declares."""
    found = set()
    for node in build.document.nodes:
        for instruction in (node.instruction, node.instruction.trigger):
            if instruction is not None and instruction.name == "ARG":
                found |= {pair.key.value for pair in instruction.pairs}
    return found


def _is_predefined(name: str) -> bool:
    return name in PREDEFINED_ARGUMENTS or name in PLATFORM_ARGUMENTS or name.startswith(_OWN_PREFIXES)


def _has_own_frontend(build: Build) -> bool:
    """Whether the file is read by a frontend that may take arguments of its own."""
    syntax = [one.value for one in build.document.directives if one.name == "syntax"]
    return bool(syntax) and "docker/dockerfile" not in syntax[0]


RULE = CallerRule("build-argument-undeclared", find, fixes="unsafe", report="once_per_message")

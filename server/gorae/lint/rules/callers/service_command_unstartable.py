"""A command of a service that its image cannot start."""

from __future__ import annotations

import posixpath
import shlex
from typing import TYPE_CHECKING

from gorae.facts.copies import landings
from gorae.lint.model import Finding, found
from gorae.lint.rule import CallerRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context.compose import Service
    from gorae.context.compose_layers import Command
    from gorae.facts.caller_file import CallerFile
    from gorae.stages import Stage

_SHELLS = frozenset(("sh", "bash", "ash", "dash", "zsh", "/bin/sh", "/bin/bash", "/bin/ash"))
_BASH = frozenset(("bash", "/bin/bash"))


def find(file: CallerFile) -> Iterator[Finding]:
    """At the command: words that are one, a shell that the image does not have, a program that nobody brings to it."""
    stages = {request.caller.name: request.stage for request in file.requests}
    for service in file.services.values():
        stage = stages.get(service.name)
        command = _first(service, stage)
        if command is None or not command.known or not command.words or not file.has(command.place):
            continue
        program = command.words[0]
        span = command.place.span
        if " " in program.strip() and command.place.value == "":
            try:
                right = ", ".join(f'"{word}"' for word in shlex.split(program))
            except ValueError:
                continue
            yield found(span, variant="one-word", program=program, right=f"[{right}]")
        elif stage is not None and stage.root.is_scratch and program in _SHELLS and not _is_brought(stage, program):
            yield found(span, variant="scratch", program=program)
        elif stage is not None and program in _BASH and _is_alpine_without_bash(stage):
            yield found(span, program=program)


def _first(service: Service, stage: Stage | None) -> Command | None:
    """What the container starts: the entrypoint of the file, else the command where the image has no entrypoint."""
    if service.entrypoint is not None:
        return service.entrypoint
    if service.command is None or service.build is None or stage is None:
        return None
    if stage.in_force("ENTRYPOINT") is not None or not _starts_plainly(stage):
        return None
    return service.command


# Bases whose entrypoint is nothing, or hands a command on as it is.
_PLAIN = frozenset(("alpine", "debian", "ubuntu", "python", "golang", "busybox", "rust", "fedora", "node", "ruby"))


def _starts_plainly(stage: Stage) -> bool:
    root = stage.root
    return root.is_scratch or (root.reference is not None and root.reference.familiar in _PLAIN)


def _is_brought(stage: Stage, program: str) -> bool:
    name = posixpath.basename(program)
    for one in stage.chain:
        if one.instructions("ADD"):
            return True  # a root file system, maybe
        for landing in landings(one):
            if landing.target == "/" or name in (
                posixpath.basename(landing.source),
                posixpath.basename(landing.target),
            ):
                return True
            if posixpath.basename(landing.source).startswith("busybox"):
                return True
    return any("busybox" in node.instruction.text for one in stage.chain for node in one.instructions("COPY"))


def _is_alpine_without_bash(stage: Stage) -> bool:
    root = stage.root
    if root.reference is None or root.reference.familiar not in ("alpine", "python", "node", "golang", "ruby"):
        return False
    tag = root.reference.tag or ""
    if root.reference.familiar != "alpine" and "alpine" not in tag:
        return False
    texts = [node.instruction.text for one in stage.chain for node in one.nodes]
    return not any("bash" in text for text in texts) and not any(one.instructions("ADD") for one in stage.chain)


RULE = CallerRule("service-command-unstartable", find, severity="error")

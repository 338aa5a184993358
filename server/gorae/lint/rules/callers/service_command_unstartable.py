"""A command of a service that its image cannot start."""

from __future__ import annotations

import posixpath
import shlex
from typing import TYPE_CHECKING

from gorae.facts.called_programs import WATCHED
from gorae.facts.copies import landings
from gorae.facts.image import final_image
from gorae.facts.image_base import hands_on
from gorae.lint.model import Finding, found
from gorae.lint.rule import CallerRule
from gorae.shell import is_shell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context.compose import Service
    from gorae.context.compose_layers import Command
    from gorae.facts.caller_file import CallerFile
    from gorae.stages import Stage

_BASH = frozenset(("bash", "/bin/bash"))


def find(file: CallerFile) -> Iterator[Finding]:
    """Report a command that is one word with blanks, needs a shell that the image lacks, or names a missing program."""
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
        elif stage is not None and stage.root.is_scratch and is_shell(program) and not _is_brought(stage, program):
            yield found(span, variant="scratch", program=program)
        elif stage is not None and _lacks(stage, program):
            yield found(span, variant="" if program in _BASH else "program", program=program)


def _first(service: Service, stage: Stage | None) -> Command | None:
    """What the container starts: the entrypoint of the file, else the command where the image has no entrypoint."""
    if service.entrypoint is not None:
        return service.entrypoint
    if service.command is None or service.build is None or stage is None:
        return None
    if stage.in_force("ENTRYPOINT") is not None or not hands_on(stage):
        return None
    return service.command


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


def _lacks(stage: Stage, program: str) -> bool:
    """Whether the image surely has no such program, of those that come with packages."""
    name = posixpath.basename(program)
    if name not in WATCHED or program not in (name, f"/bin/{name}", f"/usr/bin/{name}"):
        return False
    return final_image(stage).has(name) is False


RULE = CallerRule("service-command-unstartable", find, severity="error")

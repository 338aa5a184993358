"""A stage as the Engine works on it, and what it starts from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gorae.images import os_family, parse_reference, surroundings
from gorae.stages.dispatch.expansion import Environment
from gorae.stages.dispatch.platforms import Platform, parse_platform

if TYPE_CHECKING:
    from collections.abc import Callable

    from gorae.source import Span
    from gorae.syntax import Document, Instruction, Node

# What a build has that nobody gives a platform to, on the machines that most have; BuildKit, dockerfile2llb/platform.go.
PLATFORM_VALUES = {
    "BUILDPLATFORM": "linux/amd64", "BUILDOS": "linux", "BUILDOSVERSION": "", "BUILDARCH": "amd64", "BUILDVARIANT": "",
    "TARGETPLATFORM": "linux/amd64", "TARGETOS": "linux", "TARGETOSVERSION": "", "TARGETARCH": "amd64",
    "TARGETVARIANT": "", "TARGETSTAGE": "default",
}  # fmt: skip
SCRATCH = "scratch"


@dataclass(eq=False)
class Command:
    """An instruction of a stage, its own or one that ONBUILD of its base brings."""

    instruction: Instruction
    index: int  # the instruction that the Engine names: FROM for one that ONBUILD brings
    place: Callable[[Span], Span]  # where a span of the instruction stands
    sources: list[State] = field(default_factory=list)


@dataclass(eq=False)
class State:
    """A stage, or an image that files are taken from without one (`number` is -1)."""

    number: int
    name: str  # in small letters; empty: none
    image: str  # what FROM names, its variables replaced
    node: Node | None
    shown: str = ""  # the same with `…` for what no one gave, where a name was taken in its place
    base: State | None = None
    platform: Platform | None = None
    commands: list[Command] = field(default_factory=list)
    triggers: list[Command] = field(default_factory=list)  # its ONBUILDs, as they stand
    needs: list[State] = field(default_factory=list)  # what its COPY --from and mounts name
    environment: Environment = field(default_factory=Environment)
    arguments: set[str] = field(default_factory=set)  # names that ARG declares, here or in what it is based on
    workdir: str | None = "/"  # None: not known
    image_has_workdir: bool = False  # as far as that is known
    has_own_workdir: bool = False  # WORKDIR stands here, or in what it is based on
    has_shell: bool = False
    system: str = "linux"
    is_done: bool = False


def begin(state: State, document: Document) -> None:
    """Puts the state at what its base leaves, or its image has."""
    base = state.base
    if base is not None:
        state.environment = base.environment.copy()
        state.arguments = set(base.arguments)
        state.workdir, state.has_own_workdir, state.has_shell = base.workdir, base.has_own_workdir, base.has_shell
        state.system, state.platform = base.system, base.platform
        state.image_has_workdir = base.image_has_workdir
        return
    reference = parse_reference(state.image)
    known = surroundings(state.image if state.image == SCRATCH else reference.familiar if reference else "")
    state.system = _system(state, document)
    names = () if known is None else known.variables
    values: dict[str, str | None] = dict.fromkeys(names)
    if state.system != "windows":
        values["PATH"] = None
    state.environment = Environment(values, is_open=known is None)
    state.image_has_workdir = known is not None and known.has_workdir
    state.workdir = "/" if known is not None and not known.has_workdir else None


def _system(state: State, document: Document) -> str:
    """`windows` or `linux`; a file that escapes with backticks is written for Windows."""
    if state.platform is not None and state.platform.system:
        return state.platform.system
    reference = parse_reference(state.image)
    is_windows = document.escape == "`" or (reference is not None and os_family(reference) == "windows")
    return "windows" if is_windows else "linux"


__all__ = ["PLATFORM_VALUES", "SCRATCH", "Command", "Platform", "State", "begin", "parse_platform"]

"""The build graph: stages, what they are based on and copy from, and what is in force at each instruction."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from gorae.stages.values import evaluate

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from gorae.images import ImageReference
    from gorae.shell import Dialect
    from gorae.source import Span
    from gorae.syntax import Document, Node, Variable, Word

_NUMBER = re.compile(r"[+-]?[0-9]+")
Origin = Literal["arg", "env", "global-arg", "platform", "predefined", "base"]


def stage_number(text: str) -> int | None:
    """The number of a stage that a word of `--from` is, as Go's Atoi reads it: `00`, `+1` and `-0` are numbers, too."""
    return int(text) if _NUMBER.fullmatch(text) else None


class Value(NamedTuple):
    """A variable in force: its value (None: not known before the build) and where it comes from."""

    value: str | None
    origin: Origin
    defined_by: int | None  # the index, among the document's instructions, of the one that sets it


class Scope(NamedTuple):
    """What a rule of one instruction may know of its surroundings; small and hashable, since findings are kept by it."""

    escape: str = "\\"
    shell: tuple[str, ...] = ("/bin/sh", "-c")
    dialect: Dialect = "sh"
    user: str | None = None  # as written; None: the base image's
    workdir: str | None = None  # resolved; None: the base image's
    os_family: str | None = None  # as gorae.images.os_family says
    base: str | None = None  # the external image that the stage's chain of FROM ends in, resolved; None: not known
    is_last: bool = True  # in the stage that is built when no target is given
    reaches_image: bool = True  # layers of this stage are layers of the last stage
    in_stage: bool = True  # False above the first FROM
    # The variables that the instruction names: name, value or None where not known, origin or None where not defined.
    variables: tuple[tuple[str, str | None, str | None], ...] = ()
    newline: str = "\n"  # the file's newline: an instruction of one line does not show it

    @property
    def has_bourne_shell(self) -> bool:
        """Whether the shell in force reads sh's language: sh itself, bash and the like."""
        return self.dialect in ("sh", "bash")

    def value(self, name: str) -> str | None:
        """The value of a variable that the instruction names."""
        return next((value for known, value, _ in self.variables if known == name), None)


class State(NamedTuple):
    """What SHELL, USER and WORKDIR have put in force."""

    shell: tuple[str, ...]
    user: str | None  # as written; None: the base image's
    workdir: str | None  # resolved; None: the base image's, or not known


# Stages that are based on one another: what goes through them for each would take their number's square.
MOST_CHAINED = 100


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Stage:
    """One stage. Spans and starts are those of the document."""

    index: int
    nodes: tuple[Node, ...]  # FROM first
    name: str | None  # lower-case, as BuildKit compares
    name_span: Span | None
    image: str | None  # what FROM names, variables replaced; None where a variable is not known
    image_span: Span
    reference: ImageReference | None  # None for scratch, a stage, or what is malformed or not known
    parent: Stage | None  # the stage it is based on
    scopes: tuple[Scope, ...]  # for each of `nodes`
    environments: tuple[Mapping[str, Value], ...]  # for each of `nodes`: what is in force before it
    final_environment: Mapping[str, Value]  # after its last instruction
    final_state: State  # likewise
    copies_from: frozenset[int]  # stages that COPY --from and mounts name
    is_last: bool
    reaches_image: bool
    is_needed: bool  # the last stage cannot be built without it
    document: Document = field(repr=False)
    derived: dict[Hashable, Any] = field(default_factory=dict, repr=False)  # see gorae.source.derived
    # Likewise what holds no place: it goes on to the stage that says the same after an edit elsewhere.
    inherited: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    @property
    def from_instruction(self) -> Node:
        """Its FROM."""
        return self.nodes[0]

    @property
    def is_scratch(self) -> bool:
        """Whether it begins with nothing."""
        return self.parent is None and self.image == "scratch"

    @property
    def chain(self) -> tuple[Stage, ...]:
        """The stage and those it is based on, itself first; of a chain of hundreds the nearest ones."""
        stages = [self]
        while stages[-1].parent is not None and len(stages) < MOST_CHAINED:
            stages.append(stages[-1].parent)
        return tuple(stages)

    @property
    def root(self) -> Stage:
        """The stage at the chain's end, whose FROM names an image from outside."""
        passed: list[Stage] = []
        stage = self
        while stage.parent is not None and "root" not in stage.derived:
            passed.append(stage)
            stage = stage.parent
        root = cast("Stage", stage.derived.get("root", stage))
        for one in passed:
            one.derived["root"] = root
        return root

    @property
    def os_family(self) -> str | None:
        """The family of operating systems, as gorae.images.os_family says; None where not known."""
        return self.scopes[0].os_family

    def instructions(self, *names: str) -> list[Node]:
        """The stage's own instructions of these names, in order."""
        known: list[Node] | None = self.derived.get(names)
        if known is None:
            known = self.derived[names] = [node for node in self.nodes if node.instruction.name in names]
        return known[:]

    def last(self, *names: str) -> Node | None:
        """The last of the stage's own instructions of these names."""
        return next((node for node in reversed(self.nodes) if node.instruction.name in names), None)

    def in_force(self, *names: str) -> Node | None:
        """The last instruction of these names in the stage or those it is based on."""
        stage: Stage | None = self
        for _ in range(MOST_CHAINED):  # as `chain`, which is not made for this: long chains are asked often
            if stage is None:
                break
            for node in reversed(stage.nodes):
                if node.instruction.name in names:
                    return node
            stage = stage.parent
        return None

    def scope_of(self, node: Node) -> Scope:
        """What is in force at one of the stage's instructions."""
        return self.scopes[node.index - self.nodes[0].index]

    def environment_at(self, node: Node) -> Mapping[str, Value]:
        """The variables in force at one of the stage's instructions."""
        return self.environments[node.index - self.nodes[0].index]

    def evaluate(self, node: Node, word: Word) -> str | None:
        """A word of one of the stage's instructions as it is in the build: without quotes, its variables replaced.

        None where a variable is not known before the build.
        """
        return evaluate(word, values_of(self.environment_at(node)), self.document.escape)

    @property
    def span(self) -> Span:
        """From its FROM to the end of its last instruction."""
        return self.nodes[0].span | self.nodes[-1].span


@dataclass(frozen=True, slots=True, eq=False)
class Build:
    """A whole Dockerfile, understood."""

    document: Document
    stages: tuple[Stage, ...]
    header: tuple[Node, ...]  # what stands above the first FROM
    header_scopes: tuple[Scope, ...]
    global_arguments: dict[str, Value]
    build_arguments: Mapping[str, str] = field(default_factory=dict)  # given as with `--build-arg`
    target: int = -1  # the number of the stage that is built
    derived: dict[Hashable, Any] = field(default_factory=dict, repr=False)  # see gorae.source.derived

    @property
    def last(self) -> Stage | None:
        """The stage that is built: the last one, where no target is given."""
        return self.stages[self.target] if self.stages else None

    def stage(self, name: str) -> Stage | None:
        """The stage of that name or number (BuildKit: the last one of the name wins)."""
        wanted = name.lower()
        named = self.derived.get("named")
        if named is None:
            named = self.derived["named"] = {stage.name: stage for stage in self.stages}
        if wanted in named:
            return cast("Stage", named[wanted])
        number = stage_number(wanted)
        return self.stages[number] if number is not None and 0 <= number < len(self.stages) else None

    def stage_of(self, node: Node) -> Stage | None:
        """The stage that an instruction stands in; None above the first FROM."""
        after = bisect_right(self.stages, node.index, key=lambda stage: stage.nodes[0].index)
        return self.stages[after - 1] if after else None

    def scope_of(self, node: Node) -> Scope:
        """What is in force at an instruction."""
        stage = self.stage_of(node)
        return stage.scope_of(node) if stage else self.header_scopes[node.index]

    def environment_at(self, node: Node) -> Mapping[str, Value]:
        """The variables that an instruction can use."""
        stage = self.stage_of(node)
        if stage is None or node.index == stage.nodes[0].index:
            return self.global_arguments
        return stage.environment_at(node)

    def evaluate(self, node: Node, word: Word) -> str | None:
        """A word of an instruction as it is in the build, as `Stage.evaluate`; that of a FROM sees the ARGs above it."""
        return evaluate(word, values_of(self.environment_at(node)), self.document.escape)

    def uses(self) -> list[tuple[Node, Variable]]:
        """All variables that BuildKit replaces, with the instruction they stand in."""
        return [(node, use) for node in self.document.nodes for use in node.instruction.variables]


def values_of(environment: Mapping[str, Value]) -> Mapping[str, str | None]:
    """The values alone, by name: a view, for a copy at each instruction would take their number's square."""
    return _Values(environment)


class _Values(Mapping[str, "str | None"]):
    def __init__(self, environment: Mapping[str, Value]) -> None:
        self._environment = environment

    def __getitem__(self, name: str) -> str | None:
        """The value of a variable, None where it is not known before the build."""
        return self._environment[name].value

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self._environment)

    def __len__(self) -> int:
        """How many variables there are."""
        return len(self._environment)

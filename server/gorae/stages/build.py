"""A document to its build graph. Stages that did not change, and whose surroundings did not, are taken over."""

from __future__ import annotations

import posixpath
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from gorae.images import os_family, parse_reference
from gorae.shell.dialects import dialect_of
from gorae.source.derived import derived_by
from gorae.stages.environment import PREDEFINED_ARGUMENTS, Arguments, assigned, header, variables_named
from gorae.stages.model import Build, Scope, Stage, State, Value, values_of
from gorae.stages.values import evaluate

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence
    from typing import Any

    from gorae.images import ImageReference
    from gorae.source import Span
    from gorae.syntax import Document, Node


def build(document: Document, build_arguments: Mapping[str, str] | None = None, target: str | None = None) -> Build:
    """The build graph of a document; `build_arguments` are values given as with `--build-arg`.

    `target` is the stage that is built, as with `--target`; the last one where there is none of that name or number.
    """
    return _build(document, tuple(sorted((build_arguments or {}).items())), target)


@derived_by(lambda given, target: (given, target))
def _build(document: Document, given: tuple[tuple[str, str], ...], target: str | None) -> Build:
    groups = _groups(document.nodes)
    header_scopes, global_arguments = header(document, groups[0], dict(given))
    arguments = Arguments(global_arguments, dict(given))
    froms = [_from(group[0], global_arguments, document.escape) for group in groups[1:]]
    parents = _parents(froms)
    known_stages = _same_surroundings(_build.take_from(document.previous, given, target), document, global_arguments)
    stages: list[Stage] = []
    number = targeted(froms, target)
    for plan in _plans(groups[1:], froms, parents, number):
        base = parents[plan.number]
        parent = stages[base] if base is not None else None
        old = known_stages[plan.number] if plan.number < len(known_stages) else None
        stages.append(_stage(document, plan, parent, arguments, old))
    return Build(document, tuple(stages), groups[0], header_scopes, global_arguments, dict(given), target=number)


def targeted(names: Sequence[_From], target: str | None) -> int:
    """The number of the stage that is built: the last of the target's name, that of its number, else the last stage."""
    last = len(names) - 1
    if target is None:
        return last
    wanted = target.lower()
    named = [number for number, one in enumerate(names) if one.name == wanted]
    if named:
        return named[-1]
    return int(wanted) if wanted.isdecimal() and int(wanted) <= last else last


def _same_surroundings(
    before: Build | None, document: Document, global_arguments: Mapping[str, Value]
) -> tuple[Stage, ...]:
    """The stages before the last edit, where what stands above the first FROM means the same."""
    if before is None or before.document.escape != document.escape:
        return ()
    return before.stages if before.global_arguments == global_arguments else ()


def _is_same(old: Stage, plan: _Plan, parent: Stage | None) -> bool:
    """Whether all that a stage's scopes and variables are made of is as it was; only where it stands may differ."""
    return (
        len(old.nodes) == len(plan.group)
        and old.nodes[0].index == plan.group[0].index
        and (old.image, old.is_last, old.reaches_image) == (plan.head.image, plan.is_last, plan.reaches_image)
        and [node.instruction for node in old.nodes] == [node.instruction for node in plan.group]  # eq is identity
        and (old.parent is None) == (parent is None)
        and (parent is None or old.parent is None or parent.environments is old.parent.environments)
    )


class _From(NamedTuple):
    """What a FROM names, and what it calls its stage; spans are of the document."""

    image: str | None
    image_span: Span
    name: str | None = None
    name_span: Span | None = None


class _Plan(NamedTuple):
    """What is known of a stage before its instructions are gone through."""

    number: int
    group: tuple[Node, ...]
    head: _From
    is_last: bool
    reaches_image: bool
    is_needed: bool
    copies_from: frozenset[int]


def _groups(nodes: tuple[Node, ...]) -> list[tuple[Node, ...]]:
    starts = [node.index for node in nodes if node.instruction.name == "FROM"]
    return [nodes[start:end] for start, end in zip([0, *starts], [*starts, len(nodes)], strict=True)]


def _from(node: Node, arguments: Mapping[str, Value], escape: str) -> _From:
    words = node.instruction.words
    if not words:
        return _From(None, node.keyword)
    image = evaluate(words[0], values_of(arguments), escape)
    name, name_span = None, None
    if len(words) >= 3 and words[1].text.upper() == "AS":
        name, name_span = words[2].text.lower(), node.to_document(words[2].span)
    return _From(image or None, node.to_document(words[0].span), name, name_span)


def _parents(froms: Sequence[_From]) -> list[int | None]:
    parents: list[int | None] = []
    names: dict[str, int] = {}
    for index, one in enumerate(froms):
        parents.append(names.get((one.image or "").lower()))
        if one.name:
            names[one.name] = index
    return parents


def _plans(
    bodies: Sequence[tuple[Node, ...]], froms: Sequence[_From], parents: Sequence[int | None], last: int
) -> list[_Plan]:
    """The stages' plans; `last` is the number of the one that is built."""
    numbers: dict[str, list[int]] = {}
    for number, one in enumerate(froms):
        if one.name:
            numbers.setdefault(one.name, []).append(number)
    copies = [frozenset(_sources(group, numbers, len(froms), index)) for index, group in enumerate(bodies)]
    reaches: set[int] = set()
    at: int | None = last if bodies else None
    while at is not None and at not in reaches:
        reaches.add(at)
        at = parents[at]
    needed: set[int] = set()
    waiting = [last] if bodies else []
    while waiting:
        index = waiting.pop()
        if index in needed:
            continue
        needed.add(index)
        waiting += copies[index]
        parent = parents[index]
        if parent is not None:
            waiting.append(parent)
    return [
        _Plan(
            index,
            group,
            froms[index],
            is_last=index == last,
            reaches_image=index in reaches,
            is_needed=index in needed,
            copies_from=copies[index],
        )
        for index, group in enumerate(bodies)
    ]


def sources(node: Node) -> list[tuple[str, Span]]:
    """What an instruction takes files from: COPY --from and the `from` of its mounts, with where it stands."""
    instruction = node.instruction
    instruction = instruction.trigger or instruction
    found = []
    for flag in instruction.flags:
        if flag.name == "from" and flag.value and flag.value_span:
            found.append((flag.value, node.to_document(flag.value_span)))
        if flag.name == "mount":
            option = flag.option("from")
            # A mount takes no stage by its number: `from=0` is an image of that name.
            if option is not None and option.value and option.value_span and not option.value.isdecimal():
                found.append((option.value, node.to_document(option.value_span)))
    return found


def _sources(group: tuple[Node, ...], numbers: Mapping[str, Sequence[int]], count: int, index: int) -> set[int]:
    """The stages that a stage's instructions take files from. `numbers`: those of each name, in order."""
    found: set[int] = set()
    for node in group:
        if node.instruction.name not in ("COPY", "RUN", "ADD", "ONBUILD"):
            continue
        for text, _ in sources(node):
            named = numbers.get(text.lower())
            if named is not None:
                # BuildKit takes files from a later stage, too; of two with one name an earlier one is meant.
                earlier = bisect_left(named, index)
                number = named[earlier - 1] if earlier else named[-1]
                found |= {number} - {index}
            elif text.isdecimal() and int(text) < count and int(text) != index:
                found.add(int(text))
    return found


class _Walked(NamedTuple):
    """What is in force at each instruction of a stage, and at its end."""

    scopes: tuple[Scope, ...]
    environments: tuple[dict[str, Value], ...]
    environment: dict[str, Value]
    state: State


def _stage(document: Document, plan: _Plan, parent: Stage | None, arguments: Arguments, old: Stage | None) -> Stage:
    """The stage; `old` is the one that stood there before the last edit, with what is in force in it where that holds."""
    head = plan.head
    reference = None
    if parent is None and head.image and head.image != "scratch":
        reference = parse_reference(head.image)
    inherited: dict[Hashable, Any] = {}
    if old is not None and _is_same(old, plan, parent):
        walked = _Walked(old.scopes, old.environments, old.final_environment, old.final_state)
        if parent is None or (old.parent is not None and parent.inherited is old.parent.inherited):
            inherited = old.inherited
    else:
        walked = _walk(document, plan, parent, reference, arguments)
    return Stage(
        index=plan.number,
        nodes=plan.group,
        name=head.name,
        name_span=head.name_span,
        image=head.image,
        image_span=head.image_span,
        reference=reference,
        parent=parent,
        scopes=walked.scopes,
        environments=walked.environments,
        final_environment=walked.environment,
        final_state=walked.state,
        copies_from=plan.copies_from,
        is_last=plan.is_last,
        reaches_image=plan.reaches_image,
        is_needed=plan.is_needed,
        document=document,
        inherited=inherited,
    )


def _walk(
    document: Document, plan: _Plan, parent: Stage | None, reference: ImageReference | None, arguments: Arguments
) -> _Walked:
    image, escape = plan.head.image, document.escape
    if parent is not None:
        family, base = parent.scopes[0].os_family, parent.scopes[0].base
        environment = dict(parent.final_environment)  # its ARGs too (BuildKit #5048): a child stage inherits them
        state = parent.final_state
    else:
        family = "scratch" if image == "scratch" else os_family(reference) if reference else None
        platform = plan.group[0].instruction.flag("platform")
        if platform is not None and (platform.value or "").lower().startswith("windows"):
            family = "windows"
        base = image
        environment = {}
        state = State(_default_shell(family), None, None)
    environment |= {name: Value(None, "predefined", None) for name in PREDEFINED_ARGUMENTS if name not in environment}
    around = Scope(
        escape=escape, os_family=family, base=base, is_last=plan.is_last, reaches_image=plan.reaches_image,
        newline=document.newline,
    )  # fmt: skip
    scopes, environments = [], []
    for node in plan.group:
        named = variables_named(node, arguments.known if node.name == "FROM" else environment)
        scopes.append(
            around._replace(
                shell=state.shell,
                dialect=dialect_of(state.shell),
                user=state.user,
                workdir=state.workdir,
                variables=named,
            )
        )
        environments.append(environment)
        if node.name in ("ENV", "ARG"):
            environment = assigned(node, environment, arguments, escape)
        else:
            state = _after(node, state, environment, escape)
    return _Walked(tuple(scopes), tuple(environments), environment, state)


def _after(node: Node, state: State, environment: Mapping[str, Value], escape: str) -> State:
    """What is in force behind an instruction."""
    instruction = node.instruction
    if not instruction.words:
        return state
    if node.name == "SHELL" and instruction.form == "exec":
        return state._replace(shell=tuple(word.value for word in instruction.words))
    if node.name not in ("USER", "WORKDIR"):
        return state
    value = evaluate(instruction.words[0], values_of(environment), escape)
    return (
        state._replace(user=value) if node.name == "USER" else state._replace(workdir=_resolved(state.workdir, value))
    )


def _default_shell(family: str | None) -> tuple[str, ...]:
    return ("cmd", "/S", "/C") if family == "windows" else ("/bin/sh", "-c")


def _resolved(workdir: str | None, path: str | None) -> str | None:
    if path is None:
        return None
    if path.startswith(("/", "\\")) or path[1:2] == ":":
        return path
    return None if workdir is None else posixpath.join(workdir, path)

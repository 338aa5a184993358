"""A document to its build graph. Stages that did not change, and whose surroundings did not, are taken over."""

from __future__ import annotations

import posixpath
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from gorae.images import os_family, parse_reference
from gorae.shell.dialects import dialect_of
from gorae.source.derived import derived_by, inherited
from gorae.stages.environment import PREDEFINED_ARGUMENTS, Arguments, assigned, header, variables_named
from gorae.stages.model import Build, Scope, Stage, State, Value, stage_number, values_of
from gorae.stages.values import evaluate

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence
    from typing import Any

    from gorae.images import ImageReference
    from gorae.source import Span
    from gorae.syntax import Document, Node


_NO_STAGES: frozenset[int] = frozenset()


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
    known_stages = _same_surroundings(_build.take_from(document.previous, given, target), document, global_arguments)
    before = [
        old if _are_alike(old.nodes, group) else None for group, old in zip(groups[1:], known_stages, strict=False)
    ]
    before += [None] * (len(groups) - 1 - len(before))
    froms = [
        _from(group[0], global_arguments, document.escape) if old is None else _taken_over(old, group[0])
        for group, old in zip(groups[1:], before, strict=True)
    ]
    parents = _parents(froms)
    stages: list[Stage] = []
    number = targeted(froms, target)
    for plan in _plans(groups[1:], froms, parents, number, before):
        base = parents[plan.number]
        parent = stages[base] if base is not None else None
        stages.append(_stage(document, plan, parent, arguments, before[plan.number]))
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
    """Whether all that the scopes and variables of a stage of the same instructions are made of is as it was."""
    return (
        old.nodes[0].index == plan.group[0].index
        and (old.is_last, old.reaches_image) == (plan.is_last, plan.reaches_image)
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


def _are_alike(before: tuple[Node, ...], now: tuple[Node, ...]) -> bool:
    """Whether these are the same instructions, which are equal where they are the same, wherever they stand."""
    return before == now or [node.instruction for node in before] == [node.instruction for node in now]


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


def _taken_over(old: Stage, node: Node) -> _From:
    """What a stage's FROM named before an edit elsewhere, where it stands now."""
    by = node.start - old.nodes[0].start
    image_span, name_span = old.image_span, old.name_span
    if by:
        image_span, name_span = image_span.shift(by), name_span and name_span.shift(by)
    return _From(old.image, image_span, old.name, name_span)


def _parents(froms: Sequence[_From]) -> list[int | None]:
    parents: list[int | None] = []
    names: dict[str, int] = {}
    for index, one in enumerate(froms):
        parents.append(names.get((one.image or "").lower()))
        if one.name:
            names[one.name] = index
    return parents


def _plans(
    bodies: Sequence[tuple[Node, ...]],
    froms: Sequence[_From],
    parents: Sequence[int | None],
    last: int,
    before: Sequence[Stage | None],
) -> list[_Plan]:
    """The stages' plans; `last` is the number of the one that is built, `before` the stages of the same instructions."""
    numbers: dict[str, list[int]] = {}
    for number, one in enumerate(froms):
        if one.name:
            numbers.setdefault(one.name, []).append(number)
    named = [
        _named_sources(group) if old is None else _sources_before(old)
        for group, old in zip(bodies, before, strict=True)
    ]
    copies = [
        frozenset(_sources(names, numbers, len(froms), index)) if names else _NO_STAGES
        for index, names in enumerate(named)
    ]
    reaches: set[int] = set()
    ancestor: int | None = last if bodies else None
    while ancestor is not None and ancestor not in reaches:
        reaches.add(ancestor)
        ancestor = parents[ancestor]
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


def _named_sources(group: Sequence[Node]) -> tuple[str, ...]:
    """What a stage's instructions take files from, each name once."""
    taking = (node for node in group if node.instruction.name in ("COPY", "RUN", "ADD", "ONBUILD"))
    return tuple(dict.fromkeys(text for node in taking for text, _ in sources(node)))


@inherited
def _sources_before(stage: Stage) -> tuple[str, ...]:
    return _named_sources(stage.nodes)


def _sources(names: Sequence[str], numbers: Mapping[str, Sequence[int]], count: int, index: int) -> set[int]:
    """The stages that are taken files from by these names. `numbers`: those of each name, in order."""
    found: set[int] = set()
    for text in names:
        named = numbers.get(text.lower())
        if named is not None:
            # BuildKit takes files from a later stage, too; of two with one name an earlier one is meant.
            earlier = bisect_left(named, index)
            number = named[earlier - 1] if earlier else named[-1]
            found |= {number} - {index}
        elif (of_number := stage_number(text)) is not None and 0 <= of_number < count and of_number != index:
            found.add(of_number)
    return found


class _Walked(NamedTuple):
    """What is in force at each instruction of a stage, and at its end."""

    scopes: tuple[Scope, ...]
    environments: tuple[Mapping[str, Value], ...]
    environment: Mapping[str, Value]
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
        inherited = dict(parent.final_environment.items())  # its ARGs too (BuildKit #5048): a child stage inherits them
        state = parent.final_state
    else:
        family = "scratch" if image == "scratch" else os_family(reference) if reference else None
        platform = plan.group[0].instruction.flag("platform")
        if platform is not None and (platform.value or "").lower().startswith("windows"):
            family = "windows"
        base = image
        inherited = {}
        state = State(_default_shell(family), None, None)
    inherited |= {name: Value(None, "predefined", None) for name in PREDEFINED_ARGUMENTS if name not in inherited}
    environment: Mapping[str, Value] = inherited
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

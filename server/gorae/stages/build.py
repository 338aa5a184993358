"""A document to its build graph. Stages that did not change, and whose surroundings did not, are taken over."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from gorae.images import os_family, parse_reference
from gorae.stages.model import Build, Scope, Stage, Value
from gorae.stages.values import evaluate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gorae.source import Span
    from gorae.stages.model import Dialect
    from gorae.syntax import Document, Node

# BuildKit defines these for every build (Dockerfile reference, "Automatic platform ARGs in the global scope").
PLATFORM_ARGUMENTS = (
    "BUILDPLATFORM", "BUILDOS", "BUILDOSVERSION", "BUILDARCH", "BUILDVARIANT",
    "TARGETPLATFORM", "TARGETOS", "TARGETOSVERSION", "TARGETARCH", "TARGETVARIANT", "TARGETSTAGE",
)  # fmt: skip
# These may be used in RUN without ARG (Dockerfile reference, "Predefined ARGs").
PREDEFINED_ARGUMENTS = (
    "HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "FTP_PROXY", "ftp_proxy", "NO_PROXY", "no_proxy",
    "ALL_PROXY", "all_proxy", "SOURCE_DATE_EPOCH",
    "BUILDKIT_SYNTAX", "BUILDKIT_INLINE_CACHE", "BUILDKIT_MULTI_PLATFORM", "BUILDKIT_SANDBOX_HOSTNAME",
    "BUILDKIT_CONTEXT_KEEP_GIT_DIR", "BUILDKIT_CACHE_MOUNT_NS", "BUILDKIT_BUILD_NAME",
)  # fmt: skip

_SHELLS: dict[str, Dialect] = {
    "sh": "sh", "ash": "sh", "dash": "sh", "bash": "bash", "zsh": "bash", "ksh": "bash",
    "powershell": "powershell", "pwsh": "powershell", "cmd": "cmd",
}  # fmt: skip


def build(document: Document, build_arguments: Mapping[str, str] | None = None) -> Build:
    """The build graph of a document; `build_arguments` are values given as with `--build-arg`."""
    given = dict(build_arguments or {})
    key = ("build", tuple(sorted(given.items())))
    known = document.memo.get(key)
    if isinstance(known, Build):
        return known
    groups = _groups(document.nodes)
    header, header_scopes, global_arguments = _header(document, groups[0], given)
    bodies = groups[1:]
    froms = [_from(group[0], global_arguments, document.escape) for group in bodies]
    parents = _parents(froms)
    reaches, needed, copies = _reach(bodies, froms, parents)
    stages: list[Stage] = []
    before = document.previous.pop(key, None)
    known_stages = _same_surroundings(before, document, global_arguments)
    for index, group in enumerate(bodies):
        parent = stages[parents[index]] if parents[index] is not None else None  # type: ignore[index]  # not None here
        old = known_stages[index] if index < len(known_stages) else None
        stages.append(
            _stage(document, index, group, froms[index], parent, global_arguments, given, old,
                   is_last=index == len(bodies) - 1, reaches=index in reaches, needed=index in needed, copies=copies[index])
        )  # fmt: skip
    result = Build(document, tuple(stages), header, header_scopes, global_arguments)
    document.memo[key] = result
    return result


def _same_surroundings(before: object, document: Document, global_arguments: Mapping[str, Value]) -> tuple[Stage, ...]:
    """The stages before the last edit, where what stands above the first FROM means the same."""
    if not isinstance(before, Build) or before.document.escape != document.escape:
        return ()
    return before.stages if before.global_arguments == global_arguments else ()


def _is_same(
    old: Stage, group: Sequence[Node], head: _From, parent: Stage | None, *, is_last: bool, reaches: bool
) -> bool:
    """Whether all that a stage's scopes and variables are made of is as it was; only where it stands may differ."""
    return (
        len(old.nodes) == len(group)
        and old.nodes[0].index == group[0].index
        and (old.image, old.is_last, old.reaches_image) == (head.image, is_last, reaches)
        and all(one.instruction is other.instruction for one, other in zip(old.nodes, group, strict=True))
        and (old.parent is None) == (parent is None)
        and (parent is None or old.parent is None or parent.environments is old.parent.environments)
    )


class _From:
    __slots__ = ("image", "image_span", "name", "name_span")

    def __init__(self, image: str | None, image_span: Span, name: str | None, name_span: Span | None) -> None:
        self.image, self.image_span, self.name, self.name_span = image, image_span, name, name_span


def _groups(node: Sequence[Node]) -> list[tuple[Node, ...]]:
    groups: list[list[Node]] = [[]]
    for one in node:
        if one.instruction.name == "FROM":
            groups.append([])
        groups[-1].append(one)
    return [tuple(group) for group in groups]


def _header(
    document: Document, node: tuple[Node, ...], given: Mapping[str, str]
) -> tuple[tuple[Node, ...], tuple[Scope, ...], dict[str, Value]]:
    arguments: dict[str, Value] = {name: Value(None, "platform", None) for name in PLATFORM_ARGUMENTS}
    scopes = []
    for one in node:
        instruction = one.instruction
        scopes.append(
            Scope(document.escape, in_stage=False, variables=_named(one, arguments), newline=document.newline)
        )
        if instruction.name != "ARG":
            continue
        for pair in instruction.pairs:
            name = pair.key.text
            value = given.get(name)
            if value is None and pair.value is not None:
                value = evaluate(pair.value, _values(arguments), document.escape)
            elif value is None and name in arguments:
                continue  # an ARG without a value takes none away
            arguments[name] = Value(value, "global-arg", one.index)
    return node, tuple(scopes), arguments


def _values(environment: Mapping[str, Value]) -> dict[str, str | None]:
    return {name: value.value for name, value in environment.items()}


def _from(node: Node, arguments: Mapping[str, Value], escape: str) -> _From:
    words = node.instruction.words
    if not words:
        return _From(None, node.keyword, None, None)
    image = evaluate(words[0], _values(arguments), escape)
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


def _reach(
    bodies: Sequence[tuple[Node, ...]], froms: Sequence[_From], parents: Sequence[int | None]
) -> tuple[set[int], set[int], list[frozenset[int]]]:
    copies = [frozenset(_sources(group, froms, index)) for index, group in enumerate(bodies)]
    reaches: set[int] = set()
    at: int | None = len(bodies) - 1 if bodies else None
    while at is not None and at not in reaches:
        reaches.add(at)
        at = parents[at]
    needed: set[int] = set()
    waiting = [len(bodies) - 1] if bodies else []
    while waiting:
        index = waiting.pop()
        if index in needed:
            continue
        needed.add(index)
        waiting += copies[index]
        parent = parents[index]
        if parent is not None:
            waiting.append(parent)
    return reaches, needed, copies


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
            if option is not None and option.value and option.value_span:
                found.append((option.value, node.to_document(option.value_span)))
    return found


def _sources(group: tuple[Node, ...], froms: Sequence[_From], index: int) -> set[int]:
    found: set[int] = set()
    # BuildKit takes files from a later stage, too; of two with one name an earlier one is meant.
    later = {one.name: number for number, one in enumerate(froms) if one.name and number > index}
    names = later | {one.name: number for number, one in enumerate(froms[:index]) if one.name}
    for node in group:
        if node.instruction.name not in ("COPY", "RUN", "ADD", "ONBUILD"):
            continue
        for text, _ in sources(node):
            if text.lower() in names:
                found.add(names[text.lower()])
            elif text.isdecimal() and int(text) < len(froms) and int(text) != index:
                found.add(int(text))
    return found


def _named(node: Node, environment: Mapping[str, Value]) -> tuple[tuple[str, str | None, str | None], ...]:
    uses = node.instruction.variables
    if not uses:
        return ()
    names = dict.fromkeys(name for use in uses for name in (use.name, *(inner.name for inner in use.nested)))
    rows = []
    for name in names:
        value = environment.get(name)
        rows.append((name, value.value, value.origin) if value else (name, None, None))
    return tuple(rows)


def _stage(
    document: Document, index: int, group: tuple[Node, ...], head: _From, parent: Stage | None,
    global_arguments: Mapping[str, Value], given: Mapping[str, str], old: Stage | None,
    *, is_last: bool, reaches: bool, needed: bool, copies: frozenset[int],
) -> Stage:  # fmt: skip
    escape, newline = document.escape, document.newline
    reference = None
    if parent is None and head.image and head.image != "scratch":
        reference = parse_reference(head.image)
    if old is not None and _is_same(old, group, head, parent, is_last=is_last, reaches=reaches):
        stage = Stage(
            index, group, head.name, head.name_span, head.image, head.image_span, reference, parent, old.scopes,
            old.environments, old.final_environment, copies, is_last, reaches, needed, document,
        )  # fmt: skip
        stage.memo["after"] = old.memo["after"]
        return stage
    if parent is not None:
        family, base = parent.scopes[0].os_family, parent.scopes[0].base
        environment = dict(parent.final_environment)  # its ARGs too (BuildKit #5048): a child stage inherits them
        before = parent.memo["after"]
    else:
        family = "scratch" if head.image == "scratch" else os_family(reference) if reference else None
        base = head.image
        environment = {}
        before = (_default_shell(family), None, None)
    environment |= {name: Value(None, "predefined", None) for name in PREDEFINED_ARGUMENTS if name not in environment}
    shell: tuple[str, ...]
    user: str | None
    workdir: str | None
    shell, user, workdir = before  # type: ignore[misc]  # the memo holds objects of any kind
    scopes, environments = [], []
    for node in group:
        instruction = node.instruction
        variables = _named(node, global_arguments if instruction.name == "FROM" else environment)
        scopes.append(
            Scope(
                escape,
                shell,
                dialect_of(shell),
                user,
                workdir,
                family,
                base,
                is_last,
                reaches,
                True,
                variables,
                newline,
            )
        )
        environments.append(environment)
        name = instruction.name
        if name in ("ENV", "ARG"):
            environment = _assign(node, environment, global_arguments, given, escape)
        elif name == "SHELL" and instruction.form == "exec" and instruction.words:
            shell = tuple(word.value for word in instruction.words)
        elif name == "USER" and instruction.words:
            user = evaluate(instruction.words[0], _values(environment), escape)
        elif name == "WORKDIR" and instruction.words:
            workdir = _resolved(workdir, evaluate(instruction.words[0], _values(environment), escape))
    stage = Stage(
        index, group, head.name, head.name_span, head.image, head.image_span, reference, parent, tuple(scopes),
        tuple(environments), environment, copies, is_last, reaches, needed, document,
    )  # fmt: skip
    stage.memo["after"] = (shell, user, workdir)
    return stage


def _default_shell(family: str | None) -> tuple[str, ...]:
    return ("cmd", "/S", "/C") if family == "windows" else ("/bin/sh", "-c")


def dialect_of(shell: Sequence[str]) -> Dialect:
    """The dialect that a SHELL's program speaks."""
    if not shell:
        return "other"
    program = shell[0].replace("\\", "/").rsplit("/", 1)[-1].lower().removesuffix(".exe")
    if program in ("env", "busybox") and len(shell) > 1:
        program = shell[1].rsplit("/", 1)[-1]
    return _SHELLS.get(program, "other")


def _resolved(workdir: str | None, path: str | None) -> str | None:
    if path is None:
        return None
    if path.startswith(("/", "\\")) or path[1:2] == ":":
        return path
    return None if workdir is None else posixpath.join(workdir, path)


def _assign(
    node: Node,
    environment: dict[str, Value],
    global_arguments: Mapping[str, Value],
    given: Mapping[str, str],
    escape: str,
) -> dict[str, Value]:
    known = _values(environment)  # an ENV sees what was in force before it, not what it sets itself
    changed = dict(environment)
    is_env = node.instruction.name == "ENV"
    for pair in node.instruction.pairs:
        name = pair.key.value
        if is_env:
            value = evaluate(pair.value, known, escape) if pair.value else None
            changed[name] = Value(value, "env", node.index)
            continue
        # An ARG with a value wins over an ENV above it, one without a value takes nothing away (BuildKit, dispatchArg).
        value = given.get(name)
        outer = global_arguments.get(name)
        if value is None and pair.value is not None:
            value = evaluate(pair.value, _values(changed), escape)
        elif value is None and outer is not None:
            origin = "platform" if outer.origin == "platform" else "arg"
            changed[name] = Value(outer.value, origin, node.index)  # type: ignore[arg-type]  # one of two literals
            continue
        elif value is None and name in changed and changed[name].origin != "predefined":
            continue
        changed[name] = Value(value, "arg", node.index)
    return changed

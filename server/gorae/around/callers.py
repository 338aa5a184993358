"""A compose or bake file in an editor: what its keys mean, what a build makes, what may be written, where words lead."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gorae.around import keys
from gorae.around.ignore import Shown
from gorae.around.phrases import say
from gorae.completion.model import Item
from gorae.context.caller_texts import yaml_of
from gorae.context.callers import Word
from gorae.facts.caller_file import kind_of_caller
from gorae.facts.entrypoint import command_line
from gorae.texts.sizes import size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context.callers import Argument
    from gorae.facts.caller_file import CallerFile, Request
    from gorae.source import Span
    from gorae.texts import Language

_MOST_SHOWN = 6


class CallerLens(NamedTuple):
    """A line above a service or target; `target` is the file that it leads to, with the line from 1."""

    span: Span
    title: str
    target: Path | None = None
    line: int = 1


class CallerLink(NamedTuple):
    """A word that leads to a file, and the line from 1."""

    span: Span
    target: Path
    line: int = 1


def _requests_here(file: CallerFile) -> Iterator[tuple[Request, Word]]:
    for request in file.requests:
        place = request.caller.place
        if place is not None and not file.has(place) and request.caller.kind == "compose":
            place = _named_here(file, request.caller.name)
        if place is not None and file.has(place):
            yield request, place


def _named_here(file: CallerFile, name: str) -> Word | None:
    """The key of a service that another file, laid over this one, says more of."""
    services = (tree.get("services") for tree in yaml_of(file.text))
    key = next((found for one in services if one is not None and (found := one.key(name)) is not None), None)
    return Word(name, key.span, file.path) if key is not None else None


def lenses(file: CallerFile, language: Language, findings: dict[Path, int] | None = None) -> tuple[CallerLens, ...]:
    """Above each service or target that builds: its Dockerfile, its stage, how much was found there."""
    found: list[CallerLens] = []
    for request, place in _requests_here(file):
        if not request.is_local:
            continue
        dockerfile = Path(os.path.normpath(request.caller.dockerfile))
        if request.text is None:
            continue
        line = _line_of(request)
        found.append(CallerLens(place.span, say("dockerfile-open", language), dockerfile, line))
        if request.stage is not None:
            is_last = request.build is not None and request.stage is request.build.stages[-1]
            name = request.stage.name or ("" if is_last else f"#{request.stage.index}")
            title = say("stage-lens", language, name=name) if name else say("last-stage-lens", language)
            found.append(CallerLens(place.span, title, dockerfile, line))
        count = (findings or {}).get(dockerfile)
        if count is not None:
            key = "findings-lens" if count else "findings-none"
            found.append(CallerLens(place.span, say(key, language, count=count), dockerfile, line))
    return tuple(found)


def _line_of(request: Request) -> int:
    """The line of the stage that is built."""
    if request.stage is None or request.build is None:
        return 1
    return request.build.document.text.line_of(request.stage.from_instruction.start) + 1


def links(file: CallerFile) -> tuple[CallerLink, ...]:
    """The words for Dockerfiles, stages and arguments, and what they lead to."""
    found: dict[Span, CallerLink] = {}
    for request in file.requests:
        caller = request.caller
        if request.text is None or request.build is None:
            continue
        dockerfile = Path(os.path.normpath(caller.dockerfile))
        rows: list[tuple[Word | None, int]] = [(caller.dockerfile_word, 1), (caller.target_word, _line_of(request))]
        if caller.dockerfile_word is None:
            rows.append((caller.context_word, 1))
        declared = {
            pair.key.value: request.build.document.text.line_of(node.start) + 1
            for node in reversed(request.build.document.nodes)
            if node.instruction.name == "ARG"
            for pair in node.instruction.pairs
        }
        rows += [(one.name, declared[one.name.value]) for one in caller.given if one.name.value in declared]
        for word, line in rows:
            if word is not None and file.has(word) and word.known:
                found.setdefault(word.span, CallerLink(word.span, dockerfile, line))
    return tuple(found.values())


def hover_at(file: CallerFile, offset: int, language: Language) -> Shown | None:
    """What a service builds, what an argument is in the Dockerfile, or what a key means."""
    for request in file.requests:
        caller = request.caller
        for argument in caller.given:
            if file.has(argument.name) and argument.name.span.holds(offset):
                return Shown(argument.name.span, _of_argument(request, argument, language))
        for word in (caller.target_word, caller.dockerfile_word, caller.context_word):
            if word is not None and file.has(word) and word.span.holds(offset):
                return Shown(word.span, _of_request(request, file, language))
    return _of_key(file, offset, language)


def _of_argument(request: Request, argument: Argument, language: Language) -> str:
    """What the argument is here, and in the Dockerfile."""
    name, word = argument.name.value, argument.value
    given = say("argument-given", language, value=word.value) if word is not None and word.known else ""
    return "\n\n".join(
        part for part in (f"**`{name}`**", f"{given} {_declared(request, name, language)}".strip()) if part
    )


def _declared(request: Request, name: str, language: Language) -> str:
    if request.build is None:
        return ""
    for node in request.build.document.nodes:
        for pair in node.instruction.pairs if node.instruction.name == "ARG" else ():
            if pair.key.value == name:
                if pair.value is None:
                    return say("argument-bare", language)
                return say("argument-default", language, value=pair.value.value)
    return say("argument-unknown", language)


def _of_request(request: Request, file: CallerFile, language: Language) -> str:
    caller, stage = request.caller, request.stage
    path = os.path.relpath(os.path.normpath(caller.dockerfile), file.path.parent).replace(os.sep, "/")
    named = stage is not None and caller.target_word is not None
    key = "build-stage" if named else "build-last"
    if stage is None and caller.target and request.build is not None:
        key = "build-nothing"
    rows = [say(key, language, path=path, stage=caller.target or "")]
    facts: list[str] = []
    if stage is not None:
        if stage.root.image:
            facts.append(say("build-base", language, image=stage.root.image))
        user = stage.in_force("USER")
        if user is not None and user.instruction.words:
            facts.append(say("build-user", language, user=user.instruction.words[0].value))
        ports = [
            word.value for one in stage.chain for node in one.instructions("EXPOSE") for word in node.instruction.words
        ]
        if ports:
            facts.append(say("build-ports", language, ports=", ".join(f"`{port}`" for port in ports[:_MOST_SHOWN])))
        started = command_line(stage)
        if started:
            words = " ".join(one.value for one in started)
            facts.append(say("build-start", language, command=words))
    context = request.context
    if context is not None:
        root = os.path.relpath(context.root, file.path.parent).replace(os.sep, "/")
        total = {"count": len(context.files), "size": size(sum(context.files.values()))}
        facts.append(say("build-context", language, path=root, **total))
    return "\n\n".join([*rows, "\n".join(f"- {fact}" for fact in facts)])


def _of_key(file: CallerFile, offset: int, language: Language) -> Shown | None:
    """What a key means; at a service, target or its `build` what it builds, too."""
    kind = kind_of_caller(file.path.name)
    key = keys.key_at(file.path, kind, file.text, offset) if kind is not None else None
    if key is None or kind is None:
        return None
    card = keys.card_of(key, kind, language)
    parts = [card] if card else []
    owner = _owner(key.path, kind)
    request = next((one for one in file.requests if one.caller.name == owner), None) if owner else None
    if request is not None:
        parts.append(_of_request(request, file, language))
    return Shown(key.span, "\n\n---\n\n".join(parts)) if parts else None


def _owner(path: tuple[str, ...], kind: str) -> str:
    """The service or target whose name, or whose `build`, a key is; empty for others."""
    if kind == "bake":
        return path[1] if path[0] == "target" and len(path) == 2 else ""
    is_build = len(path) == 3 and path[2] == "build"
    return path[1] if path[0] == "services" and (len(path) == 2 or is_build) else ""


def completions_at(file: CallerFile, offset: int) -> list[Item]:
    """Stages at a `target`, declared arguments among `args`, Dockerfiles at a `dockerfile`."""
    items: list[Item] = []
    for request in file.requests:
        caller = request.caller
        target = caller.target_word
        if target is not None and file.has(target) and target.span.start <= offset <= target.span.end:
            stages = request.build.stages if request.build is not None else ()
            items += [Item(one.name, "reference", one.name, target.span) for one in stages if one.name]
        for argument in caller.given:
            span = argument.name.span
            if file.has(argument.name) and span.start <= offset <= span.end and request.build is not None:
                given = {one.name.value for one in caller.given}
                items += [Item(name, "variable", name, span) for name in _arguments(request) if name not in given]
        word = caller.dockerfile_word
        if word is not None and file.has(word) and word.span.start <= offset <= word.span.end:
            items += [Item(name, "file", name, word.span) for name in _dockerfiles(request)]
    return list(dict.fromkeys(items))


def _arguments(request: Request) -> list[str]:
    nodes = request.build.document.nodes if request.build is not None else ()
    names = (pair.key.value for node in nodes if node.instruction.name == "ARG" for pair in node.instruction.pairs)
    return list(dict.fromkeys(names))


def _dockerfiles(request: Request) -> list[str]:
    from gorae.context.dockerfiles import is_dockerfile

    word = request.caller.dockerfile_word
    folder = word.value.rpartition("/")[0] if word is not None else ""
    try:
        names = sorted(os.listdir(request.caller.context / folder))
    except OSError:
        return []
    return [f"{folder}/{name}" if folder else name for name in names if is_dockerfile(name)]

"""Compose files that build Dockerfiles, as `docker compose config` reads them: `extends`, `include`, overrides, `.env`."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gorae.context.caller_names import COMPOSE_BASES, COMPOSE_OVERRIDES
from gorae.context.caller_texts import read_text, yaml_of
from gorae.context.callers import Argument, Caller, Word, is_remote
from gorae.context.compose_layers import Layer, Source, lay_over, layer_of, word
from gorae.context.interpolation import fill, read_environment
from gorae.context.yaml_tree import entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gorae.context.compose_layers import Command, Dependency
    from gorae.context.yaml_tree import YamlNode
    from gorae.source import Span

_MOST_DEPTH = 12
_MOST_FILES = 50
_NO_NAME = re.compile(r"[^a-z0-9_-]")  # what compose drops of a folder's name


@dataclass(frozen=True)
class Service:
    """A service with all that its layers say."""

    name: str
    place: Word
    caller: Caller | None  # None: it builds nothing, or not from a folder of this machine
    build: Word | None  # the key
    image: Word | None
    contexts: tuple[Argument, ...]  # additional contexts of its build
    ports: tuple[Word, ...]
    env_files: tuple[tuple[Word, Path], ...]  # as written, and where it is
    environment: tuple[Argument, ...]
    depends_on: tuple[Dependency, ...]
    command: Command | None
    entrypoint: Command | None
    healthcheck: str  # `own`, `disabled`, or nothing
    profiles: tuple[str, ...]
    secrets: tuple[Word, ...]
    build_secrets: tuple[Word, ...]
    volumes: tuple[Word, ...]


@dataclass(frozen=True)
class Project:
    """The services of some compose files together, and the files of secrets that they name."""

    services: Mapping[str, Service]
    secrets: Mapping[str, tuple[Word, Path]]  # a secret's name to its file
    files: tuple[Path, ...]  # all files that were read


class _Document(NamedTuple):
    """A document of a file, and its services by name: the key and the value."""

    tree: YamlNode
    services: Mapping[str, tuple[YamlNode, YamlNode]]


def _document(tree: YamlNode) -> _Document:
    return _Document(tree, {key.text: (key, value) for key, value in entries(tree.get("services"))})


@dataclass
class _Reading:
    """Files that are read for one project: each once, and only so many."""

    unsaved: Mapping[Path, str]
    read: dict[Path, tuple[_Document, ...]] = field(default_factory=dict)
    secrets: dict[str, tuple[Word, Path]] = field(default_factory=dict)

    def documents(self, file: Path) -> tuple[_Document, ...]:
        """A file's documents: a later one is laid over those before it, as an override is."""
        if file not in self.read:
            if len(self.read) >= _MOST_FILES:
                return ()
            text = read_text(file, self.unsaved)
            self.read[file] = tuple(map(_document, yaml_of(text))) if text is not None else ()
        return self.read[file]

    def names(self, file: Path) -> set[str]:
        """The services of a file."""
        return {name for document in self.documents(file) for name in document.services}


def read_project(file: Path, unsaved: Mapping[Path, str] | None = None, *, alone: bool = False) -> Project:
    """The services of a compose file, with what it extends and includes.

    `unsaved` are texts of an editor. The file that `docker compose` takes by itself is read with its
    override; an override, or another file that says more of the same services, over that one; none of that where it
    is read `alone`. What cannot be read is left out.
    """
    file = Path(os.path.normpath(file))
    reading = _Reading(unsaved or {})
    environment = read_environment(file.parent)
    layers: dict[str, Layer] = {}
    files = [file] if alone else _files(file, reading, environment)
    given = {**environment, **_of_compose(files, reading, environment)}
    for path in files:
        _take_file(Source(path, file.parent, given), reading, layers, 0)
    services = {name: _service(name, layer) for name, layer in layers.items()}
    return Project(services, reading.secrets, tuple(reading.read))


def _of_compose(files: list[Path], reading: _Reading, environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that compose sets itself: the folder that it is called in, and the project's name."""
    folder = files[-1].parent
    # Wherever else it is called, no file can say it.
    found = {"PWD": str(folder)}
    if "COMPOSE_PROJECT_NAME" in environment:
        return found
    written = [one.tree.get("name") for file in files for one in reading.documents(file)]
    last = next((one.text for one in reversed(written) if one is not None), "")
    name = fill(last, {**environment, **found}).text or folder.name
    found["COMPOSE_PROJECT_NAME"] = _NO_NAME.sub("", name.lower()).lstrip("_-")
    return found


def _files(file: Path, reading: _Reading, environment: Mapping[str, str]) -> list[Path]:
    """The files that are read together with this one, the lowest first."""
    separator = environment.get("COMPOSE_PATH_SEPARATOR") or os.pathsep
    named = [name for name in environment.get("COMPOSE_FILE", "").split(separator) if name][:_MOST_FILES]
    together = [Path(os.path.normpath(file.parent / name)) for name in named]
    if file in together:
        return together
    base = next((file.parent / name for name in COMPOSE_BASES if (file.parent / name).is_file()), None)
    if file.name in COMPOSE_BASES:
        override = next((file.parent / name for name in COMPOSE_OVERRIDES if (file.parent / name).is_file()), None)
        return [file, override] if override is not None and file == (base or file) else [file]
    if base is None:
        return [file]
    shared = reading.names(file) & reading.names(base)
    return [base, file] if file.name in COMPOSE_OVERRIDES or shared else [file]


def _take_file(source: Source, reading: _Reading, layers: dict[str, Layer], depth: int) -> None:
    if depth > _MOST_DEPTH:
        return
    for number, document in enumerate(reading.documents(source.file)):
        _take_document(document, source._replace(document=number), reading, layers, depth)


def _take_document(
    document: _Document, source: Source, reading: _Reading, layers: dict[str, Layer], depth: int
) -> None:
    services = document.tree.get("services")
    if services is not None and services.tag in ("!reset", "!override"):
        layers.clear()
    include = document.tree.get("include")
    for item in include.items if include is not None else ():
        _include(item, source, reading, layers, depth)
    for name, service in document.services.values():
        if service.tag in ("!reset", "!override"):
            layers.pop(name.text, None)
        if name.kind == "scalar" and service.kind in ("map", "scalar") and service.tag != "!reset":
            layer = _extended(name, service, source, reading, depth)
            layers[name.text] = lay_over(layers[name.text], layer) if name.text in layers else layer
    for name, secret in entries(document.tree.get("secrets")):
        path = secret.get("file")
        if path is not None:
            written = word(path, source)
            reading.secrets[name.text] = (written, source.folder / written.value)


def _include(item: YamlNode, source: Source, reading: _Reading, layers: dict[str, Layer], depth: int) -> None:
    """`include`: a project of its own, whose paths count from its own folder, and whose `.env` fills what is not set."""
    path = item if item.kind == "scalar" else item.get("path")
    paths = path.items if path is not None and path.kind == "list" else (path,) if path is not None else ()
    names = [word(one, source) for one in paths if one.kind == "scalar"]
    if not names or not all(one.known for one in names) or is_remote(names[0].value):
        return
    first = Path(os.path.normpath(source.folder / names[0].value))
    folder = item.get("project_directory")
    own = source.folder / word(folder, source).value if folder is not None else first.parent
    given = item.get("env_file")
    files = [word(one, source).value for one in (given.items if given.kind == "list" else (given,))] if given else None
    more = read_environment(source.folder, tuple(files)) if files is not None else read_environment(own)
    inner: dict[str, Layer] = {}
    for one in names:
        file = Path(os.path.normpath(source.folder / one.value))
        _take_file(Source(file, own, {**more, **source.environment}), reading, inner, depth + 1)
    for name, layer in inner.items():
        layers.setdefault(name, layer)


def _extended(name: YamlNode, service: YamlNode, source: Source, reading: _Reading, depth: int) -> Layer:
    """A service's own layer over the one that it extends."""
    own = layer_of(name, service, source)
    extends = service.get("extends")
    if extends is None or depth > _MOST_DEPTH:
        return own
    parent = extends if extends.kind == "scalar" else extends.get("service")
    file = extends.get("file") if extends.kind == "map" else None
    there = source
    if file is not None:
        path = Path(os.path.normpath(source.folder / word(file, source).value))
        there = Source(path, path.parent, source.environment)
    below: Layer | None = None
    # Of its own file, a service extends one of the same document; of another, what all documents say together.
    name_there = word(parent, source).value if parent is not None else ""
    for number, document in enumerate(reading.documents(there.file)):
        wanted = document.services.get(name_there)
        if wanted is not None and (file is not None or number == source.document):
            layer = _extended(*wanted, there._replace(document=number), reading, depth + 1)
            below = layer if below is None else lay_over(below, layer)
    if below is None:
        return own
    merged = lay_over(below, own)
    merged.place = own.place
    return merged


def _service(name: str, layer: Layer) -> Service:
    return Service(
        name,
        layer.place,
        _caller(name, layer),
        build=layer.build,
        image=layer.image,
        contexts=tuple(layer.contexts.values()),
        ports=tuple({one.value: one for one in layer.ports}.values()),
        env_files=tuple((one, Path(os.path.normpath(folder / one.value))) for one, folder in layer.env_files),
        environment=tuple(layer.environment.values()),
        depends_on=tuple(layer.depends_on.values()),
        command=layer.command,
        entrypoint=layer.entrypoint,
        healthcheck=layer.healthcheck,
        profiles=tuple(dict.fromkeys(layer.profiles)),
        secrets=tuple(layer.secrets.values()),
        build_secrets=tuple(layer.build_secrets.values()),
        volumes=tuple(layer.volumes),
    )


def _caller(name: str, layer: Layer) -> Caller | None:
    if layer.build is None or layer.context_folder is None:
        return None
    context, dockerfile = layer.context, layer.dockerfile
    if context is not None and is_remote(context.value):
        return None
    root = layer.context_folder / (os.path.expanduser(context.value) if context is not None else ".")
    return Caller(
        layer.place.file,
        name,
        root,
        dockerfile=root / ((dockerfile.value if dockerfile is not None else "") or "Dockerfile"),
        target=layer.target.value if layer.target is not None and layer.target.known else None,
        given=tuple(layer.arguments.values()),
        ports=tuple(dict.fromkeys(one.value for one in layer.ports)),
        environment=tuple(layer.environment),
        place=layer.place,
        target_word=layer.target,
        context_word=context,
        dockerfile_word=dockerfile,
        is_known=all(one is None or one.known for one in (context, dockerfile)),
        inline=layer.inline is not None,
        is_checked=layer.healthcheck == "own",
    )


def compose_callers(file: Path, unsaved: Mapping[Path, str] | None = None) -> tuple[Caller, ...]:
    """The services of a compose file that build a Dockerfile from a local folder; none where it cannot be read."""
    return tuple(callers_in(read_project(file, unsaved)))


def callers_in(project: Project) -> Iterator[Caller]:
    """The services that build a Dockerfile from a local folder."""
    services = project.services.values()
    waited_for = {needed.service.value for service in services for needed in service.depends_on}
    # The check of a database that others wait for says nothing of a program that is built here.
    asks = len(services) == 1 or any(one.healthcheck == "own" and one.build is not None for one in services)
    for service in services:
        if service.caller is not None and service.caller.is_known and not service.caller.inline:
            yield replace(service.caller, is_health_asked=asks or service.name in waited_for)


def additional_contexts(file: Path) -> Iterator[str]:
    """The names of the contexts that its services give to their builds."""
    for service in read_project(file).services.values():
        yield from (one.name.value for one in service.contexts)


def built_images(file: Path) -> Iterator[str]:
    """The names that its services give to the images they build."""
    for service in read_project(file).services.values():
        if service.build is not None and service.image is not None:
            yield service.image.value


def place_of(service: Service, key: str, file: Path) -> Span | None:
    """The place of the word that `key` (`target`, `context`, `dockerfile`) was given by, where it stands in that file."""
    caller = service.caller
    found = getattr(caller, f"{key}_word", None) if caller is not None else None
    return found.span if found is not None and found.file == file else None

"""What one compose file writes of one service, each word with its place. Layers are laid over each other by `compose`."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from gorae.context.callers import Argument, Word
from gorae.context.compose_words import command_words
from gorae.context.interpolation import fill
from gorae.context.yaml_tree import entries
from gorae.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from gorae.context.yaml_tree import YamlNode

_MOST_PORTS = 100
_EXPONENT_FROM, _EXPONENT_BELOW = 6, -4  # as Go's `%v` writes floating numbers


class Source(NamedTuple):
    """A compose file: where it stands, from which folder its paths count, and its variables."""

    file: Path
    folder: Path
    environment: Mapping[str, str]
    document: int = 0  # which of the file's documents


class Dependency(NamedTuple):
    """A service that is started first."""

    service: Word
    condition: str
    condition_word: Word | None


class Command(NamedTuple):
    """`command` or `entrypoint`: its words, and where it stands. `known` is False where variables have no value."""

    words: tuple[str, ...]
    place: Word
    known: bool


@dataclass
class Layer:
    """What a service is said to be. None and empty: nothing is said of it."""

    place: Word
    build: Word | None = None  # the key
    context: Word | None = None  # its value is the path as written; `folder` says from where
    context_folder: Path | None = None
    dockerfile: Word | None = None
    inline: Word | None = None
    target: Word | None = None
    arguments: dict[str, Argument] = field(default_factory=dict)
    contexts: dict[str, Argument] = field(default_factory=dict)
    build_secrets: dict[str, Word] = field(default_factory=dict)
    image: Word | None = None
    ports: list[Word] = field(default_factory=list)
    env_files: list[tuple[Word, Path]] = field(default_factory=list)
    environment: dict[str, Argument] = field(default_factory=dict)
    depends_on: dict[str, Dependency] = field(default_factory=dict)
    command: Command | None = None
    entrypoint: Command | None = None
    healthcheck: str = ""  # `own`, `disabled`, or nothing
    profiles: list[str] = field(default_factory=list)
    secrets: dict[str, Word] = field(default_factory=dict)
    volumes: list[Word] = field(default_factory=list)
    reset: set[str] = field(default_factory=set)  # keys that this layer resets or overrides: what lies below is gone


def layer_of(name: YamlNode, service: YamlNode, source: Source) -> Layer:
    """What is written of a service."""
    layer = Layer(key_word(name, source))
    table = {key.text: (key, value) for key, value in entries(service)}
    for key, (_, node) in table.items():
        # `command:` with nothing behind it is the image's own again, whatever lies below.
        if node.tag in ("!reset", "!override") or (key in ("command", "entrypoint") and node.is_null):
            layer.reset.add(key)
        layer.reset |= _reset_within(key, node)
    if "build" in table and table["build"][1].tag != "!reset":
        _take_build(layer, *table["build"], source)

    def value(key: str) -> YamlNode | None:
        found = table.get(key)
        return found[1] if found is not None and not found[1].is_null and found[1].tag != "!reset" else None

    layer.image = _text(value("image"), source)
    layer.ports = [one for item in _items(value("ports")) for one in _ports(item, source)]
    layer.env_files = [(one, source.folder) for one in _paths(value("env_file"), source)]
    layer.environment = _arguments(value("environment"), source)
    layer.depends_on = {one.service.value: one for one in _dependencies(value("depends_on"), source)}
    for one in _needed(value, source):
        layer.depends_on.setdefault(one.service.value, one)
    layer.command, layer.entrypoint = _command(value("command"), source), _command(value("entrypoint"), source)
    layer.healthcheck = _healthcheck(value("healthcheck"))
    layer.profiles = [item.text for item in _items(value("profiles"))]
    layer.secrets = _named(value("secrets"), source)
    layer.volumes = [word(item, source) for item in _items(value("volumes")) if item.kind == "scalar"]
    return layer


def word(node: YamlNode, source: Source) -> Word:
    """A scalar with its variables written out."""
    filled = fill(node.text, source.environment)
    return Word(filled.text, node.span, source.file, filled.known)


def key_word(node: YamlNode, source: Source) -> Word:
    """A key as it is written: compose writes out the variables of values alone."""
    return Word(node.text, node.span, source.file)


def _text(node: YamlNode | None, source: Source) -> Word | None:
    if node is None or node.kind != "scalar" or node.is_null or node.tag == "!reset":
        return None
    return word(node, source)


def _items(node: YamlNode | None) -> tuple[YamlNode, ...]:
    """A list's items; a single value stands for a list of one."""
    if node is None:
        return ()
    return node.items if node.kind == "list" else (node,)


def _take_build(layer: Layer, key: YamlNode, build: YamlNode, source: Source) -> None:
    layer.build = key_word(key, source)
    layer.context_folder = source.folder
    if build.kind == "scalar":
        layer.context = None if build.is_null else word(build, source)
        return
    layer.context = _text(build.get("context"), source)
    layer.dockerfile = _text(build.get("dockerfile"), source)
    layer.inline = _text(build.get("dockerfile_inline"), source)
    layer.target = _text(build.get("target"), source)
    layer.arguments = _arguments(build.get("args"), source)
    layer.contexts = _arguments(build.get("additional_contexts"), source)
    layer.build_secrets = _named(build.get("secrets"), source)
    for name, node in entries(build):
        if node.tag in ("!reset", "!override"):
            layer.reset.add(f"build.{name.text}")
        layer.reset |= _reset_within(f"build.{name.text}", node)


def _reset_within(key: str, node: YamlNode) -> set[str]:
    """The single entries of a map that `!reset` takes away."""
    return {f"{key}.{name.text}" for name, value in entries(node) if value.tag == "!reset"}


def _arguments(node: YamlNode | None, source: Source) -> dict[str, Argument]:
    """`NAME: value` and `- NAME=value`; without a value it comes from the environment."""
    found: dict[str, Argument] = {}
    if node is None:
        return found
    if node.kind == "map":
        for key, value in entries(node):
            if value.kind == "scalar" and value.tag != "!reset":
                name = key_word(key, source)
                given = _given(value, source)
                if given is None and key.text in source.environment:
                    given = name._replace(value=source.environment[key.text])
                found[key.text] = Argument(name, given)
        return found
    for item in node.items:
        if item.kind != "scalar":
            continue
        whole = word(item, source)
        text, sign, rest = whole.value.partition("=")
        written = item.text.partition("=")[0]
        if "$" in written and not fill(written, source.environment).known:
            continue
        start = item.span.start
        # With escapes, or a variable in the name, only the whole has a place.
        plain = item.span.end - start == len(item.text) and "$" not in written
        key_span = Span(start, start + len(text)) if plain else item.span
        value_word = None
        if sign:
            place = Span(start + len(text) + 1, item.span.end) if plain else item.span
            value_word = Word(rest, place, source.file, whole.known)
        elif text in source.environment:
            value_word = Word(source.environment[text], key_span, source.file)
        found[text] = Argument(Word(text, key_span, source.file), value_word)
    return found


def _given(node: YamlNode, source: Source) -> Word | None:
    if node.is_null:
        return None
    filled = word(node, source)
    if not node.plain or "$" in node.text:
        return filled
    return filled._replace(value=as_go_prints(node.resolved))


def as_go_prints(value: object) -> str:
    """A scalar as compose hands it on: `3.10` becomes `3.1`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, float):
        return "" if value is None else str(value)
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "+Inf" if value > 0 else "-Inf"
    if value.is_integer() and abs(value) < 10**_EXPONENT_FROM:
        return str(int(value))
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    power = len(digits) - 1 + int(exponent)
    if _EXPONENT_BELOW <= power < _EXPONENT_FROM or power < _EXPONENT_BELOW - 300:
        return format(Decimal(repr(value)).normalize(), "f")
    rest = "".join(map(str, digits[1:]))
    return f"{'-' if sign else ''}{digits[0]}{'.' + rest if rest else ''}e{'-' if power < 0 else '+'}{abs(power):02d}"


def _named(node: YamlNode | None, source: Source) -> dict[str, Word]:
    """Names of a list, as texts or by `source:`."""
    found: dict[str, Word] = {}
    for item in _items(node):
        name = item if item.kind == "scalar" else item.get("source")
        if name is not None and name.kind == "scalar":
            found[name.text] = word(name, source)
    return found


def _paths(node: YamlNode | None, source: Source) -> Iterator[Word]:
    for item in _items(node):
        path = item if item.kind == "scalar" else item.get("path")
        if path is not None and path.kind == "scalar":
            yield word(path, source)


def _ports(node: YamlNode, source: Source) -> Iterator[Word]:
    """The container's side of `8080:80`, `127.0.0.1:8080-8081:80-81/tcp`, `{target: 80}`."""
    target = node.get("target") if node.kind == "map" else node
    if target is None or target.kind != "scalar":
        return
    filled = word(target, source)
    port = filled.value.rsplit(":", 1)[-1].partition("/")[0]
    first, _, last = port.partition("-")
    if first.isdecimal() and (last or first).isdecimal():
        for number in range(int(first), min(int(last or first), int(first) + _MOST_PORTS) + 1):
            yield filled._replace(value=str(number))


def _dependencies(node: YamlNode | None, source: Source) -> Iterator[Dependency]:
    if node is None:
        return
    if node.kind == "map":
        for key, value in entries(node):
            if value.tag == "!reset":
                continue
            condition = value.get("condition")
            text = word(condition, source) if condition is not None else None
            yield Dependency(key_word(key, source), text.value if text else "service_started", text)
        return
    for item in node.items:
        if item.kind == "scalar":
            yield Dependency(word(item, source), "service_started", None)


def _needed(value: Callable[[str], YamlNode | None], source: Source) -> Iterator[Dependency]:
    """Services that are started first since something of theirs is shared."""
    for key, separator in (("links", ":"), ("volumes_from", ":")):
        for item in _items(value(key)):
            whole = word(item, source)
            name = whole.value.partition(separator)[0]
            if item.kind == "scalar" and name != "container":
                yield Dependency(whole._replace(value=name), "service_started", None)
    for key in ("network_mode", "ipc", "pid"):
        node = value(key)
        if node is not None and node.text.startswith("service:"):
            whole = word(node, source)
            yield Dependency(whole._replace(value=whole.value.removeprefix("service:")), "service_started", None)


def _command(node: YamlNode | None, source: Source) -> Command | None:
    if node is None:
        return None
    if node.kind == "list":
        words = [word(item, source) for item in node.items if item.kind == "scalar"]
        place = Word("", words[0].span if words else node.span, source.file)
        return Command(tuple(one.value for one in words), place, all(one.known for one in words))
    whole = word(node, source)
    said = command_words(whole.value)
    return Command(said.words, whole, whole.known)


def _healthcheck(node: YamlNode | None) -> str:
    if node is None or node.kind != "map":
        return ""
    disable, test = node.get("disable"), node.get("test")
    if disable is not None and disable.resolved is True:
        return "disabled"
    if test is None:
        return ""
    first = test.items[0].text if test.kind == "list" and test.items else test.text
    return "disabled" if first == "NONE" else "own"


def lay_over(below: Layer, above: Layer) -> Layer:
    """The service that both layers say together: single values of the upper one, lists and maps of both."""
    gone = above.reset

    def one(key: str, name: str) -> object:
        own = getattr(above, name)
        return own if own or key in gone else getattr(below, name)

    def many(key: str, name: str) -> object:
        own, under = getattr(above, name), getattr(below, name)
        if key in gone or (key.startswith("build.") and "build" in gone):
            return own
        if not isinstance(under, dict):
            return [*under, *own]
        return {name: value for name, value in (under | own).items() if f"{key}.{name}" not in gone}

    merged = Layer(above.place)
    merged.build = above.build or (None if "build" in gone else below.build)
    for name in ("dockerfile", "inline", "target"):
        setattr(merged, name, one("build" if "build" in gone else f"build.{name}", name))
    context = above.context or "build" in gone or "build.context" in gone
    merged.context = above.context if context else below.context
    merged.context_folder = above.context_folder if above.context or not below.context_folder else below.context_folder
    for key, name in (
        ("build.args", "arguments"),
        ("build.additional_contexts", "contexts"),
        ("build.secrets", "build_secrets"),
    ):
        setattr(merged, name, many(key, name))
    for name in ("image", "command", "entrypoint", "healthcheck"):
        setattr(merged, name, one(name, name))
    for key, name in _MANY:
        setattr(merged, name, many(key, name))
    return merged


_MANY = (
    ("ports", "ports"), ("env_file", "env_files"), ("environment", "environment"), ("depends_on", "depends_on"),
    ("profiles", "profiles"), ("secrets", "secrets"), ("volumes", "volumes"),
)  # fmt: skip

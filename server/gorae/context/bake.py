"""Bake files that build Dockerfiles: `docker-bake.hcl` and `docker-bake.json`, as `docker buildx bake --print` reads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from gorae.context.bake_compose import service_targets
from gorae.context.bake_words import Definition, Expression, Given, read_hcl, read_json
from gorae.context.caller_names import BAKE_DEFAULTS, COMPOSE_BASES
from gorae.context.caller_texts import MOST_BYTES, read_text
from gorae.context.callers import Argument, Caller, Word, is_remote
from gorae.context.hcl_functions import UNKNOWN, FailedError, Unknowable, as_text
from gorae.context.hcl_values import Names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path


_MOST_INHERITANCE = 16
_MOST_TARGETS = 1_000
_BUILT_IN = {"BAKE_CMD_CONTEXT": "cwd://", "BAKE_LOCAL_PLATFORM": UNKNOWN}
_MERGED = frozenset(("args", "contexts", "labels"))


@dataclass(frozen=True)
class Target:
    """A target with what it inherits, its matrix written out."""

    name: str
    block: str  # the name of the block it stands in
    place: Word
    given: Mapping[str, Given]  # attributes; the inner maps are merged as bake does

    def text(self, name: str) -> Word | None:
        """An attribute that is a string; `known` is False where it is worked out of what is not known."""
        one = self.given.get(name)
        if one is None or one.value is None:
            return None
        if one.value is UNKNOWN:
            return Word("", one.expression.span, one.expression.file, known=False)
        try:
            return Word(as_text(one.value), one.expression.span, one.expression.file)
        except Unknowable:
            return None

    def table(self, name: str) -> tuple[tuple[Word, Word | None], ...]:
        """An attribute that is a map of strings; a value that is null is left out."""
        one = self.given.get(name)
        return tuple(_rows(one)) if one is not None else ()

    def words(self, name: str) -> tuple[Word, ...]:
        """An attribute that is a list of strings; those that are not known are left out."""
        one = self.given.get(name)
        if one is None or not isinstance(one.value, list):
            return ()
        return tuple(
            Word(value, place.span, place.file)
            for value, place in zip(one.value, one.places(len(one.value)), strict=True)
            if isinstance(value, str)
        )


def _rows(given: Given) -> Iterator[tuple[Word, Word | None]]:
    for key, value in given.rows:
        if value.value is None:
            continue
        word = None
        try:
            word = Word(as_text(value.value), value.expression.span, value.expression.file)
        except Unknowable:
            word = Word("", value.expression.span, value.expression.file, known=False)
        yield key, word


@dataclass
class Bake:
    """What some bake files say together."""

    targets: dict[str, list[Definition]] = field(default_factory=dict)
    groups: dict[str, list[Definition]] = field(default_factory=dict)
    variables: dict[str, Expression | None] = field(default_factory=dict)
    variable_places: dict[str, Word] = field(default_factory=dict)
    functions: dict[str, Definition] = field(default_factory=dict)
    sets: set[str] = field(default_factory=set)  # the variables of `type = set(…)`
    services: set[str] = field(default_factory=set)  # the targets that compose files name, and no bake file
    broken: bool = False
    _values: dict[str, object] = field(default_factory=dict)
    _working: set[str] = field(default_factory=set)
    _steps: list[int] = field(default_factory=lambda: [0])

    def names(self, local: Mapping[str, object] | None = None) -> Names:
        """What an expression of these files may name."""
        functions: dict[str, Callable[..., object]] = {
            name: self._function(one) for name, one in self.functions.items()
        }
        return Names(self.value, dict(local or {}), functions, self._steps)

    def value(self, name: str) -> object:
        """The default of a variable; the attributes of a block for `target`; UNKNOWN for what the machine says.

        Raises FailedError for a name that no file declares.
        """
        if name in self._values:
            return self._values[name]
        if name in self._working or len(self._working) > _MOST_INHERITANCE:
            return UNKNOWN
        self._working.add(name)
        found: object = UNKNOWN
        if name in self.variables:
            expression = self.variables[name]
            # Without a default bake takes the empty string, whatever the environment may say.
            found = "" if expression is None else expression.value(self.names())
            if name in self.sets and isinstance(found, list) and UNKNOWN not in found:
                found = sorted(set(map(as_text, found)))
        elif name in _BUILT_IN:
            found = _BUILT_IN[name]
        elif name == "target":
            found = _Lazy(self._attributes)
        elif not self.broken:
            self._working.discard(name)
            raise FailedError  # `try` and `can` look at that
        self._working.discard(name)
        self._values[name] = found
        return found

    def _attributes(self, target: str) -> object:
        return {
            name: expression.value(self.names())
            for definition in self.targets.get(target, ())
            for name, expression in definition.attributes.items()
        }

    def _function(self, definition: Definition) -> Callable[..., object]:
        def call(*values: object) -> object:
            self._steps[0] += 1
            result, parameters = definition.attributes.get("result"), definition.attributes.get("params")
            rest = definition.attributes.get("variadic_params")
            if result is None or len(self._working) > _MOST_INHERITANCE:
                raise Unknowable
            names = [one.bare for one in parameters.items()] if parameters else []
            local: dict[str, object] = dict(zip(names, values, strict=False))
            if rest is not None:
                local[rest.bare] = list(values[len(names) :])
            elif len(values) != len(names):
                raise Unknowable
            self._working.add(f"{definition.name}()")
            try:
                return result.value(self.names(local))
            finally:
                self._working.discard(f"{definition.name}()")

        return call

    def expanded(self) -> dict[str, Target]:
        """All targets by name, matrices written out."""
        found: dict[str, Target] = {}
        for name, definitions in self.targets.items():
            for local, own in self._rows_of(name, definitions):
                if len(found) >= _MOST_TARGETS:
                    return found
                place = definitions[-1].place
                found[own] = Target(own, name, place, self._inherited(definitions, local, _MOST_INHERITANCE))
        return found

    def _rows_of(self, name: str, definitions: list[Definition]) -> Iterator[tuple[dict[str, object], str]]:
        """The values of a matrix and the name of the target that they make; one without a matrix makes one."""
        attributes = _of(definitions)
        matrix = attributes.get("matrix")
        if matrix is None:
            yield {}, name
            return
        table = matrix.value(self.names())
        if not isinstance(table, dict) or not all(isinstance(values, list) for values in table.values()):
            return
        for number, row in enumerate(product(*table.values())):
            if number >= _MOST_TARGETS:
                return
            local = dict(zip(table, row, strict=True))
            own = attributes["name"].value(self.names(local)) if "name" in attributes else UNKNOWN
            if isinstance(own, str):
                yield local, own

    def _inherited(self, definitions: list[Definition], local: Mapping[str, object], depth: int) -> dict[str, Given]:
        names = self.names(local)
        found: dict[str, Given] = {}
        # Each block of the target's name adds to what it inherits.
        written = [one.attributes["inherits"] for one in definitions if "inherits" in one.attributes and depth]
        for parents in (one.value(names) for one in written):
            for parent in parents if isinstance(parents, list) else ():
                if isinstance(parent, str):
                    _merge(found, self._of_parent(parent, depth - 1))
        for definition in definitions:
            own = {
                name: one.given(names) for name, one in definition.attributes.items() if name not in ("matrix", "name")
            }
            _merge(found, own)
        return found

    def _of_parent(self, name: str, depth: int) -> dict[str, Given]:
        if name in self.targets and "matrix" not in _of(self.targets[name]):
            return self._inherited(self.targets[name], {}, depth)
        for definitions in self.targets.values():
            if "matrix" not in _of(definitions):
                continue
            for local, own in self._rows_of("", definitions):
                if own == name:
                    return self._inherited(definitions, local, depth)
        return {}

    def references(self) -> Iterator[tuple[Word, str]]:
        """Names of targets where they are used: in `inherits`, in groups, in `contexts`; and where each one stands."""
        for target in (one for definitions in self.targets.values() for one in definitions):
            for expression in target.attributes["inherits"].items() if "inherits" in target.attributes else ():
                value = expression.value(self.names())
                if isinstance(value, str):
                    yield Word(value, expression.span, expression.file), "target"
        for group in (one for definitions in self.groups.values() for one in definitions):
            for expression in group.attributes["targets"].items() if "targets" in group.attributes else ():
                value = expression.value(self.names())
                if isinstance(value, str):
                    yield Word(value, expression.span, expression.file), "group"


class _Lazy(dict[str, object]):
    """`target.NAME`: worked out when it is asked for."""

    def __init__(self, ask: Callable[[str], object]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, name: str) -> object:
        return self._ask(name)


def _of(definitions: Iterable[Definition]) -> dict[str, Expression]:
    return {name: expression for one in definitions for name, expression in one.attributes.items()}


def _merge(found: dict[str, Given], more: Mapping[str, Given]) -> None:
    for name, given in more.items():
        before = found.get(name)
        if name in _MERGED and before is not None and given.rows and before.rows:
            rows = {key.value: (key, value) for key, value in before.rows}
            rows |= {key.value: (key, value) for key, value in given.rows if value.value is not None}
            found[name] = Given(given.value, given.expression, tuple(rows.values()))
        elif given.value is not None:
            found[name] = given


def read_bake(files: Iterable[tuple[Path, str]]) -> Bake:
    """What these files (path and text), read one after another, say together."""
    bake = Bake()
    for path, text in files:
        if len(text) > MOST_BYTES:
            continue
        definitions, attributes, broken = (read_json if path.suffix == ".json" else read_hcl)(path, text)
        bake.broken = bake.broken or broken
        for one in definitions:
            if one.kind == "target":
                bake.targets.setdefault(one.name, []).append(one)
            elif one.kind == "group":
                bake.groups.setdefault(one.name, []).append(one)
            elif one.kind == "variable":
                kind = one.attributes.get("type")
                if kind is not None and kind.bare.startswith("set("):
                    bake.sets.add(one.name)
                bake.variables[one.name] = one.attributes.get("default") or bake.variables.get(one.name)
                bake.variable_places[one.name] = one.place
            elif one.kind == "function":
                bake.functions[one.name] = one
        bake.variables.update(attributes)
    return bake


def read_group(files: Sequence[Path], unsaved: Mapping[Path, str] | None = None) -> Bake:
    """What bake files that are read together say; below those it takes by itself, the compose files of their folder.

    `unsaved` are texts of an editor. A target that is a service alone is compose's: its name is among `services`.
    """
    bake = read_bake(read_files(files, unsaved))
    if not files or files[0].name not in BAKE_DEFAULTS:
        return bake
    below = [files[0].parent / name for name in COMPOSE_BASES]
    services: dict[str, list[Definition]] = {}
    for one in (one for file in below if file.is_file() for one in service_targets(file, unsaved)):
        services.setdefault(one.name, []).append(one)
    bake.services |= services.keys() - bake.targets.keys()
    for name, definitions in services.items():
        bake.targets[name] = [*definitions, *bake.targets.get(name, ())]
    return bake


def bake_callers(file: Path, unsaved: Mapping[Path, str] | None = None) -> tuple[Caller, ...]:
    """The targets of a bake file that build a Dockerfile from a local folder; none where it cannot be read.

    `unsaved` are texts of an editor. A target whose context or Dockerfile depends on the machine is left out.
    """
    return callers_in(read_group([file], unsaved), file.parent)


def callers_in(bake: Bake, folder: Path) -> tuple[Caller, ...]:
    """The targets that build a Dockerfile from a local folder, where bake runs in that folder."""
    found = (caller_of(target, folder) for target in bake.expanded().values() if target.block not in bake.services)
    return tuple(caller for caller in found if caller is not None and caller.is_known and not caller.inline)


def caller_of(target: Target, folder: Path) -> Caller | None:
    """What a target builds; None where its context is on no disk of this machine."""
    context, dockerfile = target.text("context"), target.text("dockerfile")
    value = (context.value if context is not None else "") or "."
    if is_remote(value) and not value.startswith("cwd://"):
        return None
    root = folder / (value.removeprefix("cwd://") or ".")
    name = (dockerfile.value if dockerfile is not None else "") or "Dockerfile"
    file = folder / name.removeprefix("cwd://") if name.startswith("cwd://") else root / name
    stage = target.text("target")
    if stage is not None and stage.known and not stage.value:  # as if it were not written
        stage = None
    return Caller(
        target.place.file,
        target.name,
        root,
        file,
        stage.value if stage is not None and stage.known else None,
        tuple(Argument(key, value) for key, value in target.table("args")),
        kind="bake",
        place=target.place,
        target_word=stage,
        context_word=context,
        dockerfile_word=dockerfile,
        is_known=all(word is None or word.known for word in (context, dockerfile))
        and not is_remote(name.removeprefix("cwd://")),
        inline=target.text("dockerfile-inline") is not None,
    )


def context_names(bake: Bake) -> Iterator[str]:
    """The names of the contexts that any target gives to its build: which of them is built may be worked out."""
    for definitions in bake.targets.values():
        for definition in definitions:
            expression = definition.attributes.get("contexts")
            if expression is not None:
                yield from (key.value for key, _ in expression.given(bake.names()).rows)


def read_files(files: Iterable[Path], unsaved: Mapping[Path, str] | None = None) -> Iterator[tuple[Path, str]]:
    """The paths and texts of those that can be read; `unsaved` are texts of an editor."""
    for file in files:
        text = read_text(file, unsaved)
        if text is not None:
            yield file, text

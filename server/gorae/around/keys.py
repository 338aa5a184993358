"""What a key of a compose or bake file means: a page of its own, else a row of the table of all keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.context.caller_texts import yaml_of
from gorae.context.hcl import keys_at
from gorae.reference import library
from gorae.reference.cards import block, card, page_card

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gorae.context.yaml_tree import YamlNode
    from gorae.source import Span
    from gorae.texts import Language

# The keys of compose that have a page, by where they stand: the number of keys above them.
_TOP, _IN_SERVICE, _IN_BUILD = 1, 3, 4
# The keys of compose whose keys are names that a person chose.
_NAMED = ("services", "networks", "volumes", "secrets", "configs", "models")
# The pages that say more of what a key of a bake or compose file is about.
_SEE = {
    "context": "concepts/build-context", "contexts": "concepts/build-context", "target": "concepts/multi-stage",
    "args": "instructions/arg", "labels": "instructions/label", "secret": "mounts/secret", "ssh": "mounts/ssh",
    "cache-from": "concepts/cache", "cache-to": "concepts/cache", "platforms": "flags/platform", "tags": "concepts/registry",
    "dockerfile": "concepts/build-context", "network": "flags/network", "call": "directives/check",
    "secrets": "concepts/secrets", "cache_from": "concepts/cache", "cache_to": "concepts/cache",
    "additional_contexts": "concepts/build-context", "user": "concepts/root-and-privileges",
    "privileged": "concepts/root-and-privileges", "cap_add": "concepts/root-and-privileges",
    "cap_drop": "concepts/root-and-privileges", "init": "concepts/pid1-and-signals", "stop_signal": "concepts/pid1-and-signals",
    "stop_grace_period": "concepts/pid1-and-signals", "gpus": "concepts/ai-gpu-images", "expose": "instructions/expose",
    "working_dir": "instructions/workdir", "test": "instructions/healthcheck", "condition": "compose/depends-on",
    "restart": "compose/healthcheck", "platform": "flags/platform",
}  # fmt: skip


class Key(NamedTuple):
    """A key of a file, with those above it: `("services", "web", "build")`."""

    path: tuple[str, ...]
    span: Span


def key_at(path: Path, kind: str, text: str, offset: int) -> Key | None:
    """The key that stands at an offset; `kind` is `compose` or `bake`."""
    if kind == "bake" and path.suffix != ".json":
        found = keys_at(text, offset)
        return Key(tuple(name for name, _ in found), found[-1][1]) if found else None
    nodes = next((keys for tree in yaml_of(text) if (keys := _keys_at(tree, offset))), [])
    return Key(tuple(node.text for node in nodes), nodes[-1].span) if nodes else None


def _keys_at(tree: YamlNode, offset: int) -> list[YamlNode]:
    """The keys above a key at an offset, that one last; nothing where it stands on no key."""
    node = tree
    found: list[YamlNode] = []
    while True:
        inside: YamlNode | None = None
        for key, value in node.pairs:
            if key.span.start <= offset <= key.span.end:
                return [*found, key]
            if value.span.start <= offset <= value.span.end and not value.is_alias:
                found, inside = [*found, key], value
                break
        if inside is None:
            inside = next((one for one in node.items if one.span.start <= offset <= one.span.end), None)
        if inside is None or inside.is_alias:
            return []
        node = inside


def card_of(key: Key, kind: str, language: Language) -> str | None:
    """What is said of a key; None of names that a person chose, and of what is not known."""
    path = key.path
    # A row is of a key at one place; a page of a key by its name, which may stand at several.
    own = _row_card(path, kind, language)
    if kind != "compose" or (own is not None and len(path) == _IN_BUILD):
        return own
    return (page_card("compose", path[-1].replace("_", "-"), language) if _has_page(path) else None) or own


def _row_card(path: tuple[str, ...], kind: str, language: Language) -> str | None:
    whole = library.page("tables", kind, language)
    for name in _rows(path, kind):
        row = library.entry(kind, name, language)
        if row is not None and whole is not None:
            example = block(row.value, "hcl" if kind == "bake" else "yaml")
            see = [_SEE[path[-1]]] if path[-1] in _SEE else []
            return card(f"`{path[-1]}`", [row.text, example], language, see, whole.text("source"))
    return None


def _has_page(path: tuple[str, ...]) -> bool:
    if len(path) == _TOP or path[0].startswith("x-"):
        return True
    return path[0] == "services" and (len(path) == _IN_SERVICE or (len(path) == _IN_BUILD and path[2] == "build"))


def _rows(path: tuple[str, ...], kind: str) -> Iterator[str]:
    """The names that the row on a key may have in its table, the most exact first."""
    if kind == "bake":
        yield ".".join((path[0], *path[2:])) if len(path) > 1 else path[0]
        return
    if path[-1] == "<<":
        yield "<<"
    if path[0].startswith("x-"):  # what services share: which part of one it is shows in its keys alone
        yield from ("x-",) if len(path) == 1 else (".".join(path[1:]), f"build.{path[-1]}")
        return
    if path[0] != "services":
        inner = path[2:] if path[0] in _NAMED else path[1:]
        if len(path) == 1 or inner:
            yield "/" + ".".join((path[0], *inner))
        return
    inner = path[2:]
    if not inner:
        return
    if inner[-1].startswith("x-"):
        yield "x-"
    yield ".".join(inner)
    if len(inner) > 2:  # below a name that a person chose: `depends_on: {db: {condition: …}}`
        yield f"{inner[0]}.{inner[-1]}"

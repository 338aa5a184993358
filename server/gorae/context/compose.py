"""Compose files that build a Dockerfile."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = re.compile(r"(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml")
_MOST_BYTES = 1_000_000
_REMOTE = re.compile(r"[a-z][a-z0-9+.-]*://|git@|github\.com/")
_VARIABLE = re.compile(r"\$\{(\w+)(?::?-([^}]*))?\}|\$(\w+)")


class Caller(NamedTuple):
    """A place that builds a Dockerfile: a compose file's service or a bake file's target."""

    file: Path
    name: str
    context: Path  # the build context's folder
    dockerfile: Path
    target: str | None
    arguments: tuple[tuple[str, str], ...]  # build arguments with plain values
    ports: tuple[str, ...] = ()  # the container's ports that are opened, as numbers


def compose_callers(file: Path) -> tuple[Caller, ...]:
    """The services of a compose file that build a Dockerfile from a local folder; none where it cannot be read."""
    document = _load(file)
    services = document.get("services") if isinstance(document, dict) else None
    if not isinstance(services, dict):
        return ()
    return tuple(caller for name, service in services.items() for caller in _service(file, str(name), service))


def additional_contexts(file: Path) -> Iterator[str]:
    """The names of the contexts that its services give to their builds."""
    document = _load(file)
    services = document.get("services") if isinstance(document, dict) else None
    for service in services.values() if isinstance(services, dict) else ():
        build = service.get("build") if isinstance(service, dict) else None
        given = build.get("additional_contexts") if isinstance(build, dict) else None
        for item in given if isinstance(given, (dict, list)) else ():
            yield str(item).partition("=")[0]


def built_images(file: Path) -> Iterator[str]:
    """The names that its services give to the images they build."""
    document = _load(file)
    services = document.get("services") if isinstance(document, dict) else None
    for service in services.values() if isinstance(services, dict) else ():
        if isinstance(service, dict) and "build" in service and isinstance(service.get("image"), str):
            yield service["image"]


def _load(file: Path) -> object:
    try:
        if file.stat().st_size > _MOST_BYTES:
            return None
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    if "build" not in text:
        return None
    import yaml

    try:
        return yaml.load(text, Loader=_loader())  # noqa: S506  # a safe loader that passes over compose's own tags
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _loader() -> type:
    import yaml

    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Loader(base):  # type: ignore[misc,valid-type]  # which of the two is known only now
        """A safe loader that reads `!reset` and other tags as nothing."""

    Loader.add_multi_constructor("!", lambda _loader, _suffix, _node: None)
    return Loader


def _service(file: Path, name: str, service: object) -> Iterator[Caller]:
    build = service.get("build") if isinstance(service, dict) else None
    if isinstance(build, str):
        build = {"context": build}
    if not isinstance(build, dict) or "dockerfile_inline" in build:
        return
    context = _filled(build.get("context", "."))
    dockerfile = _filled(build.get("dockerfile", "Dockerfile"))
    if context is None or dockerfile is None or _REMOTE.match(context):
        return
    folder = file.parent / context
    target = build.get("target")
    yield Caller(
        file,
        name,
        folder,
        folder / dockerfile,
        target if isinstance(target, str) else None,
        _arguments(build.get("args")),
        _ports(service.get("ports")) if isinstance(service, dict) else (),
    )


def _ports(value: object) -> tuple[str, ...]:
    """The container's side of `8080:80`, `127.0.0.1:8080:80/tcp`, `{target: 80}`; ranges are left out."""
    found = []
    for item in value if isinstance(value, list) else ():
        target = item.get("target") if isinstance(item, dict) else item
        port = (_filled(str(target)) or "").rsplit(":", 1)[-1].partition("/")[0]
        if port.isdecimal():
            found.append(port)
    return tuple(found)


def _filled(value: object) -> str | None:
    """The text with defaults of variables written out; None where a variable has none."""
    if not isinstance(value, str):
        return None
    if "$" not in value:
        return value
    filled = _VARIABLE.sub(lambda match: match[2] if match[2] is not None else "\0", value)
    return None if "\0" in filled else filled


def _arguments(value: object) -> tuple[tuple[str, str], ...]:
    pairs: list[tuple[str, str]] = []
    if isinstance(value, dict):
        pairs = [(str(key), str(item)) for key, item in value.items() if isinstance(item, (str, int, float))]
    elif isinstance(value, list):
        pairs = [tuple(item.split("=", 1)) for item in value if isinstance(item, str) and "=" in item]  # type: ignore[misc]  # two parts
    return tuple((key, filled) for key, item in pairs if (filled := _filled(item)) is not None)

"""Builder flags: their names, and their values to the parts of a mount."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.completion import images
from gorae.completion.model import Item
from gorae.facts.users import known_users
from gorae.reference import library
from gorae.syntax import BOOLEAN_FLAGS, FLAGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gorae.completion.place import Place
    from gorae.source import Span
    from gorae.syntax import Flag, Instruction

_REPEATABLE = frozenset(("mount", "device", "exclude"))
_PLATFORMS = (
    "$BUILDPLATFORM", "$TARGETPLATFORM", "linux/amd64", "linux/arm64", "linux/arm/v7", "linux/arm/v6", "linux/386",
    "linux/ppc64le", "linux/riscv64", "linux/s390x", "windows/amd64",
)  # fmt: skip
_VALUES: dict[str, tuple[str, ...]] = {
    "platform": _PLATFORMS,
    "network": ("default", "none", "host"),
    "security": ("sandbox", "insecure"),
    "chmod": ("0755", "0644", "0700", "0600", "0750", "0640", "+x"),
    "interval": ("30s", "10s", "1m", "5m"),
    "timeout": ("3s", "5s", "10s", "30s"),
    "start-period": ("10s", "30s", "1m", "2m"),
    "start-interval": ("1s", "2s", "5s"),
    "retries": ("3", "5", "10"),
    "checksum": ("sha256:",),
    "link": ("true", "false"),
    "parents": ("true", "false"),
    "keep-git-dir": ("true", "false"),
    "unpack": ("true", "false"),
}
MOUNT_TYPES = ("cache", "secret", "bind", "ssh", "tmpfs")
# The order in which people look for them.
_ORDER = (
    "from", "mount", "checksum", "interval", "chown", "chmod", "timeout", "start-period", "retries", "link", "parents",
    "exclude", "unpack", "network", "keep-git-dir", "start-interval", "security", "device",
)  # fmt: skip
_MOUNT_PARTS: dict[str, tuple[str, ...]] = {
    "bind": ("target", "source", "from", "rw"),
    "cache": ("target", "id", "sharing", "from", "source", "ro", "mode", "uid", "gid"),
    "tmpfs": ("target", "size"),
    "secret": ("id", "target", "env", "required", "mode", "uid", "gid"),
    "ssh": ("id", "target", "required", "mode", "uid", "gid"),
}
_SWITCHES = frozenset(("rw", "ro", "required"))
_MOUNT_VALUES: dict[str, tuple[str, ...]] = {
    "sharing": ("shared", "locked", "private"),
    "mode": ("0400", "0755"),
    "uid": ("1000",),
    "gid": ("1000",),
}
_CACHES = ("/root/.cache/pip", "/root/.npm", "/var/cache/apt", "/var/lib/apt", "/go/pkg/mod", "/root/.cache/go-build",
           "/usr/local/cargo/registry", "/root/.m2", "/root/.gradle", "/root/.cache/uv", "/root/.nuget/packages")  # fmt: skip


def items(place: Place, written: Instruction) -> list[Item] | None:
    """What belongs to the flag that is being typed; None where none is."""
    flag = written.flags[-1] if written.flags else None
    if flag is not None and flag.span.end == place.offset - place.start and not written.words:
        return _value(place, flag) if flag.value is not None else names(place, written, flag)
    if place.typed(place.word()) in ("-", "--") and not written.words[1:] and _is_first(place, written):
        return names(place, written, None)
    return None


def _rank(name: str) -> tuple[int, str]:
    return (_ORDER.index(name) if name in _ORDER else len(_ORDER), name)


def _is_first(place: Place, written: Instruction) -> bool:
    return not written.words or written.words[0].span.end == place.offset - place.start


def names(place: Place, written: Instruction, typed: Flag | None = None) -> list[Item]:
    """The flags of this instruction that are not there yet."""
    if written.name == "HEALTHCHECK" and written.words:
        return []
    span = place.word("=")
    if not "--".startswith(place.typed(span)[:2]):
        return []
    used = {flag.name for flag in written.flags if flag is not typed} - _REPEATABLE
    found = []
    for number, name in enumerate(sorted(FLAGS.get(written.name, ()), key=_rank)):
        if name in used:
            continue
        takes = name not in BOOLEAN_FLAGS
        has_value = place.text[span.end : span.end + 1] == "="
        insert = f"--{name}=" if takes and not has_value else f"--{name}"
        known = library.page("flags", name, place.language)
        detail = known.text("summary") if known is not None else ""
        found.append(
            Item(
                f"--{name}",
                "property",
                insert,
                span,
                detail=detail,
                sort=f"5{number:02}",
                filter=f"--{name}",
                page=f"flags/{name}",
                retrigger=takes,
            )
        )
    return found


def _value(place: Place, flag: Flag) -> list[Item]:
    if flag.name == "mount":
        return _mount(place, flag)
    if flag.name == "from":
        return images.sources(place, place.word("="))
    span = place.word("=")
    if flag.name == "chown":
        names = known_users(place.stage, before=place.index)
        return [one for name in names for one in _plain((name, f"{name}:{name}"), span, "chown", "user")]
    return _plain(_VALUES.get(flag.name, ()), span, flag.name, "enum-member")


def _plain(names_: Iterable[str], span: Span, flag: str, kind: str) -> list[Item]:
    return [
        Item(
            name,
            "user" if kind == "user" else "enum-member",
            name,
            span,
            sort=f"{number:02}",
            filter=name,
            page=f"flags/{flag}",
        )
        for number, name in enumerate(names_)
    ]


def _mount(place: Place, flag: Flag) -> list[Item]:
    kind = flag.option("type")
    mount = (kind.value if kind is not None and kind.value in MOUNT_TYPES else None) or "bind"
    part = place.word("=,")
    before = place.text[part.start - 1]
    if before == "=":
        behind = place.text[place.start + flag.span.start : part.start - 1]
        if "=" in behind:  # the first sign stands behind `--mount` itself
            return _mount_value(place, mount, re.split("[=,]", behind)[-1].lower(), part)
    return _parts(place, flag, mount, part, typed_type=kind is not None)


def _parts(place: Place, flag: Flag, mount: str, span: Span, *, typed_type: bool) -> list[Item]:
    if not typed_type:
        found = []
        for number, name in enumerate(MOUNT_TYPES):
            known = library.page("mounts", name, place.language)
            detail = known.text("summary") if known is not None else ""
            found.append(
                Item(
                    f"type={name}",
                    "enum-member",
                    f"type={name}",
                    span,
                    detail=detail,
                    sort=f"0{number}",
                    filter=f"type={name}",
                    page=f"mounts/{name}",
                    commit=(",",),
                )
            )
        return found
    used = {option.key for option in flag.options if option.value is not None or option.key in _SWITCHES}
    found = []
    for number, key in enumerate(_MOUNT_PARTS[mount]):
        if key in used:
            continue
        known_row = library.row("mounts", mount, place.language, key)
        note = known_row.text if known_row is not None else ""
        insert = key if key in _SWITCHES else f"{key}="
        found.append(
            Item(key, "property", insert, span, sort=f"1{number}", filter=key, note=note, retrigger=insert != key)
        )
    return found


def _mount_value(place: Place, mount: str, key: str, span: Span) -> list[Item]:
    if key == "type":
        return [
            Item(name, "enum-member", name, span, sort=f"{number}", filter=name, page=f"mounts/{name}", commit=(",",))
            for number, name in enumerate(MOUNT_TYPES)
        ]
    if key == "from":
        return images.sources(place, span)
    if key == "target" and mount == "cache":
        return [
            Item(path, "folder", path, span, sort=f"{n:02}", filter=path, page="mounts/cache")
            for n, path in enumerate(_CACHES)
        ]
    found = []
    for number, name in enumerate(_MOUNT_VALUES.get(key, ())):
        known = library.row("mounts", mount, place.language, f"{key}={name}", "choice")
        note = known.text if known is not None else ""
        found.append(Item(name, "enum-member", name, span, sort=f"{number}", filter=name, note=note))
    return found

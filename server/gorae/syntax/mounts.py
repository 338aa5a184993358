"""The options of `RUN --mount`, by the mount's type (BuildKit, instructions/commands_runmount.go, go-csvvalue, go-units)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

MOUNT_TYPES = ("bind", "cache", "tmpfs", "secret", "ssh")
SHARING_MODES = ("shared", "private", "locked")
OTHER_NAMES = {"src": "source", "dst": "target", "destination": "target", "ro": "readonly", "rw": "readwrite"}
_EVERYWHERE = frozenset(("type", "source", "target", "readonly", "readwrite", "from", "id", "env"))
_OWNED = frozenset(("mode", "uid", "gid"))
# What the Engine takes for each type; what it does not look at there (`id` of a bind mount) is no error either.
OPTIONS: dict[str, frozenset[str]] = {
    "bind": _EVERYWHERE,
    "cache": _EVERYWHERE | _OWNED | {"sharing"},
    "tmpfs": _EVERYWHERE | {"size"},
    "secret": (_EVERYWHERE | _OWNED | {"required"}) - {"from"},
    "ssh": (_EVERYWHERE | _OWNED | {"required"}) - {"source"},
}
# What Podman and Buildah know beside them (buildah 1.43, internal/volumes; man podman-build, containers-mounts).
PODMAN_OPTIONS = frozenset((
    "relabel", "z", "u", "chown", "bind-propagation", "nosuid", "nodev", "noexec", "tmpfs-size", "tmpfs-mode",
    "tmpcopyup", "notmpcopyup", "bind-nonrecursive", "consistency", "no-dereference", "rprivate", "private",
    "rshared", "shared", "rslave", "slave", "rbind", "bind", "suid", "dev", "exec", "idmap", "subpath",
))  # fmt: skip
_SWITCHES = frozenset(("readonly", "readwrite"))
BOOLEANS = frozenset(("1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"))
_NUMBERS = {
    "mode": re.compile("[0-7]+", re.ASCII),
    "uid": re.compile(r"\d+", re.ASCII),
    "gid": re.compile(r"\d+", re.ASCII),
}
_SIZE = re.compile(
    r"(?P<number>\+?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?) ?(?P<unit>(?:[kmgtp](?:i?b)?|b)?)", re.IGNORECASE | re.ASCII
)
_HIGHEST = 2**32 - 1


class MountIssue(NamedTuple):
    """Why the Engine refuses a mount: a kind, the number of the field that is wrong (-1: the whole), names for the text."""

    kind: str
    field: int = -1
    facts: tuple[tuple[str, str], ...] = ()


@dataclass
class Mount:
    """What a mount asks for, as far as it is known. None: not given."""

    type: str | None = "bind"  # None: not known
    values: dict[str, str | None] = field(default_factory=dict)  # by the full names of the options
    issue: MountIssue | None = None

    def given(self, key: str) -> bool:
        """Whether an option has a value that is not empty, or one that is not known."""
        return key in self.values and self.values[key] != ""


def fields(value: str) -> list[str] | None:
    """The fields of the value, which is one row of CSV; None where it is none."""
    if not value:
        return None
    found: list[str] = []
    offset = 0
    while True:
        if value.startswith('"', offset):
            end, text = _quoted(value, offset)
            if end < 0 or (end < len(value) and value[end] != ","):
                return None
        else:
            end = value.find(",", offset)
            end = len(value) if end < 0 else end
            text = value[offset:end]
            if '"' in text:
                return None
        found.append(text)
        if end >= len(value):
            return found
        offset = end + 1


def _quoted(value: str, offset: int) -> tuple[int, str]:
    pieces: list[str] = []
    offset += 1
    while True:
        end = value.find('"', offset)
        if end < 0:
            return -1, ""
        pieces.append(value[offset:end])
        if value[end + 1 : end + 2] != '"':
            return end + 1, "".join(pieces)
        pieces.append('"')
        offset = end + 2


def read_mount(value: str, known: Callable[[str], str | None]) -> Mount:
    """The mount, up to what is wrong with it. `known` says the value of a written one, None where it is not known yet."""
    found = fields(value)
    if found is None:
        return Mount(issue=MountIssue("mount-not-csv", -1, (("text", value),)))
    mount = Mount()
    for number, one in enumerate(found):
        issue = _take(mount, one, known)
        if issue is not None:
            mount.issue = issue._replace(field=number)
            return mount
    mount.issue = _as_a_whole(mount)
    return mount


def _take(mount: Mount, text_of_field: str, known: Callable[[str], str | None]) -> MountIssue | None:
    """Takes one field in; what is wrong with it."""
    written, equals, text = text_of_field.partition("=")
    key = written.lower()
    key = OTHER_NAMES.get(key, key)
    if not equals:
        if key in _SWITCHES:
            return None
        if key == "required":
            return _unexpected(mount, key)
        return MountIssue("mount-value-missing", -1, (("key", written),)) if key in _ALL or not key else _unknown(key)
    if key not in _ALL:
        return _unknown(key)
    value = known(text)
    if key in ("required", "size") and (issue := _unexpected(mount, key)):
        return issue
    if key == "type":
        mount.type = value.lower() if value is not None else None
    if value is not None and not _is_value(key, value):
        return MountIssue("mount-value-invalid", -1, (("key", written.lower()), ("value", value)))
    mount.values[key] = value
    return None


def _unknown(key: str) -> MountIssue:
    return MountIssue("mount-key-podman" if key in PODMAN_OPTIONS else "mount-key-unknown", -1, (("key", key),))


_ALL = frozenset().union(*OPTIONS.values())
MOUNT_OPTIONS = _ALL | OTHER_NAMES.keys()


def _unexpected(mount: Mount, key: str) -> MountIssue | None:
    if mount.type is None or key in OPTIONS[mount.type]:
        return None
    return MountIssue("mount-key-elsewhere", -1, (("key", key), ("type", mount.type)))


def _is_value(key: str, value: str) -> bool:
    if key == "type":
        return value.lower() in MOUNT_TYPES
    if key == "sharing":
        return value.lower() in SHARING_MODES
    if key in ("readonly", "readwrite", "required"):
        return value in BOOLEANS
    if key in _NUMBERS:
        return _NUMBERS[key].fullmatch(value) is not None and int(value, 8 if key == "mode" else 10) <= _HIGHEST
    return key != "size" or _SIZE.fullmatch(value) is not None


def _as_a_whole(mount: Mount) -> MountIssue | None:
    values, kind = mount.values, mount.type
    if kind is None:
        return None
    for key in ("mode", "uid", "gid"):
        if key in values and key not in OPTIONS[kind]:
            return MountIssue("mount-key-elsewhere", -1, (("key", key), ("type", kind)))
    if kind == "secret":
        for key in ("from", "sharing"):
            if mount.given(key) and values[key] is not None:
                return MountIssue("mount-key-elsewhere", -1, (("key", key), ("type", kind)))
        if not any(map(mount.given, ("source", "target", "id"))):
            return MountIssue("mount-secret-nameless")
        if mount.given("source") and mount.given("id") and None not in (values["source"], values["id"]):
            return MountIssue("mount-secret-named-twice")
    if kind != "cache" and mount.given("sharing") and values["sharing"] is not None:
        return MountIssue("mount-key-elsewhere", -1, (("key", "sharing"), ("type", kind)))
    if kind == "ssh" and mount.given("source") and values["source"] is not None:
        return MountIssue("mount-key-elsewhere", -1, (("key", "source"), ("type", kind)))
    return None

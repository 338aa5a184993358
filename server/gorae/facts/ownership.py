"""Who owns the folders of an image, as far as a Dockerfile tells."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from gorae.facts.copies import SYSTEM_FOLDERS, landings
from gorae.facts.users import is_root
from gorae.images import default_user

if TYPE_CHECKING:
    from gorae.stages import Stage
    from gorae.syntax import Node

_GIVES = re.compile(
    r"\b(?:chown|chgrp|chmod|setfacl|usermod|useradd|adduser)\b|(?:\A|\n)(?=(.*?\binstall\b))\1.*\s(?:-o|--owner|-m|--mode)"
)
_OPEN = ("/home/", "/tmp/", "/var/tmp/", "/dev/", "/run/", "/root/")  # noqa: S108 - paths in an image, not here
# Images that bring no folders of their own below `/app`, `/srv`, `/data` and the like.
_PLAIN = frozenset((
    "alpine", "debian", "ubuntu", "busybox", "fedora", "rockylinux", "almalinux", "amazonlinux", "python", "node", "golang", "ruby",
    "rust", "openjdk", "eclipse-temurin", "amazoncorretto", "php", "perl", "buildpack-deps", "gcc", "elixir", "maven", "gradle",
))  # fmt: skip


def is_plain(stage: Stage) -> bool:
    """Whether the stage is based on an official image that is root's, and brings no folders for programs."""
    reference = stage.root.reference
    if stage.root.is_scratch:
        return True
    if reference is None or stage.os_family == "windows":
        return False
    plain = reference.official_name in _PLAIN or stage.os_family == "distroless"
    return plain and is_root(default_user(reference))


def user_at(stage: Stage, node: Node) -> str | None:
    """The user that a Dockerfile itself has chosen, without group; None for root, the base image's, or what is not known."""
    user = stage.scope_of(node).user
    name = user.partition(":")[0] if user else ""
    return None if not name or is_root(name) or "$" in name else name


def workdir_below(stage: Stage, node: Node) -> str | None:
    """The folder in force below one of the stage's instructions: of a WORKDIR the one that it names, resolved."""
    behind = next((one for one in stage.nodes if one.index > node.index), None)
    return stage.scope_of(behind).workdir if behind is not None else stage.final_state.workdir


def is_given_away(stage: Stage, folder: str, before: int) -> bool:
    """Whether an instruction above may make the folder another user's, or writable for all."""
    if folder in SYSTEM_FOLDERS or (folder + "/").startswith(_OPEN):
        return True
    above = [folder]
    while posixpath.dirname(above[-1]) != "/":
        above.append(posixpath.dirname(above[-1]))
    for one in stage.chain:
        for node in one.instructions("RUN"):
            text = node.instruction.text
            if (
                node.index < before
                and _GIVES.search(text)
                and (any(path in text for path in above) or re.search(r"[$*]|\s\.(?:\s|$)|\s\./", text))
            ):
                return True
        for landing in landings(one):
            instruction = landing.node.instruction
            if (
                landing.node.index < before
                and landing.target in above
                and (instruction.flag("chown") is not None or instruction.flag("chmod") is not None)
                and not _are_files(landing.source)
            ):
                return True
    return False


def _are_files(source: str) -> bool:
    """Whether a source is named like files: what they are copied to keeps its owner."""
    return re.search(r"[^/.]\.[A-Za-z*]+$|(?:^|/)(?:Makefile|Gemfile|Pipfile|Cargo\.lock)$", source) is not None

"""Commands of a RUN that end with "permission denied" for any user but root."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from gorae.facts.copies import landings
from gorae.facts.ownership import is_given_away, is_plain, user_at, workdir_below
from gorae.facts.scripts import script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Command, Word
    from gorae.stages import Stage
    from gorae.syntax import Node

BECOME_ROOT = frozenset(("sudo", "doas", "fakeroot", "gosu", "su-exec", "su", "runuser", "setpriv"))
# Programs that change the system's accounts, certificates and settings, whatever they are given.
_OF_ROOT = frozenset((
    "addgroup", "adduser", "chpasswd", "delgroup", "deluser", "docker-php-ext-configure", "docker-php-ext-enable",
    "docker-php-ext-install", "dpkg-reconfigure", "groupadd", "groupdel", "groupmod", "locale-gen", "setcap", "update-ca-certificates",
    "useradd", "userdel", "usermod",
))  # fmt: skip
_OWNERS = frozenset(("chown", "chgrp", "chmod"))
_MAKERS = frozenset(("mkdir", "touch"))
_OF_PACKAGES = frozenset(
    ("etc", "lib", "mnt", "opt", "run", "usr", "var")
)  # packages give folders there to their own users
_ASKS = frozenset(("--help", "--version", "-V", "-h"))


def root_only(stage: Stage, node: Node) -> Iterator[tuple[Command, str]]:
    """The commands of a RUN that its user may not run, each with its first words as they are shown.

    Nothing where the user is root or not known, where a command becomes root first, or where its failure is allowed for.
    """
    if user_at(stage, node) is None:
        return
    read = script(node.instruction, stage.scope_of(node))
    if not read.complete or any(one.program == "set" for one in read.commands):
        return
    for command in read.commands:
        effective = command.effective
        if effective.program in ("cd", "pushd"):
            return  # where the next ones work is another folder
        if not command.runs_unconditionally or command.operator_after == "||" or command.background:
            continue
        if (
            BECOME_ROOT & set(effective.wrappers)
            or not effective.words
            or _ASKS & {word.value for word in effective.args}
        ):
            continue
        if effective.program in _OF_ROOT:
            yield command, effective.program
        elif effective.program in _OWNERS:
            target = next((word for word in _operands(command)[1:] if _is_copied_as_root(stage, node, word)), None)
            if target is not None:
                yield command, f"{effective.program} … {target.value}"
        elif effective.program in _MAKERS:
            target = next((word for word in _operands(command) if _is_below_root(stage, node, word)), None)
            if target is not None:
                yield command, f"{effective.program} … {target.value}"
        elif effective.program == "npm" and _installs_globally(stage, node, command):
            yield command, "npm install --global"


def _operands(command: Command) -> list[Word]:
    return [
        word for word in command.effective.operands(("-m", "--mode", "-d", "-t", "-r", "--reference")) if word.static
    ]


def _path(stage: Stage, node: Node, word: Word) -> str | None:
    """The absolute path that a word names; None where it is not known."""
    if any(letter in word.value for letter in "$*?[~"):
        return None
    folder = stage.scope_of(node).workdir
    if word.value.startswith("/"):
        return posixpath.normpath(word.value)
    return posixpath.normpath(posixpath.join(folder, word.value)) if folder else None


def _is_copied_as_root(stage: Stage, node: Node, word: Word) -> bool:
    """Whether a COPY or ADD of this stage has put files of root's there, and nothing changed their owner since."""
    path = _path(stage, node, word)
    if path is None:
        return False
    for landing in landings(stage):
        copied = landing.node.instruction
        place = landing.path or landing.target
        if landing.node.index > node.index or copied.flag("chown") is not None or not place:
            continue
        if place != path and not place.startswith(path.rstrip("/") + "/"):
            continue
        between = [one for one in stage.instructions("RUN") if landing.node.index < one.index < node.index]
        if not any(
            word in one.instruction.text for one in between for word in ("chown", "chgrp", "mv", "rm", "cp", "install")
        ):
            return True
    return False


def _is_below_root(stage: Stage, node: Node, word: Word) -> bool:
    """Whether the path is to be made in a folder that only root can have made."""
    path = _path(stage, node, word)
    if path is None or not word.value.startswith("/") or not is_plain(stage) or path.split("/")[1] in _OF_PACKAGES:
        return False
    if is_given_away(stage, path, node.index):
        return False
    return not any(f"{path}/".startswith(f"{folder}/") for one in stage.chain for folder in _made_by_users(one))


def _made_by_users(stage: Stage) -> Iterator[str]:
    """The folders that a WORKDIR below a USER names: BuildKit makes them as that user."""
    for node in stage.instructions("WORKDIR"):
        folder = workdir_below(stage, node)
        if stage.scope_of(node).user is not None and folder is not None:
            yield folder


def _installs_globally(stage: Stage, node: Node, command: Command) -> bool:
    """Whether npm writes to the folder of Node.js's official image, which is root's."""
    reference = stage.root.reference
    if reference is None or reference.official_name != "node":
        return False
    words = [word.value for word in command.effective.args]
    if not {"-g", "--global"} & set(words) or not {"install", "i", "add"} & set(words):
        return False
    elsewhere = any(word.startswith("--prefix") for word in words)
    environment = {name.lower() for name in stage.environment_at(node)}
    set_before = any("prefix" in one.instruction.text for one in stage.instructions("RUN") if one.index <= node.index)
    return not elsewhere and not set_before and not environment & {"npm_config_prefix", "prefix"}

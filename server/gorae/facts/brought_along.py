"""What images outside the systems' packages bring, and a Dockerfile installs again.

`nvidia/cuda`: the meta packages that NVIDIA's Dockerfiles install for `base`, `runtime` and `devel`, and cuDNN in tags that
name it. `ruby`: Bundler comes with Ruby. `php`: opcache where the image enables it; where it is compiled in, installing it fails, and
`gone_commands` speaks of that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.packages import runs
from gorae.facts.php_image import opcache_of
from gorae.facts.scripts import commands_of
from gorae.shell.packages import APT, RPM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Command, Word
    from gorae.stages import Stage
    from gorae.syntax import Node

_ANY = r"cuda(?:-runtime|-compat)?(?:-\d\S*)?"
_LIBRARIES = r"|cuda-libraries(?:-\d\S*)?"
_TOOLS = r"|(?:nvidia-)?cuda-toolkit(?:-\d\S*)?|cuda-nvcc(?:-\d\S*)?|cuda-libraries-dev(?:-\d\S*)?"
_CUDA = {"base": _ANY, "runtime": _ANY + _LIBRARIES, "devel": _ANY + _LIBRARIES + _TOOLS}
_CUDNN = r"|libcudnn\d+(?:-cuda-\d+)?"


class BroughtAlong(NamedTuple):
    """A word that installs what the base image has: where it stands, its command, how many others the command installs."""

    node: Node
    command: Command
    word: Word
    name: str
    others: int


def brought_along(stage: Stage) -> Iterator[BroughtAlong]:
    """The words of the stage's RUNs that install what its base image brings."""
    reference = stage.root.reference
    if reference is None:
        return
    if reference.familiar in ("nvidia/cuda", "nvcr.io/nvidia/cuda"):
        yield from _cuda(stage, reference.tag or "")
    elif reference.official_name == "ruby":
        yield from _bundler(stage)
    elif opcache_of(stage) == "enabled":
        yield from _opcache(stage)


def _cuda(stage: Stage, tag: str) -> Iterator[BroughtAlong]:
    flavor = re.search(r"(?:^|-)(base|runtime|devel)(?:-|$)", tag)
    if flavor is None:
        return
    wanted = re.compile(_CUDA[flavor[1]] + (_CUDNN if "cudnn" in tag and flavor[1] != "base" else ""))
    for node, _, calls in runs(stage):
        for call in calls:
            if call.action != "install" or call.manager not in APT | RPM:
                continue
            for package in call.packages:
                # A version may be another than the image's.
                if package.version is None and wanted.fullmatch(package.name):
                    yield BroughtAlong(node, call.command, package.word, package.name, len(call.packages) - 1)


def _bundler(stage: Stage) -> Iterator[BroughtAlong]:
    for node, _, calls in runs(stage):
        for call in calls:
            names = [package.name for package in call.packages]
            if call.manager == "gem" and call.action == "install" and not call.has_flag("-v", "--version"):
                for package in call.packages:
                    if package.name == "bundler" and package.version is None:
                        yield BroughtAlong(node, call.command, package.word, "bundler", len(names) - 1)


def _opcache(stage: Stage) -> Iterator[BroughtAlong]:
    for node, command in commands_of(stage, "opcache"):
        effective = command.effective
        if effective.program in ("docker-php-ext-install", "docker-php-ext-enable"):
            names = [word for word in effective.args if not word.is_option]
            for word in names:
                if word.value == "opcache":
                    yield BroughtAlong(node, command, word, "opcache", len(names) - 1)

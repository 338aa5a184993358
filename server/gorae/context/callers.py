"""What builds a Dockerfile: a compose file's service or a bake file's target, with the place of each word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from gorae.source import Span

_REMOTE = re.compile(r"[a-z][a-z0-9+.-]*://|git@|github\.com/|(?:target|service):")


class Word(NamedTuple):
    """A value as it is given, variables written out, and where it stands."""

    value: str
    span: Span  # in the text of `file`, in code points
    file: Path
    known: bool = True  # False: a variable in it has no value that this project says


class Argument(NamedTuple):
    """A build argument that is given. `value` is None where whoever builds has it in the environment."""

    name: Word
    value: Word | None


@dataclass(frozen=True)
class Caller:
    """A place that builds a Dockerfile from a folder on this machine."""

    file: Path
    name: str
    context: Path  # the build context's folder
    dockerfile: Path
    target: str | None
    given: tuple[Argument, ...] = ()
    ports: tuple[str, ...] = ()  # the container's ports that are opened, as numbers
    environment: tuple[str, ...] = ()  # the names of the variables that the container is given
    kind: Literal["compose", "bake"] = "compose"
    place: Word | None = None  # its name
    target_word: Word | None = None
    context_word: Word | None = None  # None: nothing is written, and the file's own folder is meant
    dockerfile_word: Word | None = None
    is_known: bool = True  # False: context or Dockerfile depend on what this project does not say
    is_checked: bool = False  # a compose service with a health check of its own
    is_health_asked: bool = (
        True  # False: none of the services beside it waits for it, and none that is built has a check
    )
    inline: bool = False  # the Dockerfile stands in the file itself; there is none on the disk

    @property
    def arguments(self) -> tuple[tuple[str, str], ...]:
        """The build arguments whose values are known."""
        return tuple(
            (one.name.value, one.value.value) for one in self.given if one.value is not None and one.value.known
        )


def is_remote(context: str) -> bool:
    """Whether a context is no folder of this machine."""
    return _REMOTE.match(context) is not None

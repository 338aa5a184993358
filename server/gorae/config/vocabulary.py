"""The names that a configuration may hold. Who knows the rules gives them; this room knows none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from gorae.config.option import Option


class Vocabulary(NamedTuple):
    """Names of rules, their aliases and groups, and the options of rules."""

    is_known: Callable[[str], bool]  # whether any rule, alias or group has the name
    nearest: Callable[[str], str | None]  # the known name that is most like a misspelt one
    names: tuple[str, ...]  # as they are suggested, in order
    options: tuple[Option[Any], ...]  # each once

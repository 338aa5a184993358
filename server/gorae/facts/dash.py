"""What Debian's and Ubuntu's `sh`, which is dash, knows beyond POSIX: `pipefail` since dash 0.5.12-12.

Run in debootstraps: Debian 12 and Ubuntu 24.04 (0.5.12-2, 0.5.12-6) end with `Illegal option -o pipefail` and status 2, Debian 13
and Ubuntu 26.04 take it.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from gorae.facts.base_system import system_of

if TYPE_CHECKING:
    from gorae.images import System
    from gorae.source import Span
    from gorae.stages import Stage

_SINCE = {"debian": (13,), "ubuntu": (26,)}
_SURELY_NOT = {"debian": (12,), "ubuntu": (24,)}


def knows_pipefail(system: System | None) -> bool:
    """Whether a system's `sh` is a dash that has `pipefail`."""
    return system is not None and system.is_since(_SINCE)


def shell_that_refuses_pipefail(stage: Stage) -> tuple[Span, System] | None:
    """The word `sh` of a SHELL that asks dash for a `pipefail` which it has not, where a RUN stands below; in the document."""
    for node in stage.instructions("SHELL"):
        words = node.instruction.words
        if not words or posixpath.basename(words[0].value) not in ("sh", "dash"):
            continue
        below = next((one for one in stage.instructions("RUN") if one.index > node.index), None)
        if below is None or below.instruction.form != "shell" or not any(word.value == "pipefail" for word in words):
            continue
        system = system_of(stage)
        if system is None or system.name not in _SINCE or knows_pipefail(system):
            return None
        is_known = not system.is_since(_SURELY_NOT) or system.release in ("12", "24.04", "24.10")
        return (node.to_document(words[0].span), system) if is_known else None
    return None

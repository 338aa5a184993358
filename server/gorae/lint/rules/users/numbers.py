"""The numbers that users of an image have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.script import script

if TYPE_CHECKING:
    from gorae.stages import Stage

# The numbers of the users that images bring (their Dockerfiles and /etc/passwd, 2026-08).
_NUMBERS = {
    ("node", "node"): 1000, ("nginx", "nginx"): 101, ("bun", "bun"): 1000, ("gradle", "gradle"): 1000, ("mongo", "mongodb"): 999,
    ("elasticsearch", "elasticsearch"): 1000, ("ubuntu", "ubuntu"): 1000,
}  # fmt: skip
_NOBODY = 65534


def number_of(stage: Stage, user: str) -> int | None:
    """The user's number, where the Dockerfile or the image is known to give it."""
    for one in stage.chain:
        for node in one.instructions("RUN"):
            for command in script(node.instruction, one.scope_of(node)).commands:
                effective = command.effective
                if effective.program in ("useradd", "adduser", "addgroup") and user in [
                    word.value for word in effective.args
                ]:
                    given = effective.option_value("-u", "--uid")
                    if effective.program != "addgroup":
                        return int(given.value) if given is not None and re.fullmatch(r"\d+", given.value) else None
    reference = stage.root.reference
    if reference is None:
        return None
    if stage.os_family == "distroless":
        return {"nonroot": 65532, "nobody": _NOBODY}.get(user)
    if user == "nobody" and stage.os_family in ("debian", "ubuntu", "alpine", "redhat"):
        return _NOBODY
    return _NUMBERS.get((reference.official_name or reference.name, user))

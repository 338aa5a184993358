"""The label that takes MAINTAINER's place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gorae.syntax import Instruction


def author_label(maintainer: Instruction) -> str | None:
    """The LABEL that says what a MAINTAINER says, in its letter case; None where it names nobody."""
    name = " ".join(maintainer.arguments_text.split())
    if not name:
        return None
    plain = name[1:-1] if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'" else name
    quoted = plain.replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$")
    keyword = maintainer.in_case("LABEL")
    return f'{keyword} org.opencontainers.image.authors="{quoted}"'

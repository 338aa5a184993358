"""Whether what a COPY brings is so little that its second copy is nothing to an image."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gorae.context import BuildContext
    from gorae.syntax import Node

_SCRIPT = re.compile(
    r"\.(?:sh|bash|py|pl|rb|js)$|(?:^|[/_-])(?:entrypoint|start|run|wait-for(?:-it)?|init|healthcheck)[\w.-]*$"
)
_SMALL = 64_000  # bytes


def brings_little(copy: Node, context: BuildContext | None) -> bool:
    """Whether a COPY or ADD brings a script or so: by its size where the files are known, else by its name."""
    sources = [word.value for word in copy.instruction.words[:-1] if not word.value.startswith("<<")]
    if not sources:
        return True  # a heredoc
    if any("://" in source for source in sources):
        return False
    if context is None or copy.instruction.flag("from") is not None:
        return all(_SCRIPT.search(source) for source in sources)
    files = [file for source in sources for match in context.matches(source) for file in context.under(match)]
    return bool(files) and sum(file.bytes for file in files) <= _SMALL

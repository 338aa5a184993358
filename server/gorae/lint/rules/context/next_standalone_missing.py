"""Next.js writes `.next/standalone` only where its configuration asks for it."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, found
from gorae.lint.rule import ContextRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.stages import Build

_CONFIGURATION = re.compile(r"next\.config\.(?:js|mjs|cjs|ts|mts)")
_ASKS = re.compile(r"standalone")


def find(build: Build, context: BuildContext) -> Iterator[Finding]:
    """Report the path of a COPY from a stage, where the project's one `next.config.*` does not say `standalone`."""
    files = [
        path
        for path in context.files
        if _CONFIGURATION.fullmatch(posixpath.basename(path)) and "node_modules/" not in path
    ]
    if len(files) != 1 or _ASKS.search(context.read_text(files[0]) or "standalone"):
        return
    if any(
        _ASKS.search(node.instruction.text) or "next.config" in node.instruction.text
        for node in build.document.nodes
        if node.name in ("RUN", "ENV", "ARG")
    ):
        return  # what is written while it is built, or read from a variable
    for stage in build.stages:
        for node in stage.instructions("COPY"):
            flag = node.instruction.flag("from")
            if flag is None or build.stage(flag.value or "") is None:
                continue
            for word in node.instruction.words[:-1]:
                if word.value.rstrip("/.").endswith(".next/standalone"):
                    yield found(node.to_document(word.span), file=files[0])


RULE = ContextRule("next-standalone-missing", find, severity="error", reads={"COPY": ("standalone",)})

"""The files of the build context that COPY and ADD name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gorae.context import BuildContext, Unwanted
    from gorae.source import Span
    from gorae.stages import Build
    from gorae.syntax import Node


# What brings a kind of files into the image where the context does not.
_MADE_BY = {
    "dependencies": re.compile(r"\b(?:npm|yarn|pnpm|bun|bower|corepack|composer|bundle)\b"),
    "output": re.compile(
        r"\b(?:build|compile|package|publish|install|make|cargo|go|mvnw?|gradlew?|sbt|dotnet|tsc|webpack|vite|next|nuxt)\b"
    ),
}


class Source(NamedTuple):
    """A source as it is written, and its place in the document."""

    value: str
    span: Span
    node: Node  # the COPY or ADD


def sources(build: Build) -> Iterator[Source]:
    """The local sources of all COPY and ADD, without those of stages, URLs, heredocs and variables."""
    for node in build.document.nodes:
        instruction = node.instruction
        if instruction.name not in ("COPY", "ADD") or instruction.flag("from") is not None:
            continue
        markers = [heredoc.marker for heredoc in instruction.heredocs]
        for word in instruction.words[:-1]:
            remote = "://" in word.value or word.value.startswith("git@")
            if word.is_static and not remote and not any(marker.covers(word.span) for marker in markers):
                yield Source(word.value, node.to_document(word.span), node)


def folders(build: Build, context: BuildContext) -> list[Source]:
    """Those that are folders of the context."""
    return [source for source in sources(build) if context.is_dir(source.value)]


def are_missed(build: Build, rows: Iterable[Unwanted]) -> bool:
    """Whether a program that the image starts may live on the context's dependencies or outputs: no RUN makes them."""
    if not any(node.name in ("CMD", "ENTRYPOINT") for node in build.document.nodes):
        return False
    texts = [node.instruction.text for node in build.document.nodes if node.name == "RUN"]
    kinds = {row.kind for row in rows} & _MADE_BY.keys()
    return not all(any(_MADE_BY[kind].search(text) for text in texts) for kind in kinds)

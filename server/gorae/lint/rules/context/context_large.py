"""A COPY that sends very many files, or very large ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.config.option import COUNT, Option
from gorae.context import relative, unwanted
from gorae.facts.copies import landings
from gorae.lint.model import Finding, found
from gorae.lint.rule import FileRule
from gorae.texts.sizes import size

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gorae.context import BuildContext
    from gorae.lint.rule import Inputs
    from gorae.stages import Build

MAX_MEGABYTES = Option("max-context-megabytes", COUNT, 100)
MAX_FILES = Option("max-context-files", COUNT, 10_000)
_SHOWN = 3
_MEGABYTE = 1_000_000


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report each local source over one of the limits, with what is largest in it; a file that is named by itself is intended."""
    context = inputs.context
    if context is None:
        return
    most_files, most_bytes = inputs.option(MAX_FILES), inputs.option(MAX_MEGABYTES) * _MEGABYTE
    seen: set[str] = set()
    for stage in build.stages:
        for landing in landings(stage):
            source = relative(landing.source)
            if not landing.is_local or source in seen or not context.is_dir(source):
                continue
            seen.add(source)
            files = {file.path: file.bytes for file in context.under(source)}
            total = sum(files.values())
            if len(files) <= most_files and total <= most_bytes:
                continue
            names = ", ".join(f"`{name}` ({size(count)})" for name, count in _largest(context, source, files))
            span = landing.node.to_document(landing.word.span)
            yield found(span, count=len(files), size=size(total), names=names)


def _largest(context: BuildContext, source: str, files: Mapping[str, int]) -> list[tuple[str, int]]:
    """What an image has no use for first, where it is a hundredth of all or more, then the folders and files that are largest directly in the source."""
    prefix = f"{source}/" if source else ""
    least = max(sum(files.values()) // 100, 1)
    rows = [(row.path, row.bytes) for row in unwanted(context) if row.path.startswith(prefix) and row.bytes >= least]
    parts: dict[str, int] = {}
    for path, count in files.items():
        name = prefix + path[len(prefix) :].split("/", 1)[0]
        parts[name] = parts.get(name, 0) + count
    rows += sorted(((name, count) for name, count in parts.items()), key=lambda row: (-row[1], row[0]))
    first: dict[str, int] = {}
    for name, count in rows:
        first.setdefault(name, count)
    return list(first.items())[:_SHOWN]


RULE = FileRule(
    "context-large",
    find_with=find,
    options=(MAX_MEGABYTES, MAX_FILES),
    report="once_per_context_message",
    reads={"ADD": (), "COPY": ()},
)

"""What a Dockerfile must say differently when a file or folder of its context goes by another path."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from gorae.navigation.files import file_mentions, started
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.stages import Build


def edits_for_move(build: Build, context: BuildContext, old: str, new: str) -> tuple[Edit, ...]:
    """The edits of COPY's and ADD's sources, and of the words that start the file; paths are below the context's root.

    The context is the one before the move. Words with variables or wildcards stay as they are.
    """
    found = dict.fromkeys((*_sources(build, context, old, new), *_started(build, context, old, new)))
    return tuple(sorted(found))


def _sources(build: Build, context: BuildContext, old: str, new: str) -> Iterator[Edit]:
    text = build.document.text.value
    for mention in file_mentions(build, context):
        written = mention.span.of(text)
        plain = posixpath.normpath(written.lstrip("/"))
        if plain != mention.path or not _is_below(plain, old):
            continue
        offset = written.find(old)
        if offset >= 0:
            span = mention.span._replace(start=mention.span.start + offset, end=mention.span.start + offset + len(old))
            yield Edit(span, new)


def _started(build: Build, context: BuildContext, old: str, new: str) -> Iterator[Edit]:
    """`/run.sh` of ENTRYPOINT where COPY puts `run.sh` into a folder: the copy has the file's new name."""
    text = build.document.text.value
    before, after = posixpath.basename(old), posixpath.basename(new)
    if before == after:
        return
    for mention in started(build, context):
        written = mention.span.of(text)
        offset = written.rfind(before)
        if mention.path != old or offset < 0 or written[offset + len(before) :].strip("\"'"):
            continue
        if offset and written[offset - 1] not in "/\"'":
            continue
        start = mention.span.start + offset
        yield Edit(mention.span._replace(start=start, end=start + len(before)), after)


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + "/")

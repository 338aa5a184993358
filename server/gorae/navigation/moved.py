"""What a Dockerfile must say differently when a file or folder of its context goes by another path."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from gorae.navigation.files import file_mentions, started
from gorae.source import Edit, Span, apply_edits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.stages import Build
    from gorae.syntax import Node


# What a name may not hold to stand unquoted in a word of a shell, of COPY, and in a field of a mount.
_NOT_PLAIN = re.compile(r"[\s$*?\[\]\"'\\`,;&|<>()#]")


def edits_for_move(build: Build, context: BuildContext, old: str, new: str) -> tuple[Edit, ...]:
    """The edits of COPY's, ADD's and mounts' sources, and of the words that start the file; paths are below the context's
    root.

    The context is the one before the move. Words with variables or wildcards stay as they are. For a name with spaces
    COPY and ADD become their JSON form; a name that would mean something else where it stands is not written.
    """
    found = dict.fromkeys((*_sources(build, context, old, new), *_started(build, context, old, new)))
    return tuple(sorted(found))


def _sources(build: Build, context: BuildContext, old: str, new: str) -> Iterator[Edit]:
    text = build.document.text.value
    spaced: dict[Node, list[Edit]] = {}
    for mention in file_mentions(build, context):
        written = mention.span.of(text)
        plain = posixpath.normpath(written.lstrip("/"))
        node = build.document.node_at(mention.span.start)
        if (
            plain != mention.path
            or not _is_below(plain, old)
            or node is None
            or node.name not in ("COPY", "ADD", "RUN")
        ):
            continue
        offset = written.find(old)
        if offset < 0:
            continue
        span = Span(mention.span.start + offset, mention.span.start + offset + len(old))
        unlike = _NOT_PLAIN.search(new)
        if unlike is None or (node.instruction.form == "exec" and node.name != "RUN" and not _ends_json_word(new)):
            yield Edit(span, new)
        elif node.name != "RUN" and not _NOT_PLAIN.search(new.replace(" ", "")):
            spaced.setdefault(node, []).append(Edit(span, new))
    for node, edits in spaced.items():
        yield from _as_json(node, edits)


def _ends_json_word(new: str) -> bool:
    return any(letter in new for letter in '"\\$*?[')


def _as_json(node: Node, edits: list[Edit]) -> Iterator[Edit]:
    """COPY's words as a JSON array, some of them changed; nothing where a word does not stand there as it reads."""
    words = node.instruction.words
    if node.instruction.heredocs or any(word.text != word.value or _NOT_PLAIN.search(word.text) for word in words):
        return
    for number, word in enumerate(words):
        span = node.to_document(word.span)
        inside = [edit._replace(span=edit.span.shift(-span.start)) for edit in edits if span.covers(edit.span)]
        before, after = '["' if number == 0 else '"', '"]' if number == len(words) - 1 else '",'
        yield Edit(span, f"{before}{apply_edits(word.text, inside)}{after}")


def _started(build: Build, context: BuildContext, old: str, new: str) -> Iterator[Edit]:
    """`/run.sh` of ENTRYPOINT where COPY puts `run.sh` into a folder: the copy has the file's new name."""
    text = build.document.text.value
    before, after = posixpath.basename(old), posixpath.basename(new)
    if before == after:
        return
    for mention in started(build, context):
        written = mention.span.of(text)
        offset = written.rfind(before)
        if mention.path != old or not mention.keeps_name or offset < 0 or written[offset + len(before) :].strip("\"'"):
            continue
        if offset and written[offset - 1] not in "/\"'":
            continue
        node = build.document.node_at(mention.span.start)
        is_array = node is not None and node.instruction.form == "exec"
        if _NOT_PLAIN.search(after) and (not is_array or _ends_json_word(after)):
            continue
        start = mention.span.start + offset
        yield Edit(mention.span._replace(start=start, end=start + len(before)), after)


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + "/")

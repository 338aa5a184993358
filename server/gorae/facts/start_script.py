"""The file of the build context that an image starts with."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.copies import landings_of_chain, source_of
from gorae.facts.entrypoint import started_file
from gorae.facts.scripts import plain_words, script
from gorae.source.derived import derived_for_last

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.facts.copies import Landing
    from gorae.source import Span
    from gorae.stages import Build, Stage
    from gorae.syntax import Node


# Where a system's packages put their programs: what stands there has its `#!`.
_OF_PACKAGES = frozenset(
    ("/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/opt/venv/bin")
)
_SCRIPTS = (".sh", ".bash", ".ksh", ".zsh", ".ash", ".py", ".rb", ".pl", ".js", ".mjs", ".ts", ".php", ".lua", ".cgi")
_HEADS = (b"#!", b"\x7fELF")


class StartScript(NamedTuple):
    """The file, where it comes from, and the words that start it."""

    path: str  # in the image
    file: str  # in the context
    landing: Landing
    stage: Stage  # the one that copies it
    span: Span  # of the word in ENTRYPOINT or CMD
    is_direct: bool  # it is executed itself, not read by an interpreter


@derived_for_last
def start_script(build: Build, context: BuildContext) -> StartScript | None:
    """The file that the last stage starts with, where a COPY brings it from the context."""
    stage = build.last
    if stage is None or stage.os_family == "windows":
        return None
    started = started_file(stage)
    if started is None:
        return None
    for path in started.paths:
        hit = source_of(path, landings_of_chain(stage), context)
        if hit is not None:
            owner = next(one for one in stage.chain if hit[0].node in one.nodes)
            return StartScript(path, hit[1], hit[0], owner, started.span, started.is_direct)
    return None


def runs_below(build: Build, landing: Landing) -> Iterator[Node]:
    """The RUNs of the last stage, and of those it is based on, behind the COPY."""
    stage = build.last
    for one in stage.chain if stage is not None else ():
        yield from (node for node in one.instructions("RUN") if node.index > landing.node.index)


def may_name(text: str, path: str) -> bool:
    """Whether a RUN's text may mean the file: by its name, a folder above it, a pattern or a variable."""
    folder = posixpath.dirname(path)
    return (
        posixpath.basename(path) in text
        or (folder != "/" and re.search(re.escape(folder) + r"/?(?![\w-])", text) is not None)
        or any(mark in text for mark in ("*", "$", "find ", "-R"))
    )


def starts_by_itself(build: Build, context: BuildContext | None, node: Node) -> bool:
    """Whether the system can surely start what a CMD or ENTRYPOINT names: a script without `#!` needs a shell to read it.

    A file of the project is looked at; where it is not at hand, a path or the ending of a script leaves it open.
    """
    words = plain_words(script(node.instruction, build.scope_of(node)))
    program = words[0] if words else ""
    folder = posixpath.dirname(program)
    if not program.lower().endswith(_SCRIPTS) and (not folder or folder in _OF_PACKAGES):
        return True
    started = start_script(build, context) if context is not None else None
    if context is None or started is None or not started.is_direct or not node.span.covers(started.span):
        return False
    head = context.read_bytes(started.file, 4)
    return head is not None and head.startswith(_HEADS)

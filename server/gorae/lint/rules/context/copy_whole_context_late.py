"""A final stage that takes the program from a builder, and the whole context beside it."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from gorae.facts.compilers import buildings
from gorae.facts.copies import Landing, landings, whole_context_target
from gorae.facts.entrypoint import process, started_file
from gorae.facts.image_paths import absolute
from gorae.lint.model import Finding, found
from gorae.lint.rule import FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Stage
    from gorae.syntax import Node

_WEB_SERVERS = frozenset(("nginx", "httpd", "caddy", "nginx-unprivileged"))


def find(build: Build) -> Iterator[Finding]:
    """Report the `.` of the COPY in the target stage, where the program that starts comes from the builder."""
    stage = build.last
    if stage is None or len(build.stages) == 1:
        return
    whole = [node for node in stage.instructions("COPY", "ADD") if _comes_to_workdir(stage, node)]
    if not whole:
        return
    for landing in landings(stage):
        flag = landing.node.instruction.flag("from")
        builder = build.stage(flag.value) if flag is not None and flag.value else None
        if builder is None or builder.index >= stage.index or not _builds_from_context(builder):
            continue
        if _starts_from(stage, landing):
            yield found(
                whole[0].to_document(whole[0].instruction.words[0].span), stage=builder.name or str(builder.index)
            )
            return


def _comes_to_workdir(stage: Stage, node: Node) -> bool:
    """Whether it copies the whole context to where the stage works."""
    target = whole_context_target(stage, node)
    return target is not None and target in (".", absolute(stage, node, "."))


def _builds_from_context(builder: Stage) -> bool:
    built = any(True for one in builder.chain for _ in buildings(one))
    return built and any(
        node.instruction.flag("from") is None for one in builder.chain for node in one.instructions("COPY", "ADD")
    )


def _starts_from(stage: Stage, landing: Landing) -> bool:
    """Whether the program that starts is one that the COPY brings, or a web server that only serves it."""
    reference = stage.root.reference
    if reference is not None and reference.name in _WEB_SERVERS:
        return True
    base = posixpath.basename(landing.source.rstrip("/"))
    file = landing.path or landing.target
    last = stage.nodes[-1]
    started = started_file(stage)
    read = started.paths if started is not None and not started.is_direct else ()
    for word in (*(one.value for one in process(stage)[:1]), *read):
        path = absolute(stage, last, word)
        if path is None:
            continue
        if path in (file, landing.target) or (file != "/" and path.startswith(file + "/")):
            return file != stage.scopes[-1].workdir
        if "/" not in word and landing.target in (
            "/usr/local/bin",
            "/usr/bin",
            "/bin",
            f"/usr/local/bin/{word}",
            f"/usr/bin/{word}",
            f"/bin/{word}",
        ):
            return base == word
    return False


RULE = FileRule("copy-whole-context-late", find, severity="information")

"""Where a name comes from, and who uses it: definition, declaration, references, highlights, linked editing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.navigation.index import named_at

if TYPE_CHECKING:
    from gorae.navigation.model import Mention, Named
    from gorae.source import Span
    from gorae.stages import Build


def definition(build: Build, offset: int) -> Span | None:
    """Where the name at an offset has its value from there: the ARG or ENV in force, the FROM, the heredoc's marker."""
    found = named_at(build, offset)
    if found is None:
        return None
    named, mention = found
    if named.kind == "variable":
        return mention.span if mention.role == "declaration" else _in_force(build, named, mention)
    return declaration(build, offset)


def declaration(build: Build, offset: int) -> Span | None:
    """Where the name at an offset is said first: of a variable the ARG above the first FROM, if there is one."""
    found = named_at(build, offset)
    if found is None:
        return None
    named, _ = found
    if named.declarations:
        return named.declarations[0].span
    if named.kind == "stage":  # without a name it is called by its number
        stage = build.stages[int(named.name)]
        return stage.image_span
    return None


def references(build: Build, offset: int, *, declarations: bool = True) -> tuple[Mention, ...]:
    """All places of the name at an offset, in order."""
    found = named_at(build, offset)
    if found is None:
        return ()
    return tuple(one for one in found[0].mentions if declarations or one.role == "read")


def linked(build: Build, offset: int) -> tuple[Span, ...]:
    """The places that are to be typed at together: those of the name at an offset, where all read alike.

    A number that stands for a stage goes on doing so.
    """
    found = named_at(build, offset)
    if found is None or (found[0].kind == "stage" and found[1].is_number):
        return ()
    mentions = [one for one in found[0].mentions if found[0].kind != "stage" or not one.is_number]
    if len(mentions) < 2 or any(len(one.pieces) > 1 for one in mentions):
        return ()
    if len({one.written for one in mentions}) > 1:
        return ()
    return tuple(one.span for one in mentions)


def _in_force(build: Build, named: Named, mention: Mention) -> Span | None:
    node = build.document.node_at(mention.span.start)
    declarations = named.declarations
    if node is None or not declarations:
        return None
    value = build.environment_at(node).get(named.name)
    if value is not None and value.defined_by is not None:
        setting = build.document.nodes[value.defined_by].span
        inside = [one for one in declarations if setting.covers(one.span)]
        if inside:
            return inside[-1].span
    before = [one for one in declarations if one.span.start < mention.span.start]
    return (before[-1] if before else declarations[0]).span

"""All names of a Dockerfile: stages, variables, here-documents, with every place where each stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.navigation.model import Mention, Named
from gorae.navigation.pieces import pieces
from gorae.navigation.stage_names import image_mentions, stage_mentions
from gorae.navigation.uses import uses
from gorae.source.derived import derived, derived_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.source import Span
    from gorae.stages import Build, Scope, Stage
    from gorae.syntax import Node

_Place = tuple[int, str]  # a stage's index, -1 above the first FROM; a variable's name
_ABOVE = -1


@derived
def names(build: Build) -> tuple[Named, ...]:
    """Everything that has a name, by where it first stands; remembered with the build."""
    heredocs = (named for node in build.document.nodes for named in _heredocs_of(node))
    found = [*_stages_and_images(build), *_variables(build), *heredocs]
    return tuple(sorted(found, key=lambda one: one.mentions[0].span))


def named_at(build: Build, offset: int) -> tuple[Named, Mention] | None:
    """What the name at an offset stands for, and the place; of two that meet there the one that begins."""
    node = build.document.node_at(offset)
    if node is None:
        return None
    found: list[tuple[Mention, Named]] = []
    for named in (*_stages_and_images(build), *_heredocs_of(node), *_variables_at(build, node, offset)):
        found += [(mention, named) for mention in named.mentions if mention.span.holds(offset)]
    if not found:
        return None
    mention, named = max(found, key=lambda row: row[0].span.start)
    return named, mention


@derived
def _stages_and_images(build: Build) -> tuple[Named, ...]:
    return (*stage_mentions(build), *image_mentions(build))


def _variables_at(build: Build, node: Node, offset: int) -> tuple[Named, ...]:
    """The variables of the names that stand at an offset."""
    here = {use.name for use in uses(node.instruction, build.scope_of(node)) if use.span.holds(offset - node.start)}
    return tuple(named for name in here for named in variables_named(build, name))


@derived_by(lambda name: name)
def variables_named(build: Build, name: str) -> tuple[Named, ...]:
    """The variables of a name: several where stages that have nothing to do with each other each have one."""
    return tuple(_variables(build, name))


def _variables(build: Build, only: str | None = None) -> Iterator[Named]:
    """Variables, one for all scopes among which a value goes from one to the other.

    A stage's ARG and ENV of one name are one (the later one stands before the earlier one), so are those of a stage and
    the one it is based on, and an ARG above the first FROM and the ARGs that take it into a stage.
    """
    groups = _Groups()
    found: dict[_Place, list[Mention]] = {}
    for node, stage, scope in _with_scopes(build):
        text = node.instruction.text
        if only is not None and only not in text and "\n" not in text:  # a name may go on behind a line's end
            continue
        index = _ABOVE if stage is None or node.name == "FROM" else stage.index
        for use in uses(node.instruction, scope):
            if only is not None and use.name != only:
                continue
            variable = (index, use.name)
            spans = tuple(node.to_document(piece) for piece in use.pieces)
            found.setdefault(variable, []).append(Mention(node.to_document(use.span), spans, use.role, use.name))
            if index != _ABOVE and use.role == "declaration" and _is_argument(node):
                groups.join(variable, (_ABOVE, use.name))
    for stage in build.stages:
        if stage.parent is not None:
            for index, name in [key for key in found if key[0] == stage.index]:
                ancestor = next((one for one in stage.chain[1:] if name in one.final_environment), None)
                for one in stage.chain[1:] if ancestor is not None else ():
                    groups.join((index, name), (one.index, name))
    together: dict[_Place, list[_Place]] = {}
    for variable in found:
        together.setdefault(groups.first(variable), []).append(variable)
    for (_, name), scopes in together.items():
        mentions = sorted(mention for scope in scopes for mention in found[scope])
        yield Named("variable", name, tuple(mentions), frozenset(index for index, _ in scopes))


def _is_argument(node: Node) -> bool:
    instruction = node.instruction.trigger or node.instruction
    return instruction.name == "ARG"


def _with_scopes(build: Build) -> Iterator[tuple[Node, Stage | None, Scope]]:
    for node, scope in zip(build.header, build.header_scopes, strict=True):
        yield node, None, scope
    for stage in build.stages:
        for node, scope in zip(stage.nodes, stage.scopes, strict=True):
            yield node, stage, scope


class _Groups:
    """Scopes that belong together (a union-find without ranks: there are few)."""

    def __init__(self) -> None:
        self._above: dict[_Place, _Place] = {}

    def first(self, scope: _Place) -> _Place:
        while (above := self._above.get(scope, scope)) != scope:
            scope = above
        return scope

    def join(self, one: _Place, other: _Place) -> None:
        a, b = self.first(one), self.first(other)
        if a != b:
            self._above[a] = b


def _heredocs_of(node: Node) -> Iterator[Named]:
    for heredoc in node.instruction.heredocs:
        text, escape = node.instruction.text, node.instruction.escape
        word = _word_of_marker(text, heredoc.marker, heredoc.name)
        parts = tuple(node.to_document(piece) for piece in pieces(text, word, escape))
        mentions = [Mention(node.to_document(word), parts, "declaration", heredoc.name)]
        if heredoc.end is not None:
            end = node.to_document(heredoc.end)
            mentions.append(Mention(end, (end,), "read", heredoc.name))
        yield Named("heredoc", heredoc.name, tuple(mentions))


def _word_of_marker(text: str, marker: Span, name: str) -> Span:
    """Where the name stands in `<<-"EOF"`."""
    written = text[marker.start : marker.end]
    offset = written.rfind(name)
    if offset < 0:  # an escape within the name
        offset = written.find("<<") + 2
        return marker._replace(start=marker.start + offset)
    return marker._replace(start=marker.start + offset, end=marker.start + offset + len(name))

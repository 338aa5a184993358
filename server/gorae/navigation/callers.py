"""What compose and bake files say of a Dockerfile's stages and build arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.context.mentions import CallerMention, caller_mentions, given_contexts

if TYPE_CHECKING:
    from gorae.context import BuildContext
    from gorae.navigation.model import Named
    from gorae.stages import Build, Stage


def called_as(build: Build, named: Named, context: BuildContext | None) -> tuple[CallerMention, ...]:
    """The places in compose and bake files that name the same stage (`target`) or build argument (`args`)."""
    if context is None:
        return ()
    mentions = caller_mentions(context)
    if named.kind == "stage":
        return tuple(one for one in mentions if one.kind == "target" and one.name.lower() == named.name)
    if named.kind == "variable" and any(_is_argument(build, one.span.start) for one in named.declarations):
        return tuple(one for one in mentions if one.kind == "argument" and one.name == named.name)
    return ()


def _is_argument(build: Build, offset: int) -> bool:
    node = build.document.node_at(offset)
    return node is not None and node.name == "ARG"


def given_base(stage: Stage, context: BuildContext | None) -> CallerMention | None:
    """Where a compose or bake file gives what a stage is based on as a named context."""
    if context is None or stage.parent is not None or stage.image is None:
        return None
    return next((one for one in given_contexts(context) if one.name == stage.image), None)

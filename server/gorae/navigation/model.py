"""What has a name in a Dockerfile, and the places where the name stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from gorae.source import Span

Kind = Literal["stage", "variable", "heredoc", "image"]
Role = Literal["declaration", "read"]


class Mention(NamedTuple):
    """A place where a name stands. Spans are offsets in the document's text."""

    span: Span
    pieces: tuple[Span, ...]  # the same without continuations and comment lines within the name
    role: Role
    written: str  # the name as it reads here; a stage's number where it is named by that

    @property
    def is_number(self) -> bool:
        """Whether a stage is named by its number here, which no new name changes."""
        return self.written.isdecimal()


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """Something that has a name, and all places where it stands, in order."""

    kind: Kind
    name: str
    mentions: tuple[Mention, ...]
    scopes: frozenset[int] = (
        frozenset()
    )  # of a variable: the indices of the stages that know it, -1 above the first FROM

    @property
    def declarations(self) -> tuple[Mention, ...]:
        """The places that give it its name or a value."""
        return tuple(mention for mention in self.mentions if mention.role == "declaration")

"""What is worked out of an immutable value once, and kept with it for as long as the value lives."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from typing import Concatenate


class Keeper(Protocol):
    """A value that keeps what is worked out of it; the dictionary is this module's own."""

    @property
    def derived(self) -> dict[Hashable, Any]:
        """By the function that worked it out, and what it depends on beside the value."""


Owner = TypeVar("Owner", bound=Keeper)
More = ParamSpec("More")
Answer = TypeVar("Answer")
Other = TypeVar("Other")


class Heir(Protocol):
    """A value that takes over what was worked out of the one in whose place it stands after an edit elsewhere."""

    @property
    def inherited(self) -> dict[Hashable, Any]:
        """By the function that worked it out; the dictionary is this module's own."""


AnHeir = TypeVar("AnHeir", bound=Heir)


class Derived(Generic[Owner, More, Answer]):
    """A function of a value whose answers are kept with the value. It is called as the function itself is."""

    def __init__(
        self, function: Callable[Concatenate[Owner, More], Answer], key: Callable[More, Hashable] | None
    ) -> None:
        functools.update_wrapper(self, function)
        self._function = function
        self._key = key

    def __call__(self, owner: Owner, *more: More.args, **named: More.kwargs) -> Answer:
        """The answer for the owner, worked out when it is first asked for."""
        key = self if self._key is None else (self, self._key(*more, **named))
        try:
            answer: Answer = owner.derived[key]
        except KeyError:
            answer = owner.derived[key] = self._function(owner, *more, **named)
        return answer

    def is_known(self, owner: Owner, *more: More.args, **named: More.kwargs) -> bool:
        """Whether it was asked before."""
        return (self if self._key is None else (self, self._key(*more, **named))) in owner.derived

    def take_from(self, kept: dict[Hashable, Any], *more: More.args, **named: More.kwargs) -> Answer | None:
        """The answer among those of another value, taken out of them; None where it was not asked for there."""
        answer: Answer | None = kept.pop(self if self._key is None else (self, self._key(*more, **named)), None)
        return answer


def derived(function: Callable[[Owner], Answer]) -> Derived[Owner, [], Answer]:
    """Keeps the function's answer with its argument."""
    return Derived(function, None)


def derived_by(
    key: Callable[More, Hashable],
) -> Callable[[Callable[Concatenate[Owner, More], Answer]], Derived[Owner, More, Answer]]:
    """Keeps the function's answers with its first argument, one for each key that the further arguments make."""
    return lambda function: Derived(function, key)


def derived_for_last(
    function: Callable[[Owner, Other], Answer],
) -> Callable[[Owner, Other], Answer]:
    """Keeps the function's answer with its first argument, for the last second one alone: no more of those is held on to."""

    @functools.wraps(function)
    def answer(owner: Owner, other: Other) -> Answer:
        known: tuple[Other, Answer] | None = owner.derived.get(function)
        if known is None or known[0] is not other:
            known = owner.derived[function] = other, function(owner, other)
        return known[1]

    return answer


class Inherited(Generic[AnHeir, Answer]):
    """A function of a value whose answers are kept with it and with those that take its place."""

    def __init__(self, function: Callable[[AnHeir], Answer]) -> None:
        functools.update_wrapper(self, function)
        self._function = function

    def __call__(self, owner: AnHeir) -> Answer:
        """The answer for the owner, worked out when it is first asked for."""
        try:
            known: Answer = owner.inherited[self]
        except KeyError:
            known = owner.inherited[self] = self._function(owner)
        return known

    def is_known(self, owner: AnHeir) -> bool:
        """Whether it was asked before, of this value or of the one in whose place it stands."""
        return self in owner.inherited


def inherited(function: Callable[[AnHeir], Answer]) -> Inherited[AnHeir, Answer]:
    """Keeps the function's answer, which holds no place in a document, with its argument and those that take its place."""
    return Inherited(function)

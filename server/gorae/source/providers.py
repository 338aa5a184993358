"""One of several that are asked may fail: its answer is missing, the log names it, the others are there."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    # Is told the name of the function that failed, with its module, and the error.
    OnError = Callable[[str, Exception], None]

Answer = TypeVar("Answer")


def ask(
    provider: Callable[..., Answer], *arguments: object, otherwise: Answer, on_error: OnError | None = None
) -> Answer:
    """What a provider answers; `otherwise` where it raises. Without `on_error` it raises."""
    try:
        return provider(*arguments)
    except Exception as error:
        if on_error is None:
            raise
        on_error(f"{provider.__module__}.{provider.__name__}", error)
        return otherwise


def ask_all(
    provider: Callable[..., Iterable[Answer]], *arguments: object, on_error: OnError | None = None
) -> list[Answer]:
    """All that a provider offers; where it raises on the way, what it offered until then. Without `on_error` it raises."""
    found: list[Answer] = []
    try:
        found.extend(provider(*arguments))
    except Exception as error:
        if on_error is None:
            raise
        on_error(f"{provider.__module__}.{provider.__name__}", error)
    return found

"""What is worked out of a value is worked out once, and goes with the value."""

from __future__ import annotations

import gc
import weakref
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gorae.source.derived import derived, derived_by, derived_for_last

if TYPE_CHECKING:
    from collections.abc import Hashable

ASKED: list[object] = []


@dataclass(frozen=True, eq=False)
class Value:
    """A value that keeps answers."""

    text: str
    derived: dict[Hashable, Any] = field(default_factory=dict)


@derived
def length(value: Value) -> int | None:
    ASKED.append(value.text)
    return len(value.text) or None


@derived_by(lambda times, note: times)
def repeated(value: Value, times: int, note: str) -> str:
    ASKED.append((times, note))
    return value.text * times


@derived_for_last
def joined(value: Value, other: Value) -> str:
    ASKED.append((value.text, other.text))
    return value.text + other.text


def test_of_several_others_the_last_is_kept() -> None:
    ASKED.clear()
    one, first, last = Value("고"), Value("래"), Value("🐳")
    assert [joined(one, other) for other in (first, first, last, last, first)] == [
        "고래",
        "고래",
        "고🐳",
        "고🐳",
        "고래",
    ]
    assert ASKED == [("고", "래"), ("고", "🐳"), ("고", "래")]


def test_an_answer_is_worked_out_once_for_each_value_and_key() -> None:
    ASKED.clear()
    one, other, empty = Value("고래"), Value("고래"), Value("")
    assert [length(one), length(one), length(other), length(empty), length(empty)] == [2, 2, 2, None, None]
    assert ASKED == ["고래", "고래", ""]  # None is an answer, too
    ASKED.clear()
    assert [repeated(one, 2, "a"), repeated(one, 2, "b"), repeated(one, 1, "c")] == ["고래고래", "고래고래", "고래"]
    assert ASKED == [(2, "a"), (1, "c")]


def test_answers_end_with_their_value() -> None:
    value = Value("x")
    repeated(value, 3, "")
    gone = weakref.ref(value)
    del value
    gc.collect()
    assert gone() is None


def test_an_answer_is_taken_from_another_value_once() -> None:
    value = Value("ab")
    repeated(value, 2, "")
    assert repeated.take_from(value.derived, 2, "") == "abab"
    assert repeated.take_from(value.derived, 2, "") is None
    assert repeated.__name__ == "repeated"

"""Named tuples that are made in one step are those of `typing.NamedTuple`."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from typing import Any, NamedTuple

import pytest

from gorae.start.quick_tuples import named_tuple


class Plain(NamedTuple):
    """A place."""

    row: int
    column: int | None = None
    words: tuple[str, ...] = ()

    @property
    def is_first(self) -> bool:
        """Whether it is in the first row."""
        return self.row == 0

    def __str__(self) -> str:
        """As people write it."""
        return f"{self.row}:{self.column}"


BODY = {
    "__module__": __name__,
    "__qualname__": "Quick",
    "__doc__": "A place.",
    "__annotations__": {"row": "int", "column": "int | None", "words": "tuple[str, ...]"},
    "column": None,
    "words": (),
    "is_first": Plain.is_first,
    "__str__": Plain.__str__,
}
Quick: Any = named_tuple("Quick", dict(BODY))


@pytest.mark.parametrize(
    ("why", "made"),
    [
        ("one value, the others by default", (1,)),
        ("two values, the last by default", (0, 2)),
        ("all three values", (0, 2, ("a",))),
    ],
)
def test_like_the_library(why: str, made: tuple[Any, ...]) -> None:
    plain, quick = Plain(*made), Quick(*made)
    assert quick == plain == (*made, *(None, ())[len(made) - 1 :]), why
    assert hash(quick) == hash(plain), why
    assert repr(quick) == repr(plain).replace("Plain", "Quick"), why
    assert (str(quick), quick.is_first, quick._asdict()) == (str(plain), plain.is_first, plain._asdict()), why
    assert quick._replace(row=7) == plain._replace(row=7), why
    assert type(quick._replace(row=7)) is type(copy.copy(quick)) is type(pickle.loads(pickle.dumps(quick))) is Quick, (
        why
    )
    assert Quick._make(plain) == plain, why
    match quick:
        case Quick(row, column):
            assert (row, column) == plain[:2], why


def test_facts_of_the_class() -> None:
    for name in ("_fields", "_field_defaults", "__match_args__", "__slots__", "__doc__", "__module__"):
        assert getattr(Quick, name) == getattr(Plain, name)
    assert (Quick.__name__, Quick.__qualname__, Quick.__new__.__qualname__) == ("Quick", "Quick", "Quick.__new__")
    assert Quick.__new__.__defaults__ == Plain.__new__.__defaults__  # type: ignore[attr-defined]
    assert not hasattr(Quick(1), "__dict__")


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param("Quick()", id="the first value is missing"),
        pytest.param("Quick(1, other=2)", id="a name that there is not"),
        pytest.param("Quick(1, 2, 3, 4)", id="a value too many"),
        pytest.param("Quick._make(())", id="too few values in a row"),
        pytest.param("Quick(1)._replace(a=1)", id="a name that there is not, to be replaced"),
    ],
)
def test_wrong_arguments(wrong: str) -> None:
    with pytest.raises((TypeError, ValueError)):
        eval(wrong)


def test_a_default_before_a_field_without() -> None:
    with pytest.raises(TypeError, match="Non-default"):
        named_tuple("Wrong", {"__module__": "a", "__annotations__": {"a": "int", "b": "int"}, "a": 1})


def test_only_classes_of_ours_come_here() -> None:
    """And those that need more than fields go the library's way."""
    code = """
from gorae.start import quick_tuples
quick_tuples.install()
quick_tuples.install()
from typing import NamedTuple
class Other(NamedTuple):
    a: int
assert "_make" in vars(Other) and vars(Other)["_make"].__func__ is not quick_tuples._make
import gorae.lint.rule as rule
assert vars(rule.Alias)["_make"].__func__ is quick_tuples._make
assert rule.Alias("gorae", code="x") == ("gorae", "x")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

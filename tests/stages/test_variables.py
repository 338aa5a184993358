"""Each moment of the variables keeps its own names and values, whatever is set later."""

from __future__ import annotations

from gorae.stages import build
from gorae.stages.variables import Variables
from gorae.syntax import parse


def test_a_moment_sees_nothing_later() -> None:
    first = Variables({"A": 1})
    second = first.with_value("B", 2)
    third = second.with_value("A", 3)
    assert [dict(one) for one in (first, second, third)] == [{"A": 1}, {"A": 1, "B": 2}, {"A": 3, "B": 2}]
    assert [len(one) for one in (first, second, third)] == [1, 2, 2]
    assert "B" not in first
    assert first.get("B") is None


def test_an_earlier_moment_goes_on_by_itself() -> None:
    first = Variables({"A": 1})
    second = first.with_value("B", 2)
    other = first.with_value("B", 3)
    assert (dict(second), dict(other)) == ({"A": 1, "B": 2}, {"A": 1, "B": 3})


def test_a_value_that_is_set_many_times_is_each_time_its_own() -> None:
    text = "FROM a\n" + "".join(f"ENV A={number}\n" for number in range(50))
    built = build(parse(text))
    values = [built.environment_at(node).get("A") for node in built.document.nodes[2:]]
    assert [value and value.value for value in values] == [str(number) for number in range(49)]

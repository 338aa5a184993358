"""The variables in force, instruction after instruction, in memory that grows with the instructions, not with their square."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import ItemsView, Mapping, ValuesView
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

V = TypeVar("V")


class Variables(Mapping[str, V]):
    """Names and values at one moment. Those of later moments stand in the same table and are not seen."""

    __slots__ = ("_count", "_moment", "_newest", "_table")

    def __init__(self, values: Mapping[str, V]) -> None:
        self._table: dict[str, tuple[list[int], list[V]]] = {name: ([0], [value]) for name, value in values.items()}
        self._newest = [0]  # of all that share the table
        self._moment = 0
        self._count = len(self._table)

    def with_value(self, name: str, value: V) -> Variables[V]:
        """The same variables and one more, or another value of one."""
        if self._newest[0] != self._moment:
            return Variables(self).with_value(name, value)
        found: Variables[V] = Variables.__new__(Variables)
        found._table, found._newest, found._moment = self._table, self._newest, self._moment + 1
        found._count = self._count + (name not in self._table)
        moments, values = self._table.setdefault(name, ([], []))
        moments.append(found._moment)
        values.append(value)
        self._newest[0] = found._moment
        return found

    def __getitem__(self, name: str) -> V:
        """The value that the name has at this moment."""
        moments, values = self._table[name]
        index = len(moments) if moments[-1] <= self._moment else bisect_right(moments, self._moment)
        if not index:
            raise KeyError(name)
        return values[index - 1]

    def __iter__(self) -> Iterator[str]:
        """The names, in the order in which they were first set."""
        return iter([name for name, (moments, _) in self._table.items() if moments[0] <= self._moment])

    def __len__(self) -> int:
        """How many variables there are."""
        return self._count

    def get(self, name: str, default: V | None = None) -> V | None:  # type: ignore[override]  # of Mapping's overloads
        """The value that the name has at this moment; the default where it has none."""
        found = self._table.get(name)
        if found is None:
            return default
        moments, values = found
        if moments[-1] <= self._moment:
            return values[-1]
        index = bisect_right(moments, self._moment)
        return values[index - 1] if index else default

    def now(self) -> dict[str, V]:
        """The names and values of this moment."""
        moment = self._moment
        return {
            name: values[-1] if moments[-1] <= moment else values[bisect_right(moments, moment) - 1]
            for name, (moments, values) in self._table.items()
            if moments[0] <= moment
        }

    def items(self) -> ItemsView[str, V]:
        """The names with their values."""
        return self.now().items()

    def values(self) -> ValuesView[V]:
        """The values."""
        return self.now().values()

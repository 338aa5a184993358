"""Steps that stand one after another, put into pipelines, and pipelines into a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.shell.nodes import Command, Compound, Element
from gorae.shell.tokens import Operator
from gorae.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gorae.shell.script import Script

_ENDS = frozenset((";", "&", "\n", ";;", ";&", ";;&"))


def grouped(
    script: Script, items: Iterable[Command | Compound | Operator]
) -> tuple[tuple[Element, ...], Operator | None]:
    """The list that steps and operators make, and the operator that it ends with; `!` comes as an operator.

    Steps learn their pipeline, and the operators before and behind them.
    """
    found = _Grouping(script)
    for item in items:
        if not isinstance(item, Operator):
            found.add_step(item)
        elif item.text == "!":
            found.negate(item)
        else:
            found.add_operator(item)
    found.close()
    return tuple(found.elements), found.pending


class _Grouping:
    __slots__ = ("and_or", "elements", "negated", "operator", "pending", "script", "start", "steps")

    def __init__(self, script: Script) -> None:
        self.script = script
        self.elements: list[Element] = []
        self.steps: list[Command | Compound] = []  # of the pipeline that is being read
        self.operator: Operator | None = None  # before that pipeline
        self.pending: Operator | None = None  # after the last step
        self.negated = False
        self.start = -1  # where its `!` stands
        self.and_or = 0  # the element at which the and-or list began: a `&` sends all of it to the background

    def close(self) -> None:
        """Ends the pipeline."""
        if not self.steps:
            return
        begin = self.steps[0].span.start if self.start < 0 else self.start
        span = Span(begin, self.steps[-1].span.end)
        element = Element(span, span.of(self.script.body), self.operator, tuple(self.steps), self.negated, False)
        for step in self.steps:
            step.element = element
        self.elements.append(element)
        self.steps, self.negated, self.start = [], False, -1

    def negate(self, mark: Operator) -> None:
        if self.pending is None and self.elements:
            self.pending = self.line_end(self.elements[-1].span.end, mark.span.start)
            self.elements[-1].steps[-1].after = self.pending
        self.negated = not self.negated
        self.start = mark.span.start if self.start < 0 else self.start

    def add_operator(self, operator: Operator) -> None:
        if operator.text not in {"|", "|&"}:
            self.close()
        last = self.steps[-1] if self.steps else self.elements[-1].steps[-1] if self.elements else None
        if last is not None:
            last.after = operator
        if operator.text == "&":
            self.to_background()
        self.pending = operator

    def add_step(self, step: Command | Compound) -> None:
        if self.pending is None and (self.steps or self.elements):
            previous = self.steps[-1] if self.steps else self.elements[-1].steps[-1]
            self.close()
            self.pending = self.line_end(previous.span.end, step.span.start)
            previous.after = self.pending
        if not self.steps:
            self.operator = self.pending
            if self.operator is not None and self.operator.text in _ENDS:
                self.and_or = len(self.elements)
        step.before = self.pending
        self.steps.append(step)
        self.pending = None

    def to_background(self) -> None:
        for index in range(self.and_or, len(self.elements)):
            element = self.elements[index]._replace(background=True)
            self.elements[index] = element
            for step in element.steps:
                step.element = element
                step.background = True

    def line_end(self, start: int, end: int) -> Operator:
        """The newline between two steps that no operator parts."""
        seen = self.script.masked
        offset = seen.find("\n", start, end)
        while offset > 0 and seen[offset - 1] == "\\":
            offset = seen.find("\n", offset + 1, end)
        return Operator("\n", Span(offset, offset + 1) if offset >= 0 else Span(start, start))

"""No module needs, over others, itself: a circle of imports has no beginning for a reader."""

from __future__ import annotations

import grimp


def circles(graph) -> list[set[str]]:
    """The groups of modules that import one another (Tarjan's strongly connected components)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[set[str]] = []

    def visit(module: str) -> None:
        index[module] = low[module] = len(index)
        stack.append(module)
        for other in sorted(graph.find_modules_directly_imported_by(module)):
            if other not in index:
                visit(other)
                low[module] = min(low[module], low[other])
            elif other in stack:
                low[module] = min(low[module], index[other])
        if low[module] == index[module]:
            at = stack.index(module)
            found.append(set(stack[at:]))
            del stack[at:]

    for module in sorted(graph.modules):
        if module not in index:
            visit(module)
    return [one for one in found if len(one) > 1]


def test_no_circle_even_of_types():
    assert circles(grimp.build_graph("gorae", cache_dir=None)) == []

"""No module needs, over others, itself: a circle of imports has no beginning for a reader."""

from __future__ import annotations

import grimp

# Circles that are still there. A room comes off the list, none is added.
STILL = frozenset(("lsp",))


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
    graph = grimp.build_graph("gorae", cache_dir=None)
    rooms = [{module.split(".")[1] for module in one} for one in circles(graph)]
    assert all(len(room) == 1 for room in rooms), rooms
    assert {next(iter(room)) for room in rooms} <= STILL, circles(graph)


def test_no_circle_while_it_runs_but_in_the_server():
    graph = grimp.build_graph("gorae", exclude_type_checking_imports=True, cache_dir=None)
    assert [one for one in circles(graph) if not all(module.startswith("gorae.lsp.") for module in one)] == []

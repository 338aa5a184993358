"""An ENV PATH that loses the folders that were there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import StageRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage
    from gorae.syntax import Node, Word

# Where the programs of a usual image are: a value that names these has them all.
_SYSTEM = (("/usr/bin", "/bin"), ("/usr/local/bin", "/usr/bin"))


def find(stage: Stage) -> Iterator[Finding]:
    """Report an ENV PATH without `$PATH` that leaves the system's own folders out, on its value."""
    if stage.os_family == "windows" or stage.root.is_scratch:
        return
    for node in stage.instructions("ENV"):
        for pair in node.instruction.pairs:
            value = pair.value
            if pair.key.value != "PATH" or value is None:
                continue
            if value.text.startswith("'") and "$" in value.value:
                yield found(node.to_document(value.span), _double_quoted(node, value), variant="quoted")
                continue
            if value.variables or not value.value.startswith("/"):
                continue
            folders = value.value.rstrip(":").split(":")
            if any(all(folder in folders for folder in group) for group in _SYSTEM):
                continue
            end = node.to_document(value.span).end
            end -= value.text.endswith(('"', "'"))
            quoted = value.text.startswith("'")
            repair = None if quoted else fix(Edit(Span(end, end), ":$PATH"), safe=False)
            yield found(node.to_document(value.span), repair)


def _double_quoted(node: Node, value: Word) -> Fix | None:
    """The value in quotes that let variables be filled in."""
    inside = value.text[1:-1]
    if not value.text.endswith("'") or any(char in inside for char in ("'", '"', "\\", "`")):
        return None
    return fix(Edit(node.to_document(value.span), f'"{inside}"'), safe=False, variant="quoted")


RULE = StageRule("path-replaced", find, fixes="unsafe")

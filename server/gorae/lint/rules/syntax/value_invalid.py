"""A value that BuildKit refuses once the variables in it are replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.fixes.known_word import known_word
from gorae.lint.model import Finding, Fix, fix
from gorae.lint.rule import FileRule
from gorae.source import Edit
from gorae.stages.dispatch import READS, dispatch, signal_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.rule import Inputs
    from gorae.stages import Build
    from gorae.stages.dispatch import Refusal

# What other rules speak of.
_ELSEWHERE = ("image-", "mount-", "port-", "stage-", "stages-", "file-", "from-variable")


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report the value; the message names the build argument that could correct it."""
    wrong = inputs.context.ignore_error if inputs.context is not None else None
    if wrong is not None and build.stages:
        facts = (("file", wrong.path.rsplit("/", 1)[-1]), ("line", wrong.line), ("pattern", wrong.pattern))
        yield Finding(build.stages[0].from_instruction.keyword, facts, variant="ignore-pattern")
    for refusal in dispatch(build).refusals:
        if refusal.kind.startswith(_ELSEWHERE):
            continue
        repair = _repaired(build, refusal)
        fixes = (repair,) if repair else ()
        if refusal.needs:
            yield Finding(refusal.span, (("name", refusal.needs[0]),), fixes, variant="unset")
        else:
            yield Finding(refusal.span, refusal.facts, fixes, variant=refusal.kind)


def _repaired(build: Build, refusal: Refusal) -> Fix | None:
    """The word that a misspelt one was meant to be; ADD in COPY's place, where COPY would have to download."""
    facts = dict(refusal.facts)
    if refusal.kind == "signal-unknown" and refusal.span.of(build.document.text.value) == facts["signal"]:
        near = known_word(facts["signal"].upper().removeprefix("SIG"), signal_names())
        return fix(Edit(refusal.span, f"SIG{near}"), safe=False, variant="word", right=f"SIG{near}") if near else None
    node = build.document.nodes[refusal.index] if refusal.index >= 0 else None
    if node is None or not refusal.kind.startswith("copy-") or node.instruction.flag("from"):
        return None
    written = node.keyword.of(build.document.text.value)
    if written.upper() != "COPY" or node.instruction.flag("parents"):
        return None
    return fix(Edit(node.keyword, "add" if written.islower() else "ADD"), safe=False, variant="add")


RULE = FileRule(
    "value-invalid",
    find_with=find,
    severity="error",
    fixes="unsafe",
    supersedes=frozenset({"from-platform-constant"}),
    reads=READS,
)

"""Which program is process 1 of a container, where that is known, and where its STOPSIGNAL goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.signals import signal_of
from gorae.lint.fixes.lines import line_above
from gorae.lint.model import Finding, fix, found
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from gorae.stages import Build, Stage
    from gorae.syntax import Node, Word


def first_process(stage: Stage) -> tuple[Node, Word] | None:
    """The instruction and the word that name it: ENTRYPOINT's first, else CMD's, in exec form.

    None for a shell form, where a shell comes first, and where a base image that is not known may bring an ENTRYPOINT.
    """
    node = stage.in_force("ENTRYPOINT")
    if node is None:
        reference = stage.root.reference
        if not stage.root.is_scratch and (reference is None or not (reference.is_official or stage.os_family)):
            return None
        node = stage.in_force("CMD")
    if node is None or node.instruction.form != "exec" or not node.instruction.words:
        return None
    return node, node.instruction.words[0]


def wants_signal(build: Build, programs: Container[str], signal: str) -> Iterator[Finding]:
    """A finding where one of the programs (path or bare name) is process 1 and is stopped by another signal.

    At the STOPSIGNAL's word, or at the program's where there is none. Its fix puts the signal in.
    """
    stage = build.last
    first = first_process(stage) if stage is not None else None
    if stage is None or first is None or stage.os_family == "windows" or first[1].value not in programs:
        return
    node, word = first
    given = stage.in_force("STOPSIGNAL")
    if given is None:
        if node.index < stage.from_instruction.index:
            return  # its instruction stands in a stage that others are built from as well
        yield found(
            node.to_document(word.span),
            fix(line_above(build.document, node, "STOPSIGNAL", signal), safe=False),
            program=word.value,
        )
        return
    owner = build.stage_of(given)
    known = signal_of(given.instruction, owner.scope_of(given)) if owner is not None else None
    if known is not None and known[1] != signal:
        edit = Edit(given.to_document(known[0].span), signal)
        yield found(
            given.to_document(known[0].span),
            fix(edit, safe=False, variant="wrong"),
            variant="wrong",
            program=word.value,
            signal=known[0].text,
        )

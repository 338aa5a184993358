"""Shell form to exec form and back; ENV to ARG and back."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING

from gorae.facts.scripts import plain_words, script
from gorae.refactoring.model import Refactoring
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.refactoring.model import Selection

_FORMS = frozenset(("RUN", "CMD", "ENTRYPOINT"))


def offers(selection: Selection) -> Iterator[Refactoring]:
    """For the one instruction that is selected."""
    if len(selection.nodes) != 1:
        return
    name = selection.first.name
    if name in _FORMS:
        yield from _forms(selection)
    elif name in ("ENV", "ARG"):
        yield from _keywords(selection)


def _forms(selection: Selection) -> Iterator[Refactoring]:
    node = selection.first
    instruction, scope = node.instruction, selection.scope
    if instruction.heredocs or instruction.comments or not scope.has_bourne_shell:
        return
    if instruction.form == "exec":
        if not instruction.words or any("\n" in word.value for word in instruction.words):
            return
        # BuildKit fills no variables into an exec form, and the shell none into quotes.
        words = [word.value if word.value.isidentifier() else shlex.quote(word.value) for word in instruction.words]
        if words[0].startswith("["):
            return
        edit = Edit(node.to_document(instruction.arguments), " ".join(words))
        yield Refactoring("to-shell-form", "rewrite", (edit,), safe=instruction.name == "RUN")
        return
    plain = plain_words(script(instruction, scope))
    if plain is not None:
        edit = Edit(node.to_document(instruction.arguments), json.dumps(plain, ensure_ascii=False))
        yield Refactoring("to-exec-form", "rewrite", (edit,), safe=True)


def _keywords(selection: Selection) -> Iterator[Refactoring]:
    node = selection.first
    instruction = node.instruction
    if len(instruction.pairs) != 1 or instruction.pairs[0].value is None or instruction.flags:
        return
    pair = instruction.pairs[0]
    value = pair.value
    if instruction.name == "ENV" and (value is None or "=" not in instruction.slice(pair.key.span | value.span)):
        return  # `ENV NAME value`: an ARG has no such form
    other = "ARG" if instruction.name == "ENV" else "ENV"
    word = instruction.in_case(other)
    edits = [Edit(node.keyword, word)]
    if pair.legacy and value is not None:
        between = Span(pair.key.span.end, value.span.start)
        if set(value.text) & set(" \t'\"\\"):
            return  # what is one value behind a blank would be several behind `=`
        edits.append(Edit(node.to_document(between), "="))
    name = "env-to-arg" if other == "ARG" else "arg-to-env"
    yield Refactoring(name, "rewrite", tuple(edits), False, (("name", pair.key.text),))

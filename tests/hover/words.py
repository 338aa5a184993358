"""The words of a Dockerfile that mean something of their own, by kind; plain values are left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.scripts import script
from gorae.source import Span
from gorae.syntax import INSTRUCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build
    from gorae.syntax import Document, Instruction, Node, Variable

_TOOLS = re.compile(r"#\s*(?:gorae:|hadolint\s|tally\s|shellcheck\s)")
_CMDLET = re.compile(r"(?<![\w.$\\/:-])[A-Z][a-z]+-[A-Z]\w+(?![\w.\\/-])")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_ARGUMENTS = ("EXPOSE", "USER", "STOPSIGNAL", "WORKDIR", "VOLUME")


class Word(NamedTuple):
    """A word that a hover should explain; the span is of the document."""

    kind: str
    span: Span
    of: str = ""  # the program that an option is of


def words(document: Document, build: Build) -> Iterator[Word]:
    """All of them, in no order."""
    for directive in document.directives:
        yield Word("directive", directive.span)
    for comment in document.comments:
        if _TOOLS.match(comment.text):
            yield Word("comment", comment.span)
    for node in document.nodes:
        instruction: Instruction | None = node.instruction
        while instruction is not None:
            for kind, span in _of_instruction(instruction):
                yield Word(kind, node.to_document(span))
            instruction = instruction.trigger
        for kind, span, program in _of_script(node, build):
            yield Word(kind, node.to_document(span), program)


def _of_instruction(instruction: Instruction) -> Iterator[tuple[str, Span]]:
    if instruction.name not in INSTRUCTIONS:
        return
    yield "instruction", instruction.keyword
    for flag in instruction.flags:
        yield "flag", flag.name_span
        for part in flag.options:
            yield "option of a mount", part.key_span
    yield from (("variable", span) for span in _uses(instruction.variables))
    for heredoc in instruction.heredocs:
        yield "heredoc", heredoc.marker
    name, plain = instruction.name, instruction.words
    if name in ("ARG", "ENV"):
        yield from (("variable", pair.key.span) for pair in instruction.pairs)
    elif name == "LABEL":
        yield from (("label", pair.key.span) for pair in instruction.pairs)
    elif name == "FROM":
        for number, word in enumerate(plain[:3]):
            yield ("image or stage", "AS", "stage")[number], word.span
    elif name in ("COPY", "ADD") and len(plain) > 1:
        for word in plain:
            if not any(heredoc.marker == word.span for heredoc in instruction.heredocs):
                yield "path", word.span
    elif name in _ARGUMENTS:
        yield from ((f"argument of {name}", word.span) for word in plain)


def _uses(uses: tuple[Variable, ...]) -> Iterator[Span]:
    for use in uses:
        yield use.name_span
        yield from _uses(use.nested)


def _of_script(node: Node, build: Build) -> Iterator[tuple[str, Span, str]]:
    if node.name == "RUN" and node.instruction.form == "shell" and build.scope_of(node).dialect == "powershell":
        text = node.instruction.text
        yield from (("cmdlet", Span(match.start(), match.end()), "") for match in _CMDLET.finditer(text))
    commands = script(node.instruction, build.scope_of(node))
    for use in commands.variables:
        yield "variable in a shell", use.name_span, ""
    for command in commands.commands:
        for operator in (command.before, command.after):
            if operator is not None and "\n" not in operator.text:
                yield "operator", operator.span, ""
        for redirection in command.redirections:
            yield "redirection", Span(redirection.span.start, redirection.span.start + 1), ""
        for assignment in command.assignments:
            yield "assignment", Span(assignment.span.start, assignment.span.start + 1), ""
        effective = command.effective
        if effective.name is None:
            continue
        for number, word in enumerate(command.words):
            if word.value == "--":
                break
            if word.span == effective.name.span or number == 0:
                if "$" not in word.value and word.style in ("bare", "double"):
                    yield "command", word.span, ""
            elif word.value.startswith("-") and word.value != "-" and not _NUMBER.fullmatch(word.value) and word.static:
                yield "option", word.span, effective.program

"""A RUN joined with `&&` to a heredoc, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.scripts import goes_on_in_single_quotes, script, script_heredoc
from gorae.refactoring.chains import links, plain_links
from gorae.refactoring.model import Refactoring
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.refactoring.model import Selection
    from gorae.syntax import Instruction

_INDENT = "    "
_STOPS = ("set -e", "set -ex", "set -xe", "set -eu", "set -ue", "set -eux", "set -exu")


def offers(selection: Selection) -> Iterator[Refactoring]:
    """For the one RUN that is selected."""
    if len(selection.nodes) != 1 or selection.first.name != "RUN":
        return
    instruction = selection.first.instruction
    edit = _to_heredoc(selection, instruction)
    if edit is not None:
        yield Refactoring("run-to-heredoc", "rewrite", (edit.shift(selection.first.start),), safe=True)
    edit = _to_chain(selection, instruction)
    if edit is not None:
        yield Refactoring("heredoc-to-run", "rewrite", (edit.shift(selection.first.start),), safe=True)


def _to_heredoc(selection: Selection, instruction: Instruction) -> Edit | None:
    """`set -e` and the links a line each: stops where the chain stops. A comment stays above the link it stood above."""
    chain = links(instruction, selection.scope)
    if chain is None or len(chain) < 2 or any("-e" in word for word in selection.scope.shell[1:-1]):
        return None
    newline = selection.document.newline
    if newline != "\n":
        return None  # each line of the script would end in a carriage return
    comments = [span for span in instruction.comments if span.start > instruction.arguments.start]
    lines = ["set -e"]
    for link in chain:
        while comments and comments[0].start < link.span.start:
            lines.append(instruction.slice(comments.pop(0)))
        if any(link.span.start < span.start < link.span.end for span in comments):
            return None
        text = _on_one_line(instruction, link.span)
        if goes_on_in_single_quotes(text):
            return None
        lines.append(text)
    lines += [instruction.slice(span) for span in comments]
    if script(instruction, selection.scope).comments:
        return None  # a shell's own comment ends its line
    name = next(name for name in ("EOF", "EOT", "SCRIPT", "END_OF_SCRIPT") if name not in lines)
    whole = Span(instruction.arguments.start, len(instruction.text))
    return Edit(whole, newline.join([f"<<{name}", *lines, name]))


def _on_one_line(instruction: Instruction, span: Span) -> str:
    """The link's text, its continued lines as they are: in a script they go on in the same way."""
    text = instruction.slice(span)
    if instruction.escape == "\\":
        return text
    return text.replace(instruction.escape + "\r\n", "\\\r\n").replace(instruction.escape + "\n", "\\\n")


def _to_chain(selection: Selection, instruction: Instruction) -> Edit | None:
    heredocs = instruction.heredocs
    if script_heredoc(instruction, heredocs) is None or heredocs[0].end is None:
        return None
    if instruction.arguments_text.strip() != instruction.slice(heredocs[0].marker):
        return None  # a shell is named
    document = selection.document
    body = instruction.slice(heredocs[0].body)
    if body.startswith("#!") or not selection.scope.has_bourne_shell:
        return None
    parsed = script(instruction, selection.scope)
    lines = [line.strip() for line in body.split("\n")]
    first = next((line for line in lines if line and not line.startswith("#")), "")
    if first not in _STOPS or not parsed.chain or parsed.comments or "<<-" in instruction.slice(heredocs[0].marker):
        return None
    chain = plain_links(parsed, "\n", skip=1)
    if not chain:
        return None
    switched = first.replace("set -", "").replace("e", "")
    texts = ([f"set -{switched}"] if switched else []) + [instruction.slice(link.span) for link in chain]
    if any("\n" in text for text in texts):
        return None
    glue = f" {document.escape}{document.newline}{_INDENT}&& "
    return Edit(Span(instruction.arguments.start, len(instruction.text)), glue.join(texts))

"""apt-get update in a RUN of its own: the cached layer keeps the old lists for the installs behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.packages import calls_of, mounted, runs
from gorae.facts.scripts import script
from gorae.lint.model import Finding, Fix, Rule, fix, found
from gorae.shell import Compound
from gorae.shell.packages import APT
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell.packages import Call
    from gorae.stages import Build, Scope, Stage
    from gorae.syntax import Node

_INSTALLS = frozenset(
    ("install", "upgrade", "dist-upgrade", "full-upgrade", "build-dep", "reinstall", "source", "download")
)
# Commands that do not install: a RUN of these and an update has no use of its own for the lists.
_HARMLESS = frozenset((
    "set", "echo", "printf", "cat", "tee", "rm", "mkdir", "cp", "mv", "sed", "true", ":", "sleep", "export", "dpkg",
    "add-apt-repository", "apt-add-repository", "apt-key", "ln", "touch", "chmod", "test", "[",
))  # fmt: skip


def find(build: Build) -> Iterator[Finding]:
    """An update that stands alone, with a later RUN that installs from its lists."""
    for stage in build.stages:
        for node, scope, calls in runs(stage):
            if not only_updates(node, scope) or mounted(node.instruction, "/var/lib/apt"):
                continue
            later = needing(build, stage, node)
            if later:
                update = next(call for call in calls if call.manager in APT and call.action == "update")
                yield found(node.to_document(update.head), _fix(build, node, scope, update, later))


def only_updates(node: Node, scope: Scope) -> bool:
    """Whether a RUN refreshes the index of apt and neither installs nor runs anything that might."""
    calls = calls_of(node.instruction, scope)
    if not any(call.manager in APT and call.action == "update" for call in calls):
        return False
    ours = {id(call.command): call for call in calls}
    for command in script(node.instruction, scope).commands:
        call = ours.get(id(command))
        if call is not None and (call.manager not in APT or call.action in _INSTALLS):
            return False
        if call is None and command.effective.program not in _HARMLESS:
            return False
    return True


def needing(build: Build, stage: Stage, node: Node) -> list[tuple[Node, Scope, Call]]:
    """The later RUNs, of the stage and those based on it, that install without an update of their own; each with its
    first such call."""
    found_calls = []
    for other in build.stages:
        if stage not in other.chain:
            continue
        for later, scope, calls in runs(other):
            if later.index <= node.index:
                continue
            first = next(
                (call for call in calls if call.manager in APT and call.action in _INSTALLS | {"update"}), None
            )
            if first is not None and first.action == "update":
                if other is stage:
                    break  # what comes after it has newer lists
                continue
            if first is not None and not all(package.local for package in first.packages or ()):
                found_calls.append((later, scope, first))
    return found_calls


def _fix(build: Build, node: Node, scope: Scope, update: Call, later: list[tuple[Node, Scope, Call]]) -> Fix | None:
    """Takes the RUN away and updates where packages are installed; None where more than the update stands in it."""
    read = script(node.instruction, scope)
    if len(read.commands) != 1 or node.instruction.comments or node.instruction.heredocs:
        return None
    words = node.instruction.text[update.command.span.start : update.command.span.end]
    if "\n" in words or node.instruction.form != "shell":
        return None
    text = build.document.text.value
    edits = [Edit(_lines(text, node.span), "")]
    for other, where, call in later:
        edit = _before(other, where, call, words)
        if edit is None:
            return None
        edits.append(edit)
    return fix(edits, safe=False)


def _lines(text: str, span: Span) -> Span:
    """The span with its indentation and line end."""
    start = text.rfind("\n", 0, span.start) + 1
    if text[start : span.start].strip():
        start = span.start
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end + 1
    return Span(start, end) if not text[span.end : end].strip() else span


def _before(node: Node, scope: Scope, call: Call, words: str) -> Edit | None:
    instruction = node.instruction
    read = script(instruction, scope)
    element = call.command.element
    if instruction.form != "shell" or not call.command.is_top_level or element is None or read.errors:
        return None
    if len(element.steps) > 1 or isinstance(element.steps[0], Compound) or element.negated:
        return None
    operator = element.operator.text if element.operator else None
    at = Span(call.command.span.start, call.command.span.start).shift(node.start)
    if instruction.heredocs:
        line = instruction.text.rfind("\n", 0, call.command.span.start) + 1
        indent = instruction.text[line : call.command.span.start]
        if indent.strip():
            return None
        newline = "\r\n" if instruction.text[:line].endswith("\r\n") else "\n"
        return Edit(at, f"{words}{newline}{indent}")
    if operator not in {None, "&&", ";"}:
        return None
    return Edit(at, f"{words}; " if operator == ";" else f"{words} && ")


RULE = Rule("apt-update-alone", find, "build", aliases=("DS-0017",), severity="warning", fixes="unsafe")

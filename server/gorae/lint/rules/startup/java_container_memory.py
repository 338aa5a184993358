"""A Java program's heap: a quarter of the container's memory, unless an option says otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.context import is_for_a_platform, manifests
from gorae.context.caller_texts import texts_of
from gorae.facts.entrypoint import has_variable, program_of
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import FileRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.lint.rule import Inputs
    from gorae.stages import Build, Stage

# Removed in Java 11 (JDK-8194086), which knows containers by itself: a virtual machine with it does not start.
_GONE = re.compile(r"-XX:[+-]UseCGroupMemoryLimitForHeap\b")
_OLD = re.compile(r"(?:jdk|jre|openjdk|java)?-?(?:1\.)?[789](?!\d)|.*\b(?:jdk|jre|java)-?[789](?!\d)")
_SIZED = re.compile(
    r"-Xmx|-XX:(?:MaxRAM|MaxHeapSize|InitialRAM|\+UseCGroup|Flags=)|\$|^@|-(?:version|help)$|^--?version|-XshowSettings"
)
_ELSEWHERE = ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
_LIMIT = re.compile(r"^\s*(?:mem_limit|memory):", re.MULTILINE)
_OPTION = "-XX:MaxRAMPercentage=75.0"


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report an option that stops Java 11 and newer, and a `java` of the target stage whose heap nothing limits.

    The heap is left alone where the project's files run the container without a limit: it is a quarter of the machine's then.
    """
    for one in build.stages:
        for node in [] if _is_old(one) else one.instructions("CMD", "ENTRYPOINT", "ENV"):
            for match in _GONE.finditer(node.instruction.text):
                span = node.to_document(Span(*match.span()))
                repair = fix(Edit(span, _OPTION), safe=False, variant="gone")
                yield found(span, repair, variant="gone", severity="warning")
    stage = build.last
    start = program_of(stage) if stage is not None else None
    if stage is None or start is None or start.program not in ("java", "java.exe"):
        return
    if any(_SIZED.search(word) for word in start.arguments) or any(has_variable(stage, name) for name in _ELSEWHERE):
        return
    if inputs.context is not None and not _may_be_limited(inputs.context):
        return
    exec_form = start.node.instruction.form == "exec"
    edit = Edit(Span(start.span.end, start.span.end), f', "{_OPTION}"' if exec_form else f" {_OPTION}")
    yield found(start.span, fix(edit, safe=False))


def _may_be_limited(context: BuildContext) -> bool:
    """Whether compose, Kubernetes or a platform limit the container's memory; also where nothing says how it runs."""
    found = manifests(context)
    services = context.services
    if is_for_a_platform(context) or (not services and found is None):
        return True
    texts = texts_of(services, context.unsaved)
    return (found is not None and found.memory) or any(_LIMIT.search(text) for text in texts)


def _is_old(stage: Stage) -> bool:
    """Whether the image is known to bring Java 7, 8 or 9."""
    reference = stage.root.reference
    return reference is not None and _OLD.match(reference.tag or "") is not None


RULE = FileRule(
    "java-container-memory",
    find_with=find,
    severity="hint",
    fixes="unsafe",
    report="once_per_context_message",
    shipped_only=True,
    reads={"CMD": (), "ENTRYPOINT": ()},
)

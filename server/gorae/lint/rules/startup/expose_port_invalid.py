"""EXPOSE of what is no port of the container."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.fixes.known_word import known_word
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit, Span
from gorae.stages.dispatch import dispatch, parse_port

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build

_PORT = re.compile(r"\d+(?:-\d+)?(?:/(?:tcp|udp|sctp))?", re.IGNORECASE)

_MARKS = re.compile(r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|<%[^<>\n]*%>")  # of templates


def find(build: Build) -> Iterator[Finding]:
    """Report the port, with its variables replaced; one with a host's port or address builds, so it is a warning."""
    dispatched = dispatch(build)
    text = build.document.text.value
    refused: set[Span] = set()
    marks = [Span(*match.span()) for match in _MARKS.finditer(text)]
    marked: set[Span] = set()
    for refusal in dispatched.refusals:
        if not refusal.kind.startswith("port-"):
            continue
        refused.add(refusal.span)
        around = next((one for one in marks if one.start < refusal.span.end and refusal.span.start < one.end), None)
        if around is not None:  # the words of `{{ port }}` are one cause
            if around not in marked:
                yield found(around, variant="port", port=around.of(text))
            marked.add(around)
            continue
        port = dict(refusal.facts)["port"]
        variant = "unset" if refusal.needs else refusal.kind.removeprefix("port-")
        name = refusal.needs[0] if refusal.needs else ""
        yield found(refusal.span, *_only_container(refusal.span, text, port), variant=variant, port=port, name=name)
    yield from _without_value(build)
    for warned in dispatched.warned("ExposeInvalidFormat"):
        if warned.span not in refused:
            port = warned.name
            yield found(warned.span, *_only_container(warned.span, text, port), severity="warning", port=port)


def _without_value(build: Build) -> Iterator[Finding]:
    """EXPOSE of an ARG that nothing gives a value: the word is gone, and nothing is exposed."""
    for stage in build.stages:
        for node in stage.instructions("EXPOSE"):
            environment = stage.environment_at(node)
            for word in node.instruction.words:
                use = word.variables[0] if len(word.variables) == 1 else None
                value = environment.get(use.name) if use is not None else None
                if (
                    use is None
                    or value is None
                    or use.modifier
                    or value.value is not None
                    or value.origin not in ("arg", "global-arg")
                ):
                    continue
                if use.span == word.span:
                    yield found(
                        node.to_document(word.span),
                        variant="nothing",
                        severity="warning",
                        name=use.name,
                        port=word.text,
                    )


def _only_container(span: Span, text: str, port: str) -> list[Fix]:
    number, slash, protocol = port.partition("/")
    near = known_word(protocol, ("tcp", "udp", "sctp")) if slash and number.isdigit() else None
    if near and near != protocol and span.of(text) == port:
        return [fix(Edit(span, f"{number}/{near}"), safe=False, variant="word", right=f"{number}/{near}")]
    last = port.rsplit(":", 1)[-1]
    is_whole = span.of(text) == port and last != port and _PORT.fullmatch(last) and not parse_port(last).refused
    return [fix(Edit(span, last), safe=False, port=last)] if is_whole else []


RULE = FileRule(
    "expose-port-invalid",
    find,
    aliases=(Alias("hadolint", "DL3011"), Alias("buildkit", "ExposeInvalidFormat"), Alias("trivy", "DS-0008")),
    severity="error",
    fixes="unsafe",
    reads={"EXPOSE": ()},
)

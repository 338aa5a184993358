"""A template of a Dockerfile: what Docker will read is made of it later."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, found
from gorae.lint.rule import FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build

# How Go's and Jinja's templates, ERB, Mustache and their kin begin a line that is not Docker's.
_MARKS = ("{{", "{%", "{#", "<%")
_ANY = (*_MARKS, "${templateOption:")
_IMAGE = re.compile(r"\{\{|<%")
# In what BuildKit refuses; the last is the dev containers' way to write an option.
_REFUSED = re.compile(r"\{\{|\{%|<%|\$\{templateOption:")


def find(build: Build) -> Iterator[Finding]:
    """At the first line, or the first image's name, that only a template engine understands."""
    if not any(mark in build.document.text.value for mark in _ANY):
        return
    for node in build.document.nodes:
        instruction = node.instruction
        mark = next((mark for mark in _MARKS if instruction.name.startswith(mark)), None)
        if mark is not None:
            yield found(node.to_document(instruction.keyword), mark=mark)
            return
        if instruction.name == "FROM" and (match := _IMAGE.search(instruction.arguments_text)):
            yield found(node.to_document(instruction.arguments), mark=match[0])
            return
        for fault in instruction.issues:
            if match := _REFUSED.search(instruction.slice(fault.span)):
                yield found(node.to_document(fault.span), mark=match[0])
                return


RULE = FileRule("template-unrendered", find, severity="hint", exclusive=True)

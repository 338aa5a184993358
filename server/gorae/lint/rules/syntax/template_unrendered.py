"""A template of a Dockerfile: what Docker will read is made of it later."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, found
from gorae.lint.rule import ELSEWHERE, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build
    from gorae.syntax import Instruction

# How Go's and Jinja's templates, ERB, Mustache and the like begin a line that is not Docker's.
_MARKS = ("{{", "{%", "{#", "<%")
# Maven fills in its properties: no name of Docker's has a dot.
_OF_MAVEN = ("${project.", "${pom.", "${maven.", "${settings.", "${env.")
_ANY = (*_MARKS, "${templateOption:", *_OF_MAVEN)
# A placeholder for the image: of the engines above, of make and autoconf (`@NAME@`), of Python and C (`%s`), of sed (`__NAME__`),
# or for a reader.
_IMAGE = re.compile(
    r"\{\{|<%|(?<!\$)\{\w[\w.]*\}|@[A-Za-z_]\w*@|%(?:s|d|\(\w+\)s)(?!\w)|%%\w+%%|<[A-Za-z][\w.-]*>|\[\[\w+\]\]"
    r"|__[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*__(?![A-Za-z0-9])"
)
_FOR_A_PERSON = re.compile(r"<[A-Za-z][\w .-]*>")
# These are no matter of what stands in the quotes or in the heredoc.
_OWN_FAULTS = frozenset(("quote-open", "heredoc-open"))
# In what BuildKit refuses; the last is the dev containers' way to write an option.
_REFUSED = re.compile(r"\{\{|\{%|<%|\$\{templateOption:|\$\{(?:project|pom|maven|settings|env)\.")


def find(build: Build) -> Iterator[Finding]:
    """Report the first line or image name that only a template engine understands: the file is a template.

    Where marks stand in arguments alone, each instruction that BuildKit refuses for them; the others are as they will be.
    """
    is_marked = any(mark in build.document.text.value for mark in _ANY)
    for node in build.document.nodes:
        instruction = node.instruction
        if not is_marked and instruction.name != "FROM":
            continue
        mark = next((mark for mark in _MARKS if instruction.name.startswith(mark)), None)
        if mark is not None:
            yield found(node.to_document(instruction.keyword), mark=mark)
            return
        if instruction.name == "FROM" and (match := _placeholder(instruction)):
            yield found(node.to_document(instruction.arguments), mark=match[0])
            return
    for node in build.document.nodes if is_marked else ():
        for fault in node.instruction.issues:
            match = _REFUSED.search(node.instruction.slice(fault.span)) if fault.kind not in _OWN_FAULTS else None
            if match is not None:
                yield found(node.to_document(fault.span), variant="here", only_here=True, mark=match[0])
                break


def _placeholder(instruction: Instruction) -> re.Match[str] | None:
    """What stands for the image's name, or for a part of it, until somebody writes it."""
    text = instruction.arguments_text
    for_a_person = _FOR_A_PERSON.match(text)
    return for_a_person or _IMAGE.search(text.partition(" ")[0] if "{{" not in text and "<%" not in text else text)


RULE = FileRule(
    "template-unrendered",
    find,
    severity="hint",
    exclusive=True,
    reads={
        ELSEWHERE: (
            "{{",
            "{%",
            "{#",
            "<%",
            "${templateoption:",
            *_OF_MAVEN,
        )
    },
)

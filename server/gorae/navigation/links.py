"""Links: images to their registry's page, what COPY takes to the file, what ADD downloads or clones to its address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.context.mentions import given_contexts
from gorae.facts.git_sources import git_source
from gorae.images import parse_reference
from gorae.images.pages import pages_of
from gorae.navigation.files import file_mentions
from gorae.navigation.stage_names import source_stage
from gorae.source import Span
from gorae.stages import sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.stages import Build
    from gorae.syntax import Node

_URL = re.compile(r"https?://[^\s\"']+")


class Link(NamedTuple):
    """A span of the document and what it leads to: an address, or a `file:` URI with a line behind `#`."""

    span: Span
    target: str


def links(build: Build, context: BuildContext | None = None) -> tuple[Link, ...]:
    """All links, in order; those to files and to bases of compose and bake files need the build context."""
    found = [*_syntax(build), *_images(build, context), *_downloads(build)]
    if context is not None:
        found += [Link(one.span, one.file.as_uri()) for one in file_mentions(build, context) if not one.is_folder]
    first: dict[Span, Link] = {}
    for link in found:
        first.setdefault(link.span, link)
    return tuple(sorted(first.values()))


def _syntax(build: Build) -> Iterator[Link]:
    for directive in build.document.directives:
        if directive.name == "syntax":
            yield from _image(directive.value, directive.value_span)


def _images(build: Build, context: BuildContext | None) -> Iterator[Link]:
    names = {base.name: base for base in given_contexts(context)} if context is not None else {}
    for stage in build.stages:
        if stage.parent is None and stage.image is not None and stage.image != "scratch":
            if stage.image in names:
                yield Link(stage.image_span, names[stage.image].uri)
            else:
                written = stage.from_instruction.instruction.words[0]
                yield from _image(stage.image, stage.image_span, written.text)
        for node in stage.nodes:
            for text, span in sources(node):
                if source_stage(build, stage, text) is not None or text.isdecimal() or "$" in text:
                    continue
                if text in names:
                    yield Link(span, names[text].uri)
                else:
                    yield from _image(text, span)


def _image(image: str, span: Span, written: str | None = None) -> Iterator[Link]:
    """The links of an image that stands in a span; `written` is how it stands there, with variables."""
    reference = parse_reference(image)
    pages = pages_of(reference) if reference is not None else None
    if reference is None or pages is None:
        return
    text = image if written is None else written
    repository = reference.repository
    if text.startswith(repository) and span.end - span.start == len(text):
        end = span.start + len(repository)
        yield Link(Span(span.start, end), pages.image)
        rest = text[len(repository) :]
        tag = rest[1:].partition("@")[0] if rest.startswith(":") else ""
        if tag and pages.tags is not None:
            yield Link(Span(end + 1, end + 1 + len(tag)), pages.tags)
    else:
        yield Link(span, pages.image)


def _downloads(build: Build) -> Iterator[Link]:
    for node in build.document.nodes:
        if node.name in ("ADD", "ONBUILD"):
            yield from _of_add(build, node)


def _of_add(build: Build, node: Node) -> Iterator[Link]:
    instruction = node.instruction.trigger or node.instruction
    if instruction.name != "ADD":
        return
    for word in instruction.words[:-1]:
        value = build.evaluate(node, word)
        cloned = git_source(value) if value is not None else None
        if value is not None and (cloned is not None or _URL.fullmatch(value)):
            span = node.to_document(word.span)
            quoted = word.text[:1] in "\"'" or instruction.form == "exec"
            target = value if cloned is None else cloned.page
            yield Link(Span(span.start + 1, span.end - 1) if quoted else span, target)

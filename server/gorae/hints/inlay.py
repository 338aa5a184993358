"""What stands between the words: values of variables, numbers of stages, what `latest` is, ends of support, files."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from gorae.hints.copied import copied_files
from gorae.hints.hint import Hint
from gorae.hints.phrases import say
from gorae.images.versions import exact_tag, support
from gorae.stages import expand
from gorae.texts.sizes import size

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gorae.context import BuildContext
    from gorae.hints.kinds import Kinds
    from gorae.images import ImageReference
    from gorae.source import Span
    from gorae.stages import Build, Value
    from gorae.syntax import Node, Variable
    from gorae.texts import Language

_MOST_CHARACTERS = 40
_SOON = dt.timedelta(days=183)
_PLAIN = re.compile(r"[^\n\r\t]*")


def hints(
    build: Build,
    kinds: Kinds,
    language: Language,
    context: BuildContext | None = None,
    within: Span | None = None,
    today: dt.date | None = None,
) -> tuple[Hint, ...]:
    """The hints in a span of the document, in order."""
    today = today or dt.date.today()  # noqa: DTZ011  # a day more or less in another time zone is no matter
    found: list[Hint] = []
    for node in build.document.nodes:
        if within is not None and (node.start > within.end or node.span.end < within.start):
            continue
        if node.name == "FROM":
            found += _of_from(build, node, kinds, language, today)
        if kinds.values:
            found += _values(build, node)
        if kinds.copied_files and context is not None and node.name in ("COPY", "ADD"):
            found += _copied(build, node, context, language)
    if kinds.weights:
        from gorae.hints.weights import weights  # it asks packages and images: nobody else pays for that

        found += weights(build, language, context)
    return tuple(sorted(hint for hint in found if within is None or within.holds(hint.offset)))


def _of_from(build: Build, node: Node, kinds: Kinds, language: Language, today: dt.date) -> Iterator[Hint]:
    stage = build.stage_of(node)
    if stage is None:
        return
    if kinds.stage_numbers and len(build.stages) > 1:
        yield Hint(node.keyword.end, f"#{stage.index}", say("stage-number", language, number=stage.index))
    reference = stage.reference
    if reference is None or reference.official_name is None or reference.digest is not None:
        return
    label = [
        *(_latest(reference, language) if kinds.latest else ()),
        *(_support(reference, language, today) if kinds.end_of_life else ()),
    ]
    if label:
        yield Hint(stage.image_span.end, " · ".join(label), say("data", language))


def _latest(reference: ImageReference, language: Language) -> Iterator[str]:
    if reference.tag in (None, "latest"):
        exact = exact_tag(reference.official_name or "", "latest")
        if exact is not None and exact != "latest":
            yield say("latest", language, tag=exact)


def _support(reference: ImageReference, language: Language, today: dt.date) -> Iterator[str]:
    found = support(reference.official_name or "", reference.tag or "latest", today)
    if found is None:
        return
    if found.over:
        yield say("ended", language, date=found.until) if found.until else say("ended-undated", language)
    elif found.until is not None and found.until - today < _SOON:
        yield say("ends", language, date=found.until)


def _values(build: Build, node: Node) -> Iterator[Hint]:
    uses = node.instruction.variables
    if not uses:
        return
    environment = build.environment_at(node)
    for use in uses:
        value = _value(use, environment, build.document.escape)
        if value:
            yield Hint(node.to_document(use.span).end, f"={value}")


def _value(use: Variable, environment: Mapping[str, Value], escape: str) -> str:
    found = environment.get(use.name)
    if found is None or found.value is None or (use.modifier and use.nested):
        return ""
    value = expand(use, {use.name: found.value}, escape) if use.modifier else found.value
    if not _PLAIN.fullmatch(value):
        return ""
    return value if len(value) <= _MOST_CHARACTERS else value[: _MOST_CHARACTERS - 1] + "…"


def _copied(build: Build, node: Node, context: BuildContext, language: Language) -> Iterator[Hint]:
    files = copied_files(build, node, context)
    if files is not None and (len(files) > 1 or (files and context.truncated)):
        last = node.to_document(node.instruction.words[-2].span).end
        key = "copied-more" if context.truncated else "copied"
        yield Hint(last, say(key, language, count=len(files), size=size(sum(files.values()))))

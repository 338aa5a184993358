"""`--from` names no stage above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.context import is_named_context
from gorae.images import official_images, reference_problem
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit
from gorae.source.near_words import near_words
from gorae.stages.dispatch import dispatch
from gorae.stages.model import stage_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.rule import Inputs
    from gorae.source import Span
    from gorae.stages import Build, Stage


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report the name in COPY --from and in mounts, unless a bake or compose file defines a context of that name."""
    for stage in build.stages:
        yield from _based_on_later(build, stage)
        for node in stage.nodes:
            for flag in node.instruction.flags:
                part = flag.option("from") if flag.name == "mount" else None
                value = part.value if part is not None else flag.value if flag.name == "from" else None
                span = part.value_span if part is not None else flag.value_span
                is_plain = "$" not in (value or "")[:-1] or (part is None and not flag.variables)  # `a$` names none
                if value and span is not None and is_plain:
                    if inputs.context is not None and is_named_context(inputs.context, value):
                        continue
                    yield from _judge(build, stage, value, node.to_document(span), is_copy=part is None)


def _based_on_later(build: Build, stage: Stage) -> Iterator[Finding]:
    """FROM of a stage that stands below: an image of that name is meant, which hardly exists."""
    later = [one for one in build.stages[stage.index + 1 :] if one.name]
    if stage.parent is None and stage.image in {one.name for one in later} - {"scratch", *official_images()}:
        yield found(stage.image_span, variant="later-base", name=stage.image, severity="error")


def _judge(build: Build, stage: Stage, value: str, span: Span, *, is_copy: bool) -> Iterator[Finding]:
    if not is_copy and value.isascii() and value.isdecimal():
        names = [one.name for one in build.stages if one.name and str(one.index) == value]
        repair = fix(Edit(span, names[0]), safe=False, name=names[0]) if names else None
        yield found(span, repair, variant="mount-number", name=value)
        return
    named = build.stage(value) if is_copy or stage_number(value) is None else None
    if named is not None and named.index <= stage.index:
        return  # `copy-from-own-stage` speaks of its own
    above = [one for one in build.stages if one.index < stage.index]
    named_last = {one.name: one.index for one in build.stages}  # of several of a name the last one is meant
    # Not the stage's own name, which hides that of one above; as written there, since hadolint tells capitals apart.
    text = build.document.text.value
    written = {
        one.name: one.name_span.of(text)
        for one in above
        if one.name and one.name_span and one.name != stage.name and named_last[one.name] < stage.index
    }
    close = [written[name] for name in near_words(value.lower(), list(written), cutoff=0.7)]
    repair = fix(Edit(span, close[0]), safe=False, name=close[0]) if close else None
    if named is not None:
        yield found(span, variant="later", name=value, severity="error")
    elif stage_number(value) is not None and is_copy:
        if not any(refusal.span == span for refusal in dispatch(build).of("stage-index", "stage-later")):
            return  # images and mounts that are copied from have numbers, too
        yield found(span, repair, variant="number", name=value, severity="error")
    elif reference_problem(value) and value != "scratch":
        yield found(span, repair, variant="no-image", name=value, severity="error")
    elif close or not set(value) & set("/:@."):
        # A name that is like none above is most often given by `--build-context`, or by the bake file's `contexts`.
        yield found(span, repair, name=value, severity=None if close else "information")


RULE = FileRule("stage-unknown", find_with=find, aliases=(Alias("hadolint", "DL3022"),), fixes="unsafe", reads={})

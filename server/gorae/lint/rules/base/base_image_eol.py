"""A base image past its end of life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.project_asks import is_held_at
from gorae.images import end_of_life, ended_system, fetched_node, frozen, given_up, nearest_supported, product
from gorae.lint.fixes.image_tag import with_moved_base, with_newer_tag
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.images import ImageReference
    from gorae.lint.rule import Inputs
    from gorae.stages import Build, Stage

# No longer built, some versions later than the upstream's own end (its page on Docker Hub).
_LEFT = ("openjdk",)
# What a version has written, the next one does not open: whoever has data must carry it over first.
_KEEP_DATA = frozenset(
    (
        "cassandra",
        "elasticsearch",
        "influxdb",
        "mariadb",
        "mongo",
        "mysql",
        "neo4j",
        "opensearch",
        "percona",
        "postgres",
    )
)


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report each FROM's image whose version or system is no longer supported, and a Node.js that a RUN downloads."""
    for stage in build.stages:
        reference = stage.reference
        if reference is not None:
            yield from _image(build, stage, reference, inputs)
        for node in stage.instructions("RUN"):
            for start, end, major in fetched_node(node.instruction.text):
                ended = end_of_life("node", major, inputs.settings.today)
                if ended is not None and ended.date is not None:
                    span = node.to_document(Span(start, end))
                    yield found(span, variant="fetched", date=ended.date.isoformat(), version=major)


def _image(build: Build, stage: Stage, reference: ImageReference, inputs: Inputs) -> Iterator[Finding]:
    today = inputs.settings.today
    gone = given_up(reference)
    if gone is not None:
        instead = gone.instead or ""
        edit = (
            with_moved_base(fix(Edit(stage.image_span, instead), safe=False, variant="image", instead=instead))
            if ":" in instead
            else None
        )
        yield found(
            stage.image_span,
            edit,
            variant="given-up-instead" if instead else "given-up",
            image=reference.text,
            instead=instead,
        )
        return
    still = frozen(reference)
    if still is not None:
        yield found(
            stage.image_span, variant="frozen-instead" if still.instead else "frozen", image=reference.familiar,
            instead=still.instead or "",
        )  # fmt: skip
        return
    name, version = product(reference)
    ended = end_of_life(name, version, today) if version else None
    if ended is not None:
        tag = nearest_supported(name, version, today) if version == reference.tag else None
        fits = tag is not None and name not in _KEEP_DATA and not _is_held(build, reference, tag, inputs.context)
        repair = _newer(build, stage, tag) if tag and fits and not reference.digest else None
        if ended.date is None or reference.official_name in _LEFT:
            yield found(stage.image_span, repair, variant="undated", image=reference.familiar, version=ended.cycle)
        else:
            yield found(
                stage.image_span, repair, date=ended.date.isoformat(), image=reference.familiar, version=ended.cycle
            )
        return
    system = ended_system(reference, today)
    if system is not None and system.ended.date is not None:
        repair = _newer(build, stage, system.tag) if system.tag and not reference.digest else None
        yield found(
            stage.image_span, repair, variant="system", image=reference.text, system=system.system,
            date=system.ended.date.isoformat(),
        )  # fmt: skip


def _newer(build: Build, stage: Stage, tag: str) -> Fix | None:
    """The newer tag for a stage; None where one of the same image that it copies from, or that copies from it, has to stay.

    Wheels, gems and native modules that one of them builds are for its own version alone.
    """
    repair, reference = with_newer_tag(build, stage, tag), stage.reference
    if repair is None or reference is None:
        return repair
    index, sources = stage.index, stage.copies_from
    beside = [one for one in build.stages if index in one.copies_from or one.index in sources]
    same = [one for one in beside if one.reference is not None and one.reference.text == reference.text]
    return None if any(with_newer_tag(build, one, tag) is None for one in same) else repair


def _is_held(build: Build, reference: ImageReference, tag: str, context: BuildContext | None) -> bool:
    """Whether the project's own files say that a newer version will not do (`engines`, `requires-python`, Gemfile …)."""
    if context is None or not reference.tag:
        return False
    name = reference.official_name or reference.familiar
    return is_held_at(context, name, reference.tag, tag, build.document.text.value)


RULE = FileRule(
    "base-image-eol",
    find_with=find,
    aliases=(Alias("tally", "tally/ruby/eol-ruby-version"),),
    fixes="unsafe",
    report="once_per_message",
    supersedes=frozenset({"base-image-not-slim", "opcache-missing"}),  # the line is to be written anew anyway
    reads={"RUN": ("node",)},
)

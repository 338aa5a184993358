"""hadolint's verdicts on stages, images and what a stage has once: FROM, COPY, USER, CMD and the like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.options import TRUSTED_REGISTRIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gorae.config.settings import Settings
    from gorae.source import Span
    from gorae.stages import Build, Stage
    from gorae.syntax import Instruction, Node

QUOTES = "\"'"
ARCHIVES = (
    ".tar", ".Z", ".bz2", ".gz", ".lz", ".lzma", ".tZ", ".tb2", ".tbz", ".tbz2", ".tgz", ".tlz", ".tpz", ".txz", ".xz",
)  # fmt: skip
UNPACKERS = "unzip gunzip bunzip2 unlzma unxz zgz uncompress zcat gzcat"


def image(stage: Stage) -> str:
    """What FROM names, as it is written."""
    words = stage.from_instruction.instruction.words
    return words[0].text if words else ""


def alias(stage: Stage) -> str | None:
    """The stage's name, in its own letter case."""
    words = stage.from_instruction.instruction.words
    return words[2].text if len(words) > 2 else None  # image AS name


def _name(written: str) -> str:
    """An image without its tag and digest."""
    name = written.partition("@")[0]
    registry, slash, rest = name.partition("/")
    return registry + slash + rest.partition(":")[0] if slash else registry.partition(":")[0]


def _untagged(build: Build, _: Settings) -> Iterator[Span]:
    names: set[str] = set()
    for stage in build.stages:
        names |= {alias(stage) or ""}
        written = image(stage)
        if written == _name(written) and written != "scratch" and not written.startswith("$") and written not in names:
            yield stage.image_span


def _latest(build: Build, _: Settings) -> Iterator[Span]:
    for stage in build.stages:
        if image(stage).endswith(":latest"):
            yield stage.image_span


def _registry(build: Build, settings: Settings) -> Iterator[Span]:
    trusted = settings.option(TRUSTED_REGISTRIES)
    if not trusted:
        return
    names: set[str] = set()
    for node in build.document.nodes:
        instruction = node.instruction
        if instruction.name == "FROM":
            words = instruction.words
            if words and not (_name(words[0].text) in names or _trusted(words[0].text, trusted)):
                yield node.to_document(words[0].span)
            names |= {words[2].text} if len(words) > 2 else set()  # image AS name
        for flag in _foreign(instruction):
            value = flag[0]
            if not (_name(value) in names or _trusted(value, trusted)):
                yield node.to_document(flag[1])
                break


def _foreign(instruction: Instruction) -> Iterator[tuple[str, Span]]:
    """The images that COPY --from and mounts of RUN name."""
    source = instruction.flag("from")
    if instruction.name == "COPY" and source is not None and source.value and source.value_span:
        yield source.value, source.value_span
    for flag in instruction.flags_named("mount") if instruction.name == "RUN" else ():
        part = flag.option("from")
        if part is not None and part.value and part.value_span:
            yield part.value, part.value_span


def _trusted(written: str, trusted: tuple[str, ...]) -> bool:
    registry, slash, _ = written.partition("/")
    if slash and "." in registry:
        return any(_matches(one, registry) for one in trusted)
    return _name(written) == "scratch" or any(
        _matches(one, "docker.io") or _matches(one, "hub.docker.com") for one in trusted
    )


def _matches(allowed: str, registry: str) -> bool:
    if allowed.startswith("*"):
        return registry.endswith(allowed[1:])
    return registry.startswith(allowed[:-1]) if allowed.endswith("*") else registry == allowed


def _platform(build: Build, _: Settings) -> Iterator[Span]:
    for stage in build.stages:
        flag = stage.from_instruction.instruction.flag("platform")
        if flag is not None and flag.value and not re.search("(?:BUILD|TARGET)PLATFORM", flag.value):
            yield stage.from_instruction.to_document(flag.span)


def _root(build: Build, _: Settings) -> Iterator[Span]:
    for stage in build.stages:
        last = stage.last("USER")
        words = last.instruction.words if last is not None else ()
        if last is not None and words and words[0].text.partition(":")[0] in ("root", "0"):
            yield last.to_document(words[0].span)


def _add(build: Build, _: Settings) -> Iterator[Span]:
    for node in _named(build, "ADD"):
        sources = [word.text.strip(QUOTES) for word in node.instruction.words[:-1]]
        if sources and not all(one.endswith(ARCHIVES) or one.startswith(("http://", "https://")) for one in sources):
            yield node.keyword


def _directory(build: Build, _: Settings) -> Iterator[Span]:
    for node in _named(build, "COPY"):
        words = node.instruction.words
        if len(words) > 2 and not words[-1].text.strip(QUOTES).endswith("/"):  # two sources
            yield node.to_document(words[-1].span)


def _unknown_stage(build: Build, _: Settings) -> Iterator[Span]:
    names: set[str | None] = set()
    count = 0
    for node in build.document.nodes:
        if node.name == "FROM":
            words = node.instruction.words
            names |= {words[2].text} if len(words) > 2 else set()  # image AS name
            count += 1
        source = node.instruction.flag("from") if node.name == "COPY" else None
        if source is None or not source.value or ":" in source.value or source.value in names:
            continue
        number = re.match(r"\d+", source.value)
        if number is None or int(number[0]) >= count:
            yield node.to_document(source.span)


def _own_stage(build: Build, _: Settings) -> Iterator[Span]:
    for stage in build.stages:
        for node in stage.instructions("COPY"):
            source = node.instruction.flag("from")
            if source is not None and source.value and source.value == alias(stage):
                yield node.to_document(source.span)


def _names_twice(build: Build, _: Settings) -> Iterator[Span]:
    names: set[str] = set()
    for stage in build.stages:
        name = alias(stage)
        if name in names and stage.name_span is not None:
            yield stage.name_span
        names |= {name} if name else set()


def _reserved(build: Build, _: Settings) -> Iterator[Span]:
    for stage in build.stages:
        if alias(stage) in ("scratch", "context") and stage.name_span is not None:
            yield stage.name_span


def _target_platform(build: Build, _: Settings) -> Iterator[Span]:
    for stage in build.stages:
        flag = stage.from_instruction.instruction.flag("platform")
        if flag is not None and flag.value in ("$TARGETPLATFORM", "${TARGETPLATFORM}"):
            yield stage.from_instruction.to_document(flag.span)


def _whole(build: Build, _: Settings) -> Iterator[Span]:
    for node in _named(build, "COPY"):
        words = [word.text.strip(QUOTES) for word in node.instruction.words]
        if node.instruction.flag("from") is not None and "/" in words[:-1] and words[-1] == "/":
            yield node.keyword


def _shell_forms(build: Build, _: Settings) -> Iterator[Span]:
    for node in _named(build, "CMD", "ENTRYPOINT", "HEALTHCHECK"):
        checked = node.instruction.trigger if node.name == "HEALTHCHECK" else node.instruction
        if checked is not None and checked.form == "shell":
            yield node.keyword


def _later_ones(name: str) -> Callable[[Build, Settings], Iterator[Span]]:
    def check(build: Build, _: Settings) -> Iterator[Span]:
        for stage in build.stages:
            for node in stage.instructions(name)[1:]:
                yield node.keyword

    return check


def _before_from(build: Build, _: Settings) -> Iterator[Span]:
    for node in build.header:
        if node.name != "ARG":
            yield node.keyword


def _unchecked(build: Build, _: Settings) -> Iterator[Span]:
    """Stages without HEALTHCHECK, neither of their own nor of the stages they begin with or that begin with them."""
    checked: set[str] = set()
    bad: dict[int, Stage] = {}
    for stage in build.stages:
        bad[stage.index] = stage
        if _name(image(stage)) in checked or stage.instructions("HEALTHCHECK"):
            if stage.instructions("HEALTHCHECK"):
                _forgive(bad, stage, checked)
            else:
                checked.add(alias(stage) or _name(image(stage)))
            bad.pop(stage.index, None)
    yield from (stage.image_span for stage in bad.values())


def _forgive(bad: dict[int, Stage], stage: Stage, checked: set[str]) -> None:
    checked.add(alias(stage) or _name(image(stage)))
    base = _name(image(stage))
    for other in [one for one in bad.values() if (alias(one) or _name(image(one))) == base]:
        if bad.pop(other.index, None) is not None:
            _forgive(bad, other, checked)


def _named(build: Build, *names: str) -> Iterator[Node]:
    return (node for node in build.document.nodes if node.name in names)


CHECKS: dict[str, Callable[[Build, Settings], Iterator[Span]]] = {
    "DL3002": _root,
    "DL3006": _untagged,
    "DL3007": _latest,
    "DL3012": _later_ones("HEALTHCHECK"),
    "DL3020": _add,
    "DL3021": _directory,
    "DL3022": _unknown_stage,
    "DL3023": _own_stage,
    "DL3024": _names_twice,
    "DL3025": _shell_forms,
    "DL3026": _registry,
    "DL3029": _platform,
    "DL3057": _unchecked,
    "DL3061": _before_from,
    "DL3063": _reserved,
    "DL3065": _target_platform,
    "DL3067": _whole,
    "DL4003": _later_ones("CMD"),
    "DL4004": _later_ones("ENTRYPOINT"),
}

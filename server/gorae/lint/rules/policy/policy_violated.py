"""What the configuration forbids is there, or what it requires is missing."""

from __future__ import annotations

import posixpath
import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

from gorae.config.policy import POLICY
from gorae.facts.scripts import script
from gorae.images import parse_reference
from gorae.lint.model import Finding, found
from gorae.lint.rule import FileRule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gorae.images import ImageReference
    from gorae.lint.rule import Inputs
    from gorae.source import Span
    from gorae.stages import Build, Stage

_COMMANDS = ("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK")
_OPERATORS = re.compile(r"[|&;<>]")  # a pattern with one of them is of a whole text, not of one command
_BLANKS = re.compile(r"(?:\\\r?\n|\s)+")


class _Hit(NamedTuple):
    """A place that breaks a demand, what stands there, and the pattern that says so."""

    span: Span
    word: str
    pattern: str


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report what is forbidden at its place, and what is missing at the last FROM (an image at its own)."""
    for policy in inputs.option(POLICY):
        text = policy.message(inputs.settings.language)
        for demand, patterns in policy.demands:
            for hit in _FINDERS[demand](build, patterns):
                yield found(
                    hit.span,
                    variant="" if text else demand,
                    severity=policy.severity,
                    text=text or "",
                    word=hit.word,
                    pattern=hit.pattern,
                )


def _images(build: Build) -> Iterator[tuple[Span, ImageReference]]:
    """The images from outside: of FROM, of `COPY --from` and of mounts; names that only the build knows are left out."""
    stages = {name for stage in build.stages for name in (str(stage.index), (stage.name or "").lower()) if name}
    for stage in build.stages:
        if stage.reference is not None:
            yield stage.image_span, stage.reference
        for node in stage.instructions("COPY"):
            flag = node.instruction.flag("from")
            if (
                flag is None
                or flag.value is None
                or flag.value_span is None
                or flag.variables
                or flag.value.lower() in stages
            ):
                continue
            reference = parse_reference(flag.value)
            if reference is not None:
                yield node.to_document(flag.value_span), reference


def _names(reference: ImageReference) -> tuple[str, ...]:
    """The ways to write an image: with and without the registry, `library/`, tag and digest. No tag means `latest`."""
    tag = f":{reference.tag or 'latest'}" if reference.tag or not reference.digest else ""
    digest = f"@{reference.digest}" if reference.digest else ""
    full = f"{reference.domain}/{reference.path}"
    return tuple(
        f"{name}{end}" for name in (reference.familiar, full, reference.repository) for end in ("", tag, tag + digest)
    )


def _image_pattern(reference: ImageReference, patterns: Sequence[str]) -> str | None:
    names = _names(reference)
    return next((one for one in patterns if any(fnmatchcase(name, one) for name in names)), None)


def _forbidden_images(build: Build, patterns: Sequence[str]) -> Iterator[_Hit]:
    for span, reference in _images(build):
        pattern = _image_pattern(reference, patterns)
        if pattern is not None:
            yield _Hit(span, reference.text, pattern)


def _other_images(build: Build, patterns: Sequence[str]) -> Iterator[_Hit]:
    for span, reference in _images(build):
        if _image_pattern(reference, patterns) is None:
            yield _Hit(span, reference.text, ", ".join(patterns))


def _labels(stages: Sequence[Stage]) -> Iterator[tuple[Span, str, str | None]]:
    """The labels: place of the key, key, value; None for a value that has variables."""
    for stage in stages:
        for node in stage.instructions("LABEL"):
            for pair in node.instruction.pairs:
                value = (
                    None if pair.value is not None and pair.value.variables else pair.value.value if pair.value else ""
                )
                yield node.to_document(pair.key.span), pair.key.value, value


def _is_label(key: str, value: str | None, pattern: str, *, unknown: bool) -> bool:
    """Whether a label is one of `KEY` or `KEY=VALUE`, both patterns; `unknown` is said of a value that is not known."""
    wanted, equals, wanted_value = pattern.partition("=")
    if not fnmatchcase(key, wanted) or not equals:
        return fnmatchcase(key, wanted)
    return unknown if value is None else fnmatchcase(value, wanted_value)


def _forbidden_labels(build: Build, patterns: Sequence[str]) -> Iterator[_Hit]:
    for span, key, value in _labels(build.stages):
        pattern = next((one for one in patterns if _is_label(key, value, one, unknown=False)), None)
        if pattern is not None:
            yield _Hit(span, key, pattern)


def _missing_labels(build: Build, patterns: Sequence[str]) -> Iterator[_Hit]:
    stage = build.last
    if stage is None:
        return
    there = [(key, value) for _, key, value in _labels(stage.chain)]
    if any("$" in key for key, _ in there):
        return  # a name that only the build knows may be the one
    for pattern in patterns:
        if not any(_is_label(key, value, pattern, unknown=True) for key, value in there):
            yield _Hit(stage.image_span, pattern, pattern)


def _calls(stages: Sequence[Stage]) -> Iterator[tuple[Span, str, str]]:
    """What is run: place, text, and the text with the program's name alone; then whole bodies, whose place is the keyword."""
    for stage in stages:
        for node in stage.instructions(*_COMMANDS):
            for command in script(node.instruction, stage.scope_of(node)).commands:
                seen = set()
                for words in (command.words, command.effective.words):
                    if not words or words[0].span in seen:
                        continue
                    seen.add(words[0].span)
                    values = [word.value for word in words]
                    short = [posixpath.basename(values[0]), *values[1:]]
                    yield node.to_document(words[0].span | words[-1].span), " ".join(values), " ".join(short)
            body = node.instruction.arguments.of(node.instruction.text)
            yield node.to_document(node.instruction.keyword), "", _BLANKS.sub(" ", body)


def _is_call(written: str, short: str, pattern: str) -> bool:
    """Whether a command begins as the pattern says; one with an operator is looked for in the whole text."""
    if _OPERATORS.search(pattern):
        return not written and fnmatchcase(short, f"*{pattern}*")
    return bool(written) and any(
        fnmatchcase(text, one) for text in (written, short) for one in (pattern, f"{pattern} *")
    )


def _forbidden_commands(build: Build, patterns: Sequence[str]) -> Iterator[_Hit]:
    for span, written, short in _calls(build.stages):
        pattern = next((one for one in patterns if _is_call(written, short, one)), None)
        if pattern is not None:
            yield _Hit(span, written or pattern, pattern)


def _missing_commands(build: Build, patterns: Sequence[str]) -> Iterator[_Hit]:
    stage = build.last
    if stage is None:
        return
    calls = [(written, short) for _, written, short in _calls(stage.chain)]
    for pattern in patterns:
        if not any(_is_call(written, short, pattern) for written, short in calls):
            yield _Hit(stage.image_span, pattern, pattern)


_FINDERS: dict[str, Callable[[Build, Sequence[str]], Iterator[_Hit]]] = {
    "forbid-image": _forbidden_images,
    "require-image": _other_images,
    "forbid-label": _forbidden_labels,
    "require-label": _missing_labels,
    "forbid-command": _forbidden_commands,
    "require-command": _missing_commands,
}

RULE = FileRule("policy-violated", find_with=find, options=(POLICY,), report="once_per_message")

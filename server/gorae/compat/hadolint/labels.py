"""hadolint's verdicts on labels. It takes values as they are written: a variable is no URL, no version."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.label_kinds import is_valid
from gorae.lint.options import LABEL_SCHEMA, STRICT_LABELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gorae.config.settings import Settings
    from gorae.source import Span
    from gorae.stages import Build, Stage
    from gorae.syntax import Node, Pair

_KEY = re.compile(r"[a-z](?:[a-z0-9._/-]*[a-z0-9])?")
_RESERVED = ("com.docker.", "io.docker.", "org.dockerproject.")
_KINDS = {
    "DL3052": "url", "DL3053": "rfc3339", "DL3054": "spdx", "DL3055": "hash", "DL3056": "semver", "DL3058": "email",
}  # fmt: skip


def is_good_key(key: str) -> bool:
    """Whether a label's key follows Docker's guidelines for keys."""
    return _KEY.fullmatch(key) is not None and not key.startswith(_RESERVED) and ".." not in key and "--" not in key


def _labels(build: Build) -> Iterator[tuple[Node, Pair, str]]:
    for node in build.document.nodes:
        for pair in node.instruction.pairs if node.name == "LABEL" else ():
            yield node, pair, pair.value.value if pair.value is not None else ""


def _keys(build: Build, _: Settings) -> Iterator[Span]:
    yield from (node.to_document(pair.key.span) for node, pair, _ in _labels(build) if not is_good_key(pair.key.value))


def _missing(build: Build, settings: Settings) -> Iterator[Span]:
    for name, _ in settings.option(LABEL_SCHEMA):
        yield from (stage.image_span for stage in _without(build, name))


def _without(build: Build, name: str) -> list[Stage]:
    """The stages without the label: neither their own nor their base's, nor are they copied from or a base of one."""
    good: list[Stage] = []
    bad: list[Stage] = []
    for stage in build.stages:
        (good if any(one.name and one.name == (stage.image or "").lower() for one in good) else bad).append(stage)
        for node in stage.nodes:
            source = node.instruction.flag("from") if node.name == "COPY" else None
            if source is not None and source.value:
                bad = [one for one in bad if one.name != source.value.lower()]
            if node.name == "LABEL" and any(pair.key.value == name for pair in node.instruction.pairs):
                own = stage.name or (stage.image or "").partition(":")[0]
                good.append(stage)
                bad = [one for one in bad if one is not stage and one.name != own]
    return bad


def _unlisted(build: Build, settings: Settings) -> Iterator[Span]:
    names = {name for name, _ in settings.option(LABEL_SCHEMA)}
    for node, pair, _ in _labels(build):
        if settings.option(STRICT_LABELS) and pair.key.value not in names:
            yield node.to_document(pair.key.span)


def _empty(build: Build, settings: Settings) -> Iterator[Span]:
    names = {name for name, _ in settings.option(LABEL_SCHEMA)}
    yield from (
        node.to_document(pair.span) for node, pair, value in _labels(build) if pair.key.value in names and not value
    )


def _of_kind(kind: str) -> Callable[[Build, Settings], Iterator[Span]]:
    def check(build: Build, settings: Settings) -> Iterator[Span]:
        names = {name for name, wanted in settings.option(LABEL_SCHEMA) if wanted == kind}
        for node, pair, value in _labels(build):
            if pair.key.value in names and not is_valid(kind, value):
                yield node.to_document(pair.span)

    return check


CHECKS: dict[str, Callable[[Build, Settings], Iterator[Span]]] = {
    "DL3048": _keys, "DL3049": _missing, "DL3050": _unlisted, "DL3051": _empty,
} | {code: _of_kind(kind) for code, kind in _KINDS.items()}  # fmt: skip

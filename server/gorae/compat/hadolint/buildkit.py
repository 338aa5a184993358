"""BuildKit's own verdicts for its checks, where they are chosen by name: instruction by instruction as the Engine's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.stages.dispatch import dispatch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gorae.config.settings import Settings
    from gorae.source import Span
    from gorae.stages import Build

# All but the two that ask for more than the text: InvalidBaseImagePlatform and CopyIgnoredFile.
NAMES = (
    "ConsistentInstructionCasing", "DuplicateStageName", "ExposeInvalidFormat", "ExposeProtoCasing", "FromAsCasing",
    "FromPlatformFlagConstDisallowed", "InvalidDefaultArgInFrom", "InvalidDefinitionDescription",
    "JSONArgsRecommended", "LegacyKeyValueFormat", "MaintainerDeprecated", "MultipleInstructionsDisallowed",
    "NoEmptyContinuation", "RedundantTargetPlatform", "ReservedStageName", "SecretsUsedInArgOrEnv", "StageNameCasing",
    "UndefinedArgInFrom", "UndefinedVar", "WorkdirRelativePath",
)  # fmt: skip
# Checks that the Engine reports at another line of the instruction than Gorae does by its own name.
PLACED_OTHERWISE = frozenset(("InvalidDefinitionDescription", "NoEmptyContinuation"))


def _verdict(name: str) -> Callable[[Build, Settings], Iterator[Span]]:
    def spans(build: Build, _: Settings) -> Iterator[Span]:
        yield from (warned.span for warned in dispatch(build).warned(name))

    return spans


CHECKS: dict[str, Callable[[Build, Settings], Iterator[Span]]] = {name: _verdict(name) for name in NAMES}

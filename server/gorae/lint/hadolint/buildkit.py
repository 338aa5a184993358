"""BuildKit's verdicts where Gorae's rule says less or more (its documentation and `dispatchCmd` in dockerfile2llb)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gorae.lint.settings import Settings
    from gorae.source import Span
    from gorae.stages import Build

# A whole word of the name: its first, its last, or between underscores (`dockerfile2llb/convert.go`).
_SECRET = re.compile(
    r"(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)", re.IGNORECASE
)
_PUBLIC = re.compile(r"(?:_|^)public(?:_|$)", re.IGNORECASE)


def _shell_forms(build: Build, _: Settings) -> Iterator[Span]:
    """CMD and ENTRYPOINT in shell form, whatever they run; silent where SHELL says that a shell is wanted."""
    for stage in build.stages:
        if not any(one.last("SHELL") for one in stage.chain if one is not stage):
            for node in stage.instructions("CMD", "ENTRYPOINT"):
                chosen = any(shell.index < node.index for shell in stage.instructions("SHELL"))
                if node.instruction.form == "shell" and node.instruction.arguments_text.strip() and not chosen:
                    yield node.keyword


def _secret_names(build: Build, _: Settings) -> Iterator[Span]:
    """ARG and ENV by their names alone, whatever the value is."""
    for stage in build.stages:
        for node in stage.instructions("ARG", "ENV"):
            for pair in node.instruction.pairs:
                if _SECRET.search(pair.key.value) and not _PUBLIC.search(pair.key.value):
                    yield node.to_document(pair.key.span)


CHECKS: dict[str, Callable[[Build, Settings], Iterator[Span]]] = {
    "JSONArgsRecommended": _shell_forms,
    "SecretsUsedInArgOrEnv": _secret_names,
}

"""dnf asks before it installs, and nobody answers in a build."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.fixes.assume_yes import unanswered
from gorae.lint.rule import Alias, StageRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.model import Finding
    from gorae.stages import Stage

# microdnf never asks.
_MANAGERS = frozenset(("dnf", "tdnf"))
_YES = ("-y", "--assumeyes")
_CONFIGURED = re.compile(r"assumeyes\s*=|defaultyes\s*=")


def find(stage: Stage) -> Iterator[Finding]:
    """Calls that would wait for an answer."""
    return unanswered(stage, _MANAGERS, _YES, _CONFIGURED)


RULE = StageRule(
    "dnf-assume-yes-missing", find, aliases=(Alias("hadolint", "DL3038"),), severity="warning", fixes="safe"
)

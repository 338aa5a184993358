"""zypper asks before it installs, and nobody answers in a build."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.fixes.assume_yes import unanswered
from gorae.lint.rule import Alias, StageRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.model import Finding
    from gorae.stages import Stage

_MANAGERS = frozenset(("zypper",))
_YES = ("-y", "--no-confirm", "-n", "--non-interactive")
_CONFIGURED = re.compile(r"ZYPP_NONINTERACTIVE|non-interactive-include")


def find(stage: Stage) -> Iterator[Finding]:
    """Calls that would wait for an answer."""
    return unanswered(stage, _MANAGERS, _YES, _CONFIGURED)


RULE = StageRule(
    "zypper-assume-yes-missing", find, aliases=(Alias("hadolint", "DL3034"),), severity="warning", fixes="safe"
)

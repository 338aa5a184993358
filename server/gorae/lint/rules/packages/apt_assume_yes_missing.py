"""apt asks before it installs, and nobody answers in a build."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.packages import runs, said_before
from gorae.lint.fixes.assume_yes import assume_yes
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, StageRule
from gorae.shell.packages import APT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell.packages import Call
    from gorae.stages import Stage

_ASKS = frozenset((
    "install", "upgrade", "dist-upgrade", "full-upgrade", "remove", "purge", "autoremove", "build-dep", "reinstall",
))  # fmt: skip
_YES = ("-y", "--yes", "--assume-yes", "--force-yes", "--assume-no")
_ASKS_NOTHING = ("-s", "--simulate", "--dry-run", "--just-print", "--no-act", "--recon", "--print-uris", "--help", "-h")
_QUIET_ENOUGH = re.compile(r"-(?:[a-zA-Z]*q[a-zA-Z]*q|q=[2-9])")  # two q say yes as well
_SAY_YES = ("cimg/", "circleci/", "gitpod/")  # their apt is told to ask nothing (their Dockerfiles, 2026-11)
_CONFIGURED = re.compile(r"Assume-Yes", re.IGNORECASE)


def find(stage: Stage) -> Iterator[Finding]:
    """Calls that would wait for an answer; not where `yes |` or a setting gives it."""
    base = stage.root.reference
    if base is not None and base.familiar.startswith(_SAY_YES):
        return
    for node, _, calls in runs(stage):
        for call in calls:
            if call.manager in APT and call.action in _ASKS and not _answered(call):
                if _CONFIGURED.search(node.instruction.text) or said_before(stage, node, _CONFIGURED):
                    continue
                yield found(
                    node.to_document(call.head), assume_yes(node, call), command=f"{call.manager} {call.action}"
                )


def _answered(call: Call) -> bool:
    quiet = sum(word.text in {"-q", "--quiet"} for word in call.args)
    return (
        call.has_flag(*_YES)
        or call.has_flag(*_ASKS_NOTHING)
        or quiet > 1
        or any(_QUIET_ENOUGH.match(word.value) for word in call.args)
        or call.command.operator_before in {"|", "|&"}
        or any(one.operator.startswith("<") for one in call.command.redirections)
        or any(not word.static and word.text.startswith("$") and "opt" in word.text.lower() for word in call.args)
    )


RULE = StageRule("apt-assume-yes-missing", find, aliases=(Alias("hadolint", "DL3014"), Alias("trivy", "DS-0021")), severity="warning", fixes="safe")  # fmt: skip

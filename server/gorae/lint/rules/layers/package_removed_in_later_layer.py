"""A package that one RUN installs and a later one removes: the image holds it all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.packages import runs
from gorae.lint.model import Finding, found
from gorae.lint.rule import StageRule
from gorae.shell.packages import APT, RPM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell.packages import Call
    from gorae.stages import Stage

_FAMILIES = {**dict.fromkeys(APT, "apt"), **dict.fromkeys(RPM, "rpm"), "apk": "apk", "zypper": "zypper"}
_MOST_NAMES = 3


def find(stage: Stage) -> Iterator[Finding]:
    """Report each call that removes what an earlier RUN of the stage installed, in stages whose layers reach the image."""
    if not stage.reaches_image:
        return
    installed: set[tuple[str, str]] = set()
    for node, _, calls in runs(stage):
        here: set[tuple[str, str]] = set()
        for call in calls:
            family = _FAMILIES.get(call.manager)
            if family is None:
                continue
            if call.action == "install":
                here |= {(family, name) for name in _names(call)}
            elif call.action in ("remove", "purge", "autoremove"):
                gone = [name for name in _names(call) if (family, name) in installed and (family, name) not in here]
                if gone:
                    shown = ", ".join(f"`{name}`" for name in gone[:_MOST_NAMES])
                    yield found(node.to_document(call.head), names=shown, count=len(gone))
        installed |= here


def _names(call: Call) -> list[str]:
    virtual = [word.value for word in call.option_values("-t", "--virtual")] if call.manager == "apk" else []
    return [package.name for package in call.packages if package.name] + virtual


RULE = StageRule("package-removed-in-later-layer", find, severity="information", report="once_per_stage")

"""apt installs recommended packages as well unless an option turns that off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.image import NEEDED, cost_of_recommends
from gorae.facts.packages import runs, said_before
from gorae.lint.fixes.install_package import added
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.rewrites.edit_command import inserted
from gorae.shell.packages import APT
from gorae.texts.sizes import size

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.shell.packages import Call
    from gorae.source import Edit
    from gorae.stages import Stage
    from gorae.syntax import Node

_DECIDED = ("--no-install-recommends", "--install-recommends", "-R", "--without-recommends", "-r", "--with-recommends")
_APTITUDE_ONLY = 2  # how many of `_DECIDED` apt-get knows
_CHEAP = 3_000_000  # bytes: less is not worth a word
_CONFIGURED = re.compile(r"(?<!-)Install-Recommends", re.IGNORECASE)  # apt's setting, not the option of a call


def find(stage: Stage) -> Iterator[Finding]:
    """Calls of install that do not say, nor any setting before them, whether recommended packages are wanted."""
    for node, _, calls in runs(stage):
        for call in calls:
            if call.manager not in APT or call.action not in {"install", "build-dep"} or _is_decided(call):
                continue
            if _CONFIGURED.search(node.instruction.text) or said_before(stage, node, _CONFIGURED):
                continue
            option = "--without-recommends" if call.manager == "aptitude" else "--no-install-recommends"
            edits = [inserted(node.instruction, call.options_end, option).shift(node.start)]
            span, command = node.to_document(call.head), f"{call.manager} {call.action}"
            cost = cost_of_recommends(stage, node, call)
            if cost is None:
                more = [NEEDED[one.name] for one in call.packages if one.name in NEEDED]
                edits += _more(node, call, [name for name in dict.fromkeys(more) if name not in _named(call)])
                yield found(span, fix(edits, safe=False, option=option), command=command)
                continue
            edits += _more(node, call, cost.needed)
            repair = fix(edits, safe=False, option=option)
            yield found(
                span, repair, variant="cost", command=command, count=len(cost.packages), size=size(cost.size),
                opt_in=cost.size < _CHEAP,
            )  # fmt: skip


def _named(call: Call) -> set[str]:
    return {one.name for one in call.packages}


def _more(node: Node, call: Call, names: Sequence[str]) -> list[Edit]:
    """What makes the call name packages that were recommended until now, and without which it is of little use."""
    edit = added(node, call, " ".join(names)) if names and node.instruction.form == "shell" else None
    return [edit] if edit is not None else []


def _is_decided(call: Call) -> bool:
    names = _DECIDED if call.manager == "aptitude" else _DECIDED[:_APTITUDE_ONLY]
    if call.has_flag(*names) or call.has_flag("--simulate", "-s", "--dry-run", "--print-uris", "--no-act"):
        return True
    return not call.operands or any(word.variables and "opt" in word.text.lower() for word in call.args)


RULE = StageRule("apt-recommends-installed", find, aliases=(Alias("hadolint", "DL3015"), Alias("trivy", "DS-0029")), severity="information", fixes="unsafe", report="once_per_stage", shipped_only=True)  # fmt: skip

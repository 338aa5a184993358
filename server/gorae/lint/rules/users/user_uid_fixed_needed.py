"""A USER by name, in a project that Kubernetes runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.context import manifests
from gorae.facts.users import final_user, is_root, number_of
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, ContextRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.stages import Build


def find(build: Build, context: BuildContext) -> Iterator[Finding]:
    """Report the name, in the stage that is built, where manifests ask for a user that is not root and number none."""
    end = final_user(build)
    if end is None or end.node is None or end.user is None or end.node.index < end.stage.nodes[0].index:
        return
    word = end.node.instruction.words[0]
    if end.user.isdecimal() or is_root(end.user) or not word.is_static or end.stage.os_family == "windows":
        return
    found_manifests = manifests(context)
    if found_manifests is None or not found_manifests.non_root or found_manifests.user:
        return
    number = number_of(end.stage, end.user)
    group = word.text.partition(":")[2]
    edit = Edit(end.node.to_document(word.span), f"{number}:{group}" if group else str(number))
    repair = fix(edit, safe=False, number=number) if number is not None else None
    yield found(end.node.to_document(word.span), repair, user=end.user)


RULE = ContextRule("user-uid-fixed-needed", find, aliases=(Alias("hadolint", "DL3066"),), severity="hint", fixes="unsafe", supersedes=frozenset({"user-named"}), shipped_only=True, last_only=True)  # fmt: skip

"""A USER by name, in a project that Kubernetes runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.users import ending, is_root, number_of
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, ContextRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.stages import Build

# What says that the image is for Kubernetes; it may well be kept from the image by the ignore file.
_SIGNS = (
    "Chart.yaml", "skaffold.yaml", "kustomization.yaml", "Tiltfile", "helm", "charts", "chart", "k8s", ".k8s", "kubernetes", "kustomize",
    "deploy/helm", "deploy/k8s", "deploy/kubernetes", "deploy/charts", "deployment.yaml", "deployment.yml", "manifests/deployment.yaml",
)  # fmt: skip


def find(build: Build, context: BuildContext) -> Iterator[Finding]:
    """At the name, in the stage that is built, where the project has manifests of Kubernetes."""
    end = ending(build)
    if end is None or end.node is None or end.user is None or end.node.index < end.stage.nodes[0].index:
        return
    word = end.node.instruction.words[0]
    if end.user.isdecimal() or is_root(end.user) or not word.is_static or end.stage.os_family == "windows":
        return
    if not any(context.is_on_disk(sign) for sign in _SIGNS):
        return
    number = number_of(end.stage, end.user)
    group = word.text.partition(":")[2]
    edit = Edit(end.node.to_document(word.span), f"{number}:{group}" if group else str(number))
    repair = fix(edit, safe=False, number=number) if number is not None else None
    yield found(end.node.to_document(word.span), repair, user=end.user)


RULE = ContextRule("user-uid-fixed-needed", find, aliases=(Alias("hadolint", "DL3066"),), severity="hint", fixes="unsafe", supersedes=frozenset({"user-named"}), shipped_only=True)  # fmt: skip

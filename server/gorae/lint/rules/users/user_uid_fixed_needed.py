"""A USER by name, in a project that Kubernetes runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, fix, found
from gorae.lint.rules.users.ending import ending, is_root
from gorae.lint.script import script
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.stages import Build, Stage

# What says that the image is for Kubernetes; it may well be kept from the image by the ignore file.
_SIGNS = (
    "Chart.yaml", "skaffold.yaml", "kustomization.yaml", "Tiltfile", "helm", "charts", "chart", "k8s", ".k8s", "kubernetes", "kustomize",
    "deploy/helm", "deploy/k8s", "deploy/kubernetes", "deploy/charts", "deployment.yaml", "deployment.yml", "manifests/deployment.yaml",
)  # fmt: skip
# The numbers of the users that images bring (their Dockerfiles and /etc/passwd, 2026-08).
_NUMBERS = {
    ("node", "node"): 1000, ("nginx", "nginx"): 101, ("bun", "bun"): 1000, ("gradle", "gradle"): 1000, ("mongo", "mongodb"): 999,
    ("elasticsearch", "elasticsearch"): 1000, ("ubuntu", "ubuntu"): 1000,
}  # fmt: skip
_NOBODY = 65534


def find(build: Build, context: BuildContext) -> Iterator[Finding]:
    """At the name, in the stage that is built, where the project has manifests of Kubernetes."""
    end = ending(build)
    if end is None or end.placed is None or end.user is None or end.placed.index < end.stage.placed[0].index:
        return
    word = end.placed.instruction.words[0]
    if end.user.isdecimal() or is_root(end.user) or not word.is_static or end.stage.os_family == "windows":
        return
    if not any(context.is_on_disk(sign) for sign in _SIGNS):
        return
    number = _number(end.stage, end.user)
    group = word.text.partition(":")[2]
    edit = Edit(end.placed.at(word.span), f"{number}:{group}" if group else str(number))
    repair = fix(edit, safe=False, number=number) if number is not None else None
    yield found(end.placed.at(word.span), repair, user=end.user)


def _number(stage: Stage, user: str) -> int | None:
    """The user's number, where the Dockerfile or the image is known to give it."""
    for one in stage.chain:
        for placed in one.all("RUN"):
            for command in script(placed.instruction, one.scope_of(placed)).commands:
                effective = command.effective
                if effective.program in ("useradd", "adduser", "addgroup") and user in [
                    word.value for word in effective.args
                ]:
                    given = effective.option_value("-u", "--uid")
                    if effective.program != "addgroup":
                        return int(given.value) if given is not None and re.fullmatch(r"\d+", given.value) else None
    reference = stage.root.reference
    if reference is None:
        return None
    if stage.os_family == "distroless":
        return {"nonroot": 65532, "nobody": _NOBODY}.get(user)
    if user == "nobody" and stage.os_family in ("debian", "ubuntu", "alpine", "redhat"):
        return _NOBODY
    return _NUMBERS.get((reference.official_name or reference.name, user))


RULE = Rule(
    "user-uid-fixed-needed", find, "context", aliases=("DL3066",), severity="hint", fixes="unsafe",
    instead_of=frozenset({"user-named"}),
)  # fmt: skip

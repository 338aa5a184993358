"""Makes the image start as another user than root."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.entrypoint import first_start
from gorae.facts.users import is_root_in_force, made_user
from gorae.images import provided_user
from gorae.lint.model import Fix, fix
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from gorae.stages import Build, Stage
    from gorae.syntax import Node

# What a user that the image brings cannot do without: folders that the server writes to.
_NEEDS = {"nginx": "chown -R nginx /var/cache/nginx && touch /run/nginx.pid && chown nginx /run/nginx.pid"}

# They belong to root for good reasons.
_SYSTEM_FOLDERS = frozenset(
    ("/", "/root", "/usr", "/etc", "/opt", "/bin", "/usr/bin", "/usr/local/bin", "/var", "/srv", "/home")
)


def switch(build: Build, stage: Stage, before: Node | None = None) -> Fix:
    """The fix that makes the image start as another user: one that it has, or one that is made."""
    document = build.document
    newline = document.newline
    at = before or first_start(stage)
    sample = stage.from_instruction.instruction
    lower = sample.is_lower_case
    lines, variant, name = _lines(stage)
    if lower:
        lines = [line.replace("RUN ", "run ", 1).replace("USER ", "user ", 1) for line in lines]
    if at is None:
        end = stage.nodes[-1].span.end
        written = "".join(f"{newline}{line}" for line in lines)
        return fix(Edit(Span(end, end), written), safe=False, variant=variant, user=name)
    start = document.lines_with_comments(at).start
    indent = document.indentation(at)
    written = "".join(f"{indent}{line}{newline}" for line in lines)
    return fix(Edit(Span(start, start), written), safe=False, variant=variant, user=name)


def _lines(stage: Stage) -> tuple[list[str], str, str]:
    reference, family = stage.root.reference, stage.os_family
    made = made_user(stage)
    if made is not None:
        return [f"USER {made.name}"], "", made.name
    known = provided_user(reference) if reference is not None else None
    if known is not None:
        run = _NEEDS.get(reference.name) if reference is not None and reference.is_official else None
        root = ["USER root"] if run is not None and not is_root_in_force(stage) else []
        return [*root, *([f"RUN {run}"] if run else []), f"USER {known}"], "", known
    if family == "windows":
        return ["USER ContainerUser"], "", "ContainerUser"
    scope = stage.scopes[-1]
    minimal = reference is not None and reference.name in (
        "ubi-minimal",
        "ubi-micro",
        "ubi9-minimal",
        "ubi8-minimal",
        "ubi9-micro",
    )
    if family in ("debian", "ubuntu", "redhat") and not minimal and scope.has_bourne_shell:
        make = "useradd --system --create-home --shell /usr/sbin/nologin app"
    elif family in ("alpine", "busybox") and scope.has_bourne_shell:
        make = "adduser -S -D app"
    else:
        # Nothing is known that could make a user; a number needs none.
        return ["USER 65532:65532"], "", "65532:65532"
    if is_root_in_force(stage):
        folder = _writable(stage)
        owner = f" && chown app {folder}" if folder else ""
        return [f"RUN {make}{owner}", "USER app"], "make", "app"
    return ["USER root", f"RUN {make}", "USER app"], "make", "app"


def _writable(stage: Stage) -> str | None:
    """The folder that the program starts in, where the Dockerfile itself made it."""
    node = stage.last("WORKDIR")
    if node is None or not node.instruction.words:
        return None
    folder = stage.final_state.workdir
    if folder is None or not folder.startswith("/") or folder in _SYSTEM_FOLDERS:
        return None
    return folder if all(c.isalnum() or c in "/._-" for c in folder) else None

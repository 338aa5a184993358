"""A RUN of its own below the COPY that brings a start script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.users import works_as_root
from gorae.lint.model import Fix, fix
from gorae.rewrites.lines import line_below

if TYPE_CHECKING:
    from gorae.facts.start_script import StartScript
    from gorae.stages import Build


def run_below(build: Build, script: StartScript, command: str, variant: str) -> Fix | None:
    """A RUN of its own right behind the COPY; None where another user than root, or nobody, would run it."""
    node = script.landing.node
    scope = script.stage.scope_of(node)
    bare = script.stage.root.is_scratch or script.stage.os_family == "distroless"
    if works_as_root(script.stage, node) is False or not scope.has_bourne_shell or bare:
        return None
    edit = line_below(build.document, node, "RUN", f"{command} {script.path}")
    return fix(edit, safe=False, variant=variant, path=script.path)

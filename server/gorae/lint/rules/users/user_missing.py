"""An image that never says who runs its program starts it as root."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, found
from gorae.lint.rules.users.ending import drops_root, ending, is_root, starts, switch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.settings import Settings
    from gorae.stages import Build, Stage

# Official images that start a server as root and are given files and settings only.
_SERVE = frozenset(("nginx", "httpd", "caddy", "traefik", "tomcat", "jetty", "php", "wordpress", "drupal", "joomla"))


def find(build: Build, settings: Settings) -> Iterator[Finding]:
    """At the instruction that starts the program, else at the last FROM; not where the base's user is not known.

    An image that starts nothing is a base for others, which say who runs their program.
    """
    end = ending(build)
    if end is None or end.placed is not None or not is_root(end.user) or drops_root(build, end.stage):
        return
    stage = end.stage
    start = starts(stage) or stage.last("ENTRYPOINT", "CMD")
    if start is None and (stage.root.is_scratch or not (_serves(stage) or RULE in settings.rules.each)):
        return
    span = start.at(start.instruction.keyword) if start is not None else stage.image_span
    yield found(span, switch(build, stage))


def _serves(stage: Stage) -> bool:
    """Whether the image starts a program without a start of its own."""
    if stage.in_force("ENTRYPOINT", "CMD", "EXPOSE", "HEALTHCHECK") is not None:
        return True
    reference = stage.root.reference
    return reference is not None and reference.official_name in _SERVE


RULE = Rule("user-missing", find, "build", aliases=("DS-0002",), fixes="unsafe", takes_settings=True)

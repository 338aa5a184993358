"""nginx is stopped by SIGTERM, which drops the requests that it is answering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule
from gorae.lint.rules.signals.first_process import wants_signal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build

_PROGRAMS = frozenset((
    "nginx", "/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/local/nginx/sbin/nginx", "openresty",
    "/usr/local/openresty/bin/openresty", "/usr/local/openresty/nginx/sbin/nginx",
))  # fmt: skip
# Their own Dockerfiles set SIGQUIT (nginx since 1.19.3).
_SET_IT = ("nginx", "openresty/openresty", "nginxinc/nginx-unprivileged")


def find(build: Build) -> Iterator[Finding]:
    """In the last stage; not on top of an image that sets the signal itself."""
    stage = build.last
    if stage is None:
        return
    reference = stage.root.reference
    if reference is not None and reference.familiar in _SET_IT and stage.in_force("STOPSIGNAL") is None:
        return
    yield from wants_signal(build, _PROGRAMS, "SIGQUIT")


RULE = Rule(
    "nginx-stopsignal-missing",
    find,
    "build",
    aliases=("tally/prefer-nginx-sigquit",),
    severity="information",
    fixes="unsafe",
)

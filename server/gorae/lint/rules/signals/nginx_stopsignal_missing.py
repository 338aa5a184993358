"""nginx is stopped by SIGTERM, which drops the requests that it is answering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.fixes.stop_signal import stopped_by_other_signal
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.model import Finding
    from gorae.stages import Build

_PROGRAMS = frozenset((
    "nginx", "/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/local/nginx/sbin/nginx", "openresty",
    "/usr/local/openresty/bin/openresty", "/usr/local/openresty/nginx/sbin/nginx",
))  # fmt: skip
# Their own Dockerfiles set SIGQUIT (nginx since 1.19.3).
_SET_IT = ("nginx", "openresty/openresty", "nginxinc/nginx-unprivileged")

_SIGNAL = "SIGQUIT"


def find(build: Build) -> Iterator[Finding]:
    """In the last stage; not on top of an image that sets the signal itself."""
    stage = build.last
    if stage is None:
        return
    reference = stage.root.reference
    if reference is not None and reference.familiar in _SET_IT and stage.in_force("STOPSIGNAL") is None:
        return
    yield from stopped_by_other_signal(build, _PROGRAMS, _SIGNAL)


RULE = FileRule(
    "nginx-stopsignal-missing",
    find,
    aliases=(Alias("tally", "tally/prefer-nginx-sigquit"),),
    severity="information",
    fixes="unsafe",
    last_only=True,
)

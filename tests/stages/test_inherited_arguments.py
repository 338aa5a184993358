"""A stage that is based on another one sees what that one declared."""

from __future__ import annotations

from gorae.stages import build
from gorae.syntax import parse
from lint.cases import findings_of

TEXT = """\
ARG VERSION=1
FROM debian:13-slim AS base
ARG VERSION
ARG OWN=2
FROM base AS child
RUN echo $VERSION $OWN
FROM debian:13-slim
RUN echo $VERSION
"""


def test_arguments_of_the_parent_stage_are_seen():
    child, other = build(parse(TEXT)).stages[1:]
    environment = child.environment_at(child.nodes[1])
    assert (environment["VERSION"].value, environment["OWN"].value) == ("1", "2")
    assert "VERSION" not in other.environment_at(other.nodes[1])
    assert findings_of(TEXT, "arg-not-in-scope") == ["VERSION"]

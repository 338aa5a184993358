"""Which users a stage has to find by name."""

from __future__ import annotations

import pytest

from gorae.facts.named_accounts import names_user
from gorae.stages import build
from gorae.syntax import parse


@pytest.mark.parametrize(
    ("why", "lines", "is_named"),
    [
        ("COPY gives the user its files", "COPY --chown=app:web . /srv", True),
        ("chown gives the user files", "RUN chown -R app:app /srv", True),
        ("a dot between user and group is chown's older sign", "RUN chown app.web /srv", True),
        ("install gives the user files", "RUN install -d -o app /srv", True),
        ("su becomes the user", "RUN su app -c true", True),
        ("gosu becomes the user in a row of commands", "RUN true && gosu app:web true", True),
        ("a group of that name is no user", "RUN chown root:app /srv && chgrp app /srv", False),
        ("a file of that name is no user", "RUN chown root app", False),
        ("who prints the command runs nothing", "RUN echo chown app /srv", False),
        ("another user", "COPY --chown=apps . /srv", False),
        ("a stage above needs the user", "RUN chown app /srv\nFROM base AS end", True),
    ],
)
def test_whether_the_stage_has_to_find_a_user(why: str, lines: str, is_named: bool) -> None:
    stages = build(parse(f"FROM debian:13 AS base\n{lines}\n")).stages
    assert names_user(stages[-1], "app") is is_named, why

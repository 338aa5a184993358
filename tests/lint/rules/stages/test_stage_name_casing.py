"""`stage-name-casing`: Capital letters in the name of a stage."""

from __future__ import annotations

import pytest

from lint.cases import check_fix

RULE = "stage-name-casing"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        pytest.param(
            ("FROM debian:13 AS Build\nFROM Build AS c\nFROM debian:13\nCOPY --from=BUILD /x /y\n"
            "RUN --mount=type=bind,from=Build,target=/b ls\nCOPY --from=c /x /y\n"),
            ("FROM debian:13 AS build\nFROM build AS c\nFROM debian:13\nCOPY --from=build /x /y\n"
            "RUN --mount=type=bind,from=build,target=/b ls\nCOPY --from=c /x /y\n"),
         id="in FROM, in COPY and in a mount, whatever their case"),
        pytest.param(
            "FROM debian:13 AS Build\nFROM debian:13\nCOPY --chown=Build --from=x /x /y\nRUN --mount=type=bind,from,target=/b ls\n",
            "FROM debian:13 AS build\nFROM debian:13\nCOPY --chown=Build --from=x /x /y\nRUN --mount=type=bind,from,target=/b ls\n",
         id="a user of the same name, and a from without a value"),
        pytest.param(
            "FROM debian:13 AS Build\nFROM debian:13\nCOPY --from /x /y\nCOPY --from= /x /y\nRUN --mount=type=cache,id=Build,target=/b ls\n",
            "FROM debian:13 AS build\nFROM debian:13\nCOPY --from /x /y\nCOPY --from= /x /y\nRUN --mount=type=cache,id=Build,target=/b ls\n",
         id="flags without a value, and an id of the same name"),
        pytest.param(
            "FROM debian:13 AS c\nFROM debian:13 AS Build\nFROM c AS d\nRUN --mount=type=bind,from=c,target=/b ls\n",
            "FROM debian:13 AS c\nFROM debian:13 AS build\nFROM c AS d\nRUN --mount=type=bind,from=c,target=/b ls\n",
         id="other stages stay"),
    ],
)  # fmt: skip
def test_a_name_changes_wherever_it_is_used(text, after):
    check_fix(RULE, text, after)

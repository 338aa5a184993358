"""The stage that a compose or bake file asks for is an image as the last one is, and is judged as that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gorae.config.settings import Settings
from gorae.context.surroundings import context_of
from gorae.syntax import parse
from lint.cases import TODAY, check, settings_of

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """FROM python:3.14-slim AS base
FROM base AS app
CMD ["gunicorn", "a:b"]
FROM base AS dev
CMD ["flask", "run"]
FROM base AS {last}
CMD ["serve"]
"""


def service(target: str) -> str:
    return f"services: {{web: {{build: {{context: ., target: {target}}}}}}}"


@pytest.mark.parametrize(
    ("why", "last", "compose", "rows"),
    [
        ("nobody asks: the last one", "server", None, [7]),
        ("a stage before the last one, beside that", "server", service("app"), [3, 7]),
        ("in place of the last one, where that is for tests", "test", service("app"), [3]),
        ("the last one by its name", "server", service("server"), [7]),
        ("a stage for development is shipped by nobody", "server", service("dev"), [7]),
        ("a stage that is not there", "server", service("ap"), [7]),
    ],
)
def test_which_stage_is_judged(tmp_path: Path, why: str, last: str, compose: str | None, rows: list[int]) -> None:
    text = TEXT.format(last=last)
    (tmp_path / "Dockerfile").write_text(text, encoding="utf-8")
    if compose is not None:
        (tmp_path / "compose.yaml").write_text(compose, encoding="utf-8")
    context = context_of(tmp_path / "Dockerfile", text, {}, workspace=tmp_path)
    found = check(parse(text), settings_of("user-missing"), context)
    assert [text.count("\n", 0, one.span.start) + 1 for one in found] == rows, why


def test_a_stage_is_unused_where_no_caller_needs_it(tmp_path: Path) -> None:
    text = TEXT.format(last="server")
    (tmp_path / "Dockerfile").write_text(text, encoding="utf-8")
    (tmp_path / "compose.yaml").write_text(service("app"), encoding="utf-8")
    context = context_of(tmp_path / "Dockerfile", text, {}, workspace=tmp_path)
    found = check(parse(text), settings_of("stage-unused"), context)
    assert [one.span.of(text) for one in found] == ["dev"]


def test_a_last_stage_for_tests_is_no_image_that_is_shipped() -> None:
    assert not {one.rule.name for one in check(parse(TEXT.format(last="test")), Settings(today=TODAY))} & {
        "user-missing"
    }
    assert {one.rule.name for one in check(parse(TEXT.format(last="server")), Settings(today=TODAY))} >= {
        "user-missing"
    }

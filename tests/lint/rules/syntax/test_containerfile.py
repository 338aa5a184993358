"""A Containerfile is Podman's: what it knows and Docker's Engine does not is no error there."""

from __future__ import annotations

import pytest

from gorae.context import read_context
from lint.cases import findings_of

TEXTS = {
    "options of mounts": ("RUN --mount=type=bind,source=a,target=/a,relabel=shared ls", ["relabel"]),
    "a variable names a stage": ("ARG X=a\nCOPY --from=$X /a /a", ["$X"]),
}


@pytest.mark.parametrize(("text", "refused"), TEXTS.values(), ids=TEXTS.keys())
def test_what_podman_knows(text: str, refused: list[str], tmp_path) -> None:
    found = {
        name: findings_of(f"FROM debian:13\n{text}\n", "syntax-error", read_context(tmp_path, tmp_path / name))
        for name in ("Dockerfile", "Containerfile")
    }
    assert found == {"Dockerfile": refused, "Containerfile": []}

"""A tree whose Dockerfiles share a build context: it is read once, however many processes check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.cli.check_all import FILES_FOR_WORKERS, check_all
from gorae.cli.options import CheckOptions
from gorae.context import folder

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


OPTIONS = CheckOptions(
    select=("copy-source-missing",), extend_select=(), ignore=(), language="en", config=None,
    isolated=True, shellcheck=False, fix=False, unsafe=False, diff=False,
)  # fmt: skip


def test_one_walk_for_many_dockerfiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "a.txt").write_text("x")
    (tmp_path / "docker").mkdir()
    names = [f"docker/{number}.Dockerfile" for number in range(FILES_FOR_WORKERS + 10)]
    for name in names:
        (tmp_path / name).write_text("FROM debian:13-slim\nCOPY src/a.txt src/gone.txt /srv/\nUSER nobody\n")
    monkeypatch.chdir(tmp_path)
    walks = tmp_path.parent / f"{tmp_path.name}-walks"  # a file, as the workers are processes of their own
    real = folder.walk

    def counted(root: str, *args: object, **more: object) -> object:
        with walks.open("a") as log:
            log.write(f"{root}\n")
        return real(root, *args, **more)  # type: ignore[arg-type]  # handed through

    monkeypatch.setattr(folder, "walk", counted)
    outcomes = check_all(names, OPTIONS, None)
    assert len(outcomes) == len(names)
    assert all(len(outcome.findings) == 1 for outcome in outcomes)
    assert walks.read_text().split() == [str(tmp_path)]

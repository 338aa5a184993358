"""Hovers that stand on what is around a Dockerfile: its build context, the ignore file, compose and bake files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gorae.context.surroundings import context_of
from gorae.hover import hover_at
from gorae.stages import build
from gorae.syntax import parse

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "src/app.py": "print(1)\n" * 100,
    "src/app.pyc": "x",
    "src/lib/util.py": "pass\n",
    "requirements.txt": "flask\n",
    "secret.env": "A=1\n",
    "data.tar.gz": "x",
    ".dockerignore": "*.env\n# cache\n**/*.pyc\n",
    "compose.yaml": "services:\n  web:\n    build:\n      context: .\n      args:\n        VERSION: '3.14'\n",
}
CASES = {
    "a folder": ("COPY sr|c /app/", "파일 2개, 모두 905 B"),
    "its largest files": ("COPY sr|c /app/", "900 B  src/app.py"),
    "the content, not the folder": ("COPY sr|c /app/", "그 안의 내용이 대상에 복사됩니다"),
    "what is left out, and by which line": ("COPY sr|c /app/", "`src/app.pyc` (3번째 줄)"),
    "one file": ("COPY require|ments.txt /app/", "파일 1개, 모두 6 B"),
    "an ignored file": ("COPY secret.e|nv /app/", "`.dockerignore`의 1번째 줄"),
    "a file that is not there": ("COPY reqirements.t|xt /app/", "빌드가 여기서 실패합니다"),
    "an archive": ("ADD data.tar|.gz /app/", "풀어서 넣습니다"),
    "an archive that stays one": ("ADD --unpack=false data.tar|.gz /app/", "tar 파일 그대로 복사합니다"),
    "an argument that compose gives": ("ARG VER|SION=3.13", "`3.14`"),
}


@pytest.mark.parametrize(("line", "said"), CASES.values(), ids=CASES.keys())
def test_hover(tmp_path: Path, line: str, said: str) -> None:
    for name, content in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, "utf-8")
    marked = f"FROM python:3.13\n{line}\n"
    text = marked.replace("|", "")
    (tmp_path / "Dockerfile").write_text(text, "utf-8")
    context = context_of(tmp_path / "Dockerfile", text, {}, workspace=tmp_path)
    document = parse(text)
    found = hover_at(document, build(document), marked.index("|"), "ko", context)
    assert found is not None
    assert said in found.markdown

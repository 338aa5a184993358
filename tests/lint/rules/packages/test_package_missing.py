"""`package-missing` by what files of the build context name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gorae.context.surroundings import context_of
from lint.cases import findings_of

if TYPE_CHECKING:
    from pathlib import Path

TEXT = 'FROM python:3.13-slim\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCMD ["python", "a.py"]\n'


@pytest.mark.parametrize(
    ("why", "requirements", "words"),
    [
        ("OpenCV opens libGL", "flask\nopencv-python==4.10.0.84\n", ["requirements.txt"]),
        ("what depends on it does too", "ultralytics\n", ["requirements.txt"]),
        ("LightGBM's wheel leaves OpenMP to the system", "lightgbm>=4\n", ["requirements.txt"]),
        ("without a library of its own", "opencv-python-headless\n", []),
        ("psycopg with its library", "psycopg[binary]==3.2\n", []),
        ("psycopg without it", "psycopg==3.2\n", ["requirements.txt"]),
        ("one finding for what lacks the same", "opencv-python\nmediapipe\n", ["requirements.txt"]),
    ],
)
def test_requirements(tmp_path: Path, why: str, requirements: str, words: list[str]) -> None:
    (tmp_path / "Dockerfile").write_text(TEXT, encoding="utf-8")
    (tmp_path / "requirements.txt").write_text(requirements, encoding="utf-8")
    context = context_of(tmp_path / "Dockerfile", TEXT, {})
    assert findings_of(TEXT, "package-missing", context) == words, why

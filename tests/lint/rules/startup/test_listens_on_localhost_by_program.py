"""`listens-on-localhost` where the address stands in the program that is started: Flask and uvicorn take the loopback without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gorae.context.surroundings import context_of
from lint.cases import problems_of

if TYPE_CHECKING:
    from pathlib import Path

RULE = "listens-on-localhost"
FLASK = "from flask import Flask\napp = Flask(__name__)\n"
TEXT = 'FROM python:3.13-slim\nWORKDIR /srv\nCOPY app/ app/\nCMD ["python", "-u", "app/main.py"]\n'


@pytest.mark.parametrize(
    ("why", "program", "reported"),
    [
        ("Flask without an address", FLASK + "if __name__ == '__main__':\n    app.run(debug=True)\n", True),
        ("uvicorn without one", "import uvicorn\nuvicorn.run('main:app', port=8000)\n", True),
        ("an address is given", FLASK + "app.run(host='0.0.0.0')\n", False),
        ("what is given is not seen", FLASK + "app.run(**OPTIONS)\n", False),
        ("two calls: which one is made is not known", FLASK + "app.run()\nuvicorn.run(app, host=HOST)\n", False),
        ("subprocess has a `run` as well", "import subprocess\nsubprocess.run(['ls'])\n", False),
    ],
)
def test_reported(why: str, program: str, reported: bool, tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text(TEXT, encoding="utf-8")
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "main.py").write_text(program, encoding="utf-8")
    found = problems_of(TEXT, RULE, context_of(tmp_path / "Dockerfile", TEXT, {}))
    assert [one.span.of(TEXT) for one in found] == (['"app/main.py"'] if reported else []), why

"""`program-missing` for programs that packages of Python's and Node.js's bring: what CMD starts, beside what was installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gorae.context.surroundings import context_of
from lint.cases import findings_of

if TYPE_CHECKING:
    from pathlib import Path

PYTHON = "FROM python:3.13-slim\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n"
NODE = "FROM node:24-alpine\nWORKDIR /app\nCOPY package.json .\nRUN npm install\n"


@pytest.mark.parametrize(
    ("why", "requirements", "lines", "words"),
    [
        ("nothing brings gunicorn", "flask==3.1\nrequests\n", 'CMD ["gunicorn", "a:app"]', ['"gunicorn"']),
        ("it stands among the requirements", "flask\ngunicorn==23.0\n", 'CMD ["gunicorn", "a:app"]', []),
        ("what a package brings along is not known", "flask\nmlflow\n", 'CMD ["gunicorn", "a:app"]', []),
        ("fastapi alone brings no uvicorn", "fastapi==0.115\n", 'CMD ["uvicorn", "a:app"]', ['"uvicorn"']),
        ("its extra does", "fastapi[standard]==0.115\n", 'CMD ["uvicorn", "a:app"]', []),
        ("so did version 0.111", "fastapi==0.111.0\n", 'CMD ["uvicorn", "a:app"]', []),
        ("a module is asked for as well", "flask\n", 'CMD ["python", "-m", "gunicorn", "a:app"]', ['"gunicorn"']),
        ("Flask brings its program", "flask\n", 'CMD ["flask", "run"]', []),
        ("an extension brings Flask", "flask-cors\n", 'CMD ["flask", "run"]', []),
        ("comments and other indices are read past", "# web\n--extra-index-url https://a\nflask # x\n", "CMD gunicorn a:app", ["gunicorn"]),
        ("another file of requirements may name it", "-r base.txt\nflask\n", 'CMD ["gunicorn", "a:app"]', []),
        ("a file may be anything", "./vendor/a.whl\n", 'CMD ["gunicorn", "a:app"]', []),
        ("a later RUN installs it", "flask\n", 'RUN pip install gunicorn\nCMD ["gunicorn", "a:app"]', []),
        ("Poetry may", "flask\n", 'RUN pip install poetry && poetry install\nCMD ["gunicorn", "a:app"]', []),
        ("another folder is in PATH", "flask\n", 'ENV PATH=/v/bin:$PATH\nCMD ["gunicorn", "a:app"]', []),
        ("apt brings it", "flask\n", 'RUN apt-get update && apt-get install -y supervisor\nCMD ["/usr/bin/supervisord"]', []),
        ("pip does not put it there", "supervisor\n", 'CMD ["/usr/bin/supervisord", "-n"]', ['"/usr/bin/supervisord"']),
    ],
)  # fmt: skip
def test_python(tmp_path: Path, why: str, requirements: str, lines: str, words: list[str]) -> None:
    text = f"{PYTHON}{lines}\n"
    (tmp_path / "Dockerfile").write_text(text, encoding="utf-8")
    (tmp_path / "requirements.txt").write_text(requirements, encoding="utf-8")
    assert findings_of(text, "program-missing", context_of(tmp_path / "Dockerfile", text, {})) == words, why


@pytest.mark.parametrize(
    ("why", "lines", "words"),
    [
        ("a project's own is not in PATH", 'CMD ["pm2-runtime", "a.js"]', ['"pm2-runtime"']),
        ("in shell form neither", "CMD nodemon a.js", ["nodemon"]),
        ("it is installed for all", 'RUN npm i -g pm2\nCMD ["pm2-runtime", "a.js"]', []),
        ("so Yarn does", 'RUN yarn global add pm2\nCMD ["pm2-runtime", "a.js"]', []),
        ("npx finds it", 'CMD ["npx", "nodemon", "a.js"]', []),
        ("its folder is in PATH", 'ENV PATH=/app/node_modules/.bin:$PATH\nCMD ["nodemon", "a.js"]', []),
        ("a script starts it", 'ENTRYPOINT ["./start.sh"]\nCMD ["nodemon", "a.js"]', []),
        ("it may be copied", 'COPY --from=x /usr/local /usr/local\nCMD ["nodemon", "a.js"]', []),
    ],
)
def test_node(tmp_path: Path, why: str, lines: str, words: list[str]) -> None:
    text = f"{NODE}{lines}\n"
    (tmp_path / "Dockerfile").write_text(text, encoding="utf-8")
    (tmp_path / "package.json").write_text('{"dependencies": {"pm2": "6", "nodemon": "3"}}', encoding="utf-8")
    assert findings_of(text, "program-missing", context_of(tmp_path / "Dockerfile", text, {})) == words, why

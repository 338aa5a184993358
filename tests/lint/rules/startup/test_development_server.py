"""`development-server`: what starts in development mode in the image that is built."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from gorae.config.settings import Settings
from gorae.context import read_context
from gorae.context.surroundings import context_of
from gorae.syntax import parse
from lint.cases import TODAY, check, findings_of, fixed, reported_of, write_files

if TYPE_CHECKING:
    from pathlib import Path

RULE = "development-server"
CASES = {
    "uvicorn's reload": ('CMD ["uvicorn", "app:app", "--reload"]', ["--reload"]),
    "behind uv run": ("CMD uv run uvicorn app:app --reload", ["--reload"]),
    "behind python -m": ('CMD ["python", "-m", "flask", "run", "--debug"]', ["--debug"]),
    "Django's server": ("CMD python manage.py runserver 0.0.0.0:8000", ["manage.py runserver"]),
    "Flask's own server warns of itself": ('CMD ["flask", "--app", "web", "run"]', ["flask --app web run"]),
    "Flask's other commands": ('CMD ["flask", "db", "upgrade"]', []),
    "Next.js through npx": ('CMD ["npx", "next", "dev"]', ["next dev"]),
    "nodemon starts anew at each change": ('ENTRYPOINT ["nodemon", "server.js"]', ["nodemon"]),
    "in a shell line with others": ("CMD migrate && uvicorn app:app --reload", ["--reload"]),
    "a script by its name": ('CMD ["npm", "run", "dev"]', ["npm run dev"]),
    "a script of yarn's": ("CMD yarn start:dev --host", ["yarn start:dev"]),
    "Laravel's server": ("CMD php artisan serve --host=0.0.0.0", ["artisan serve"]),
    "node that watches": ('CMD ["node", "--watch", "a.js"]', ["--watch"]),
    "a script that starts nobody knows what": ('CMD ["npm", "start"]', []),
    "a production server": ('CMD ["gunicorn", "app:app"]', []),
    "next start": ('CMD ["npx", "next", "start"]', []),
    "another program's option": ('CMD ["caddy", "run", "--reload"]', []),
    "a build, not a start": ("RUN npx vite build", []),
}


@pytest.mark.parametrize(("line", "words"), CASES.values(), ids=CASES.keys())
def test_cases(line: str, words: list[str]) -> None:
    found = [" ".join(word.split()) for word in findings_of(f"FROM debian:13\n{line}\n", RULE)]
    assert [word.replace('", "', " ").strip('"') for word in found] == words


def test_a_stage_for_development_is_meant() -> None:
    assert findings_of('FROM debian:13 AS dev\nCMD ["uvicorn", "a:b", "--reload"]\n', RULE) == []


def test_only_the_stage_that_is_built_is_judged() -> None:
    text = 'FROM debian:13 AS one\nCMD ["uvicorn", "a:b", "--reload"]\nFROM debian:13\nCMD ["app"]\n'
    assert findings_of(text, RULE) == []


def test_the_fix_takes_the_option_out() -> None:
    before = 'FROM debian:13\nCMD ["uvicorn", "--reload", "app:app"]\n'
    assert fixed(before, RULE) == 'FROM debian:13\nCMD ["uvicorn", "app:app"]\n'


@pytest.mark.parametrize(
    ("why", "script", "words"),
    [
        ("Vite's own server is for development", "vite --host", ["npm", "start"]),
        ("React's is too, behind a variable", "NODE_ENV=x react-scripts start", ["npm", "start"]),
        ("Node starts the program", "node a.js", []),
    ],
)
def test_a_script_is_what_package_json_says(why, tmp_path: Path, script: str, words: list[str]) -> None:
    text = 'FROM node:24-slim\nWORKDIR /app\nCOPY . .\nCMD ["npm", "start"]\n'
    (tmp_path / "Dockerfile").write_text(text, encoding="utf-8")
    (tmp_path / "package.json").write_text(json.dumps({"scripts": {"start": script}}), encoding="utf-8")
    found = findings_of(text, RULE, context_of(tmp_path / "Dockerfile", text, {}))
    assert [word.strip('"') for one in found for word in one.split(", ")] == words, why


@pytest.mark.parametrize(
    ("why", "code", "words"),
    [
        ("over two lines", "app.run(host='0.0.0.0',\n        debug=True)", ["app.py"]),
        ("within a condition, as Flask's own documentation writes it", "    app.run(debug=True)", ["app.py"]),
        ("a comment turns nothing on", "# app.run(debug=True)", []),
        ("it is turned off", "app.run(debug=False)", []),
        ("nothing is said of it", "app.run()", []),
    ],
)
def test_a_script_that_turns_the_debugger_on_is_read(why, tmp_path: Path, code: str, words: list[str]) -> None:
    text = 'FROM python:3.14-slim\nWORKDIR /app\nCOPY . .\nCMD ["python", "app.py"]\n'
    (tmp_path / "Dockerfile").write_text(text, encoding="utf-8")
    (tmp_path / "app.py").write_text(f"from flask import Flask\napp = Flask(__name__)\n{code}\n", encoding="utf-8")
    found = findings_of(text, RULE, context_of(tmp_path / "Dockerfile", text, {}))
    assert [one.strip('"') for one in found] == words, why


def test_beside_a_server_for_development_nothing_is_reported_that_matters_in_shipped_images_alone() -> None:
    text = 'FROM node:24-slim\nEXPOSE 80\nCMD ["npm", "run", "dev"]\n'
    found = {one.rule.name for one in check(parse(text), Settings(today=TODAY))}
    assert (RULE in found, found & {"user-missing", "healthcheck-missing"}) == (True, set())
    chosen = {one.rule.name for one in check(parse(text), Settings(select=(RULE, "user-missing"), today=TODAY))}
    assert chosen == {RULE, "user-missing"}


def test_a_stage_that_compose_asks_for_above_the_one_for_production(tmp_path):
    text = 'FROM node:24 AS a\nCMD ["npm", "run", "dev"]\nFROM node:24 AS b\nCMD ["node", "x.js"]\n'
    (tmp_path / "Dockerfile").write_text(text, encoding="utf-8")
    (tmp_path / "compose.yaml").write_text("services: {w: {build: {context: ., target: a}}}", encoding="utf-8")
    assert findings_of(text, "development-server", context_of(tmp_path / "Dockerfile", text, {})) == []


def test_a_dockerfile_for_production_stands_beside_it(tmp_path: Path) -> None:
    text = 'FROM node:24\nCMD ["npx", "nodemon", "a.js"]\n'
    write_files(tmp_path, {"Dockerfile": text})
    alone = read_context(tmp_path, tmp_path / "Dockerfile")
    assert reported_of(text, RULE, alone) == ['"nodemon"'], "what is built is all there is"
    write_files(tmp_path, {"Dockerfile.prod": text})
    beside = read_context(tmp_path, tmp_path / "Dockerfile")
    assert reported_of(text, RULE, beside) == [], "this one is for development then"

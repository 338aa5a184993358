"""`build-library-missing` for what `pyproject.toml`, `package.json` and a Gemfile.lock make the build compile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gorae.context.surroundings import context_of
from lint.cases import findings_of

if TYPE_CHECKING:
    from pathlib import Path

PYTHON = "FROM python:3.13-slim\nWORKDIR /app\nCOPY pyproject.toml ./\n"
PROJECT = '[project]\nname = "a"\ndependencies = [\n  "flask>=3",\n  "mysqlclient~=2.2",\n]\n'
POETRY = '[tool.poetry.dependencies]\npython = "^3.12"\npsycopg2 = "^2.9"\n[tool.poetry.group.dev.dependencies]\nuwsgi = "*"\n'
NODE = "FROM node:24-slim\nWORKDIR /app\nCOPY package.json ./\nRUN npm install\n"
RUBY = "FROM ruby:3.4-slim\nWORKDIR /app\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install\n"
LOCK = "GEM\n  remote: https://rubygems.org/\n  specs:\n    psych ({})\n      stringio\n"


@pytest.mark.parametrize(
    ("why", "text", "files", "words"),
    [
        ("pip builds the project's dependencies", f"{PYTHON}RUN pip install .\n", {"pyproject.toml": PROJECT}, ["."]),
        ("uv does", f"{PYTHON}RUN pip install uv && uv sync\n", {"pyproject.toml": PROJECT}, ["uv sync"]),
        ("the file is mounted", "FROM python:3.13-slim\nWORKDIR /app\nRUN --mount=type=bind,source=pyproject.toml,target=pyproject.toml pip install uv && uv sync\n",
         {"pyproject.toml": PROJECT}, ["uv sync"]),
        ("Poetry's main group alone", f"{PYTHON}RUN pip install poetry && poetry install\n", {"pyproject.toml": POETRY}, ["poetry install"]),
        ("one line, with extras and a comment behind it", f"{PYTHON}RUN pip install .\n",
         {"pyproject.toml": '[project]\ndependencies = ["uvicorn[standard]", "mysqlclient"] # both\n'}, ["."]),
        ("a table of another name says nothing", f"{PYTHON}RUN pip install .\n", {"pyproject.toml": PROJECT.replace("[project]", "[tool.mine]")}, []),
        ("a multi-line text is no table", f"{PYTHON}RUN pip install .\n", {"pyproject.toml": f"[project]\nreadme = \'\'\'\n{PROJECT}\'\'\'\n"}, []),
        ("for some systems only", f"{PYTHON}RUN pip install .\n", {"pyproject.toml": PROJECT.replace("~=2.2", "; sys_platform == 'win32'")}, []),
        ("a project that speaks of an index", f"{PYTHON}RUN pip install .\n", {"pyproject.toml": PROJECT.replace('"a"', '"index-of-things"')}, ["."]),
        ("uv's own index", f"{PYTHON}RUN pip install uv && uv sync\n", {"pyproject.toml": f'{PROJECT}[[tool.uv.index]]\nurl = "https://p.example.com"\n'}, []),
        ("Poetry's own source", f"{PYTHON}RUN pip install poetry && poetry install\n",
         {"pyproject.toml": f'{POETRY}[[tool.poetry.source]]\nname = "p"\nurl = "https://p.example.com"\n'}, []),
        ("Poetry's table with extras", f"{PYTHON}RUN pip install poetry && poetry install\n",
         {"pyproject.toml": POETRY.replace('"^2.9"', '{version = "^2.9", extras = ["pool"]}')}, ["poetry install"]),
        ("Poetry's optional dependency", f"{PYTHON}RUN pip install poetry && poetry install\n",
         {"pyproject.toml": POETRY.replace('"^2.9"', '{version = "^2.9", optional = true}')}, []),
        ("a comment is no dependency", f"{PYTHON}RUN pip install .\n", {"pyproject.toml": PROJECT.replace('  "mysql', '  # "mysql')}, []),
        ("without the project's file nothing is known", "FROM python:3.13-slim\nRUN pip install .\n", {"pyproject.toml": PROJECT}, []),
        ("the compiler and the library are there", "FROM python:3.13\nWORKDIR /app\nCOPY pyproject.toml ./\nRUN pip install .\n", {"pyproject.toml": PROJECT}, []),
        ("node-gyp compiles it", NODE, {"package.json": '{"dependencies": {"node-rdkafka": "^3"}}'}, ["npm"]),
        ("a module in JavaScript alone", NODE, {"package.json": '{"dependencies": {"kafkajs": "^2"}}'}, []),
        ("the whole image has what node-gyp needs", NODE.replace("-slim", ""), {"package.json": '{"dependencies": {"node-rdkafka": "^3"}}'}, []),
        ("psych, of another version than Ruby's", RUBY, {"Gemfile": "", "Gemfile.lock": LOCK.format("5.2.1")}, ["bundle"]),
        ("psych as it comes with Ruby", RUBY, {"Gemfile": "", "Gemfile.lock": LOCK.format("5.2.2")}, []),
    ],
)  # fmt: skip
def test_projects(tmp_path: Path, why: str, text: str, files: dict[str, str], words: list[str]) -> None:
    (tmp_path / "Dockerfile").write_text(text, encoding="utf-8")
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert findings_of(text, "build-library-missing", context_of(tmp_path / "Dockerfile", text, {})) == words, why

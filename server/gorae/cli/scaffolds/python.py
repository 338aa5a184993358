"""Python: pip, uv, Poetry, Pipenv; Django, Flask, FastAPI."""

from __future__ import annotations

import os
import re

from gorae.cli.scaffolds import common
from gorae.cli.scaffolds.common import ADD_USER, Project, cached, exec_form

_MODULES = ("main.py", "app.py", "server.py", "asgi.py", "wsgi.py")
_PACKAGES = ("app", "src", "api", "backend", "server")
_STREAMLIT = ("streamlit_app.py", "app.py", "Home.py", "main.py")  # the names that its documentation has
_APPLICATION = re.compile(
    r"^(\w+)\s*(?::[^=\n]+)?=\s*(?:FastAPI|Flask|Starlette|Litestar|Quart|create_app)\(", re.MULTILINE
)
_PIP_CACHE = "/root/.cache/pip"


def read(folder: str, _: str, names: frozenset[str]) -> Project:
    """The project of a folder with a Python manifest."""
    data = common.toml_of(folder, "pyproject.toml")
    pipfile = common.toml_of(folder, "Pipfile")
    asked = (
        common.text_of(folder, ".python-version"),
        common.table(data, "project").get("requires-python"),
        common.table(data, "tool", "poetry", "dependencies").get("python"),
        common.table(pipfile, "requires").get("python_version"),
    )
    version = next((found for one in asked if (found := common.number(one, 2))), None)
    needed = "".join(common.text_of(folder, name) for name in ("requirements.txt", "pyproject.toml", "Pipfile")).lower()
    port = 8000
    start, extra = _started(folder, names, needed, port)
    name = common.table(data, "project").get("name") or common.table(data, "tool", "poetry").get("name")
    return Project(
        "python",
        common.supported("python", version, (3, 10)),
        common.safe(name, "app"),
        names,
        start,
        port,
        tool=_tool(names, data),
        extra=extra,
    )


def _tool(names: frozenset[str], data: dict[str, object]) -> str:
    if "uv.lock" in names:
        return "uv"
    if "poetry.lock" in names or common.table(data, "tool", "poetry"):
        return "poetry"
    if "Pipfile" in names:
        return "pipenv"
    return "requirements" if "requirements.txt" in names else "project"


def _started(folder: str, names: frozenset[str], needed: str, port: int) -> tuple[tuple[str, ...], str]:
    """The command that starts it, and the server that the manifests do not name."""
    module, application = _module(folder, names)
    if "manage.py" in names or ("flask" in needed and "fastapi" not in needed):
        served = f"{_with_wsgi(folder, names)}.wsgi" if "manage.py" in names else f"{module}:{application}"
        extra = "" if "gunicorn" in needed else "gunicorn==23.*"
        return ("gunicorn", "--bind", f"0.0.0.0:{port}", served), extra
    if "fastapi" in needed or "uvicorn" in needed:
        extra = "" if re.search(r"uvicorn|fastapi\s*\[", needed) else "uvicorn==0.*"
        return ("uvicorn", f"{module}:{application}", "--host", "0.0.0.0", "--port", str(port)), extra  # noqa: S104  # in a container
    if "streamlit" in needed:
        path = next((name for name in _STREAMLIT if name in names), module.replace(".", "/") + ".py")
        return ("streamlit", "run", path, "--server.address=0.0.0.0", f"--server.port={port}"), ""
    return ("python", "-m", module) if "." in module else ("python", f"{module}.py"), ""


def _module(folder: str, names: frozenset[str]) -> tuple[str, str]:
    """The module that the program begins in, and the name of the application in it."""
    for package in ("", *(name for name in _PACKAGES if name in names)):
        for file in _MODULES:
            text = common.text_of(folder, os.path.join(package, file))
            if text or (not package and file in names):
                found = _APPLICATION.search(text)
                return ".".join(filter(None, (package, file[:-3]))), found[1] if found else "app"
        text = common.text_of(folder, os.path.join(package, "__init__.py")) if package else ""
        if "def create_app(" in text:
            return package, "create_app()"
    return "app", "app"


def _with_wsgi(folder: str, names: frozenset[str]) -> str:
    """Django's package: the folder with its wsgi.py."""
    return next((name for name in sorted(names) if os.path.isfile(os.path.join(folder, name, "wsgi.py"))), "app")


def dockerfile(project: Project) -> str:
    """The Dockerfile: packages into a virtual environment, which goes into the image with the source."""
    base = f"FROM python:{project.version}-slim"
    shared = "ENV PYTHONUNBUFFERED=1\nWORKDIR /app\n"
    return (
        f"{base} AS build\n{shared}{_INSTALLS[project.tool](project)}\n{base}\n{shared}"
        f'ENV PATH="/app/.venv/bin:$PATH"\n{ADD_USER}'
        f"COPY --from=build /app/.venv /app/.venv\nCOPY . .\nUSER app\n"
        f"{common.service(project, *common.BY_PYTHON)}CMD {exec_form(project.start)}\n"
    )


def _by_uv(project: Project) -> str:
    extra = (f"uv pip install {project.extra}",) if project.extra else ()
    return f"COPY pyproject.toml uv.lock ./\n{cached(_PIP_CACHE, 'pip install uv==0.9.*')}" + cached(
        "/root/.cache/uv", "uv sync --locked --no-dev --no-install-project", *extra
    )


def _by_poetry(project: Project) -> str:
    lock = " poetry.lock" if "poetry.lock" in project.files else ""
    extra = (f"pip --python .venv/bin/python install {project.extra}",) if project.extra else ()
    return (
        f"ENV POETRY_VIRTUALENVS_IN_PROJECT=true\nCOPY pyproject.toml{lock} ./\n"
        + cached(_PIP_CACHE, "pip install poetry==2.*")
        + cached("/root/.cache/pypoetry", "poetry install --only main --no-root", *extra)
    )


def _by_pipenv(project: Project) -> str:
    is_locked = "Pipfile.lock" in project.files
    extra = (f"pip --python .venv/bin/python install {project.extra}",) if project.extra else ()
    return (
        f"ENV PIPENV_VENV_IN_PROJECT=1\nCOPY Pipfile{' Pipfile.lock' if is_locked else ''} ./\n"
        + cached(_PIP_CACHE, "pip install pipenv==2025.*")
        + cached(_PIP_CACHE, "pipenv sync" if is_locked else "pipenv install", *extra)
    )


def _by_requirements(project: Project) -> str:
    extra = f" {project.extra}" if project.extra else ""
    return "COPY requirements.txt ./\n" + cached(
        _PIP_CACHE, "python -m venv /app/.venv", f"/app/.venv/bin/pip install -r requirements.txt{extra}"
    )


def _by_project(project: Project) -> str:
    extra = f" {project.extra}" if project.extra else ""
    return "COPY . .\n" + cached(_PIP_CACHE, "python -m venv /app/.venv", f"/app/.venv/bin/pip install .{extra}")


_INSTALLS = {
    "uv": _by_uv, "poetry": _by_poetry, "pipenv": _by_pipenv, "requirements": _by_requirements, "project": _by_project,
}  # fmt: skip

"""Programs that come with packages of Python's and Node.js's, which an image starts and nothing in its stage has installed.

Which package has which program: `entry_points.txt` of the packages on PyPI, `bin` of those on npm (2026-11-30). What a package
brings along is known of those below alone (their `Requires-Dist`); where another one is installed, nothing is said.
npm puts the programs of a project into `node_modules/.bin`, which is in nobody's PATH.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.build_libraries import pip_calls
from gorae.facts.copies import file_named, landings_of_chain
from gorae.facts.entrypoint import command_line, launched
from gorae.facts.image import final_image
from gorae.facts.scripts import script
from gorae.packages import programs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.facts.entrypoint import Argument
    from gorae.facts.image import Image
    from gorae.shell.packages import Call
    from gorae.stages import Stage
    from gorae.syntax import Node

PYTHON_PROGRAMS = {
    "gunicorn": "gunicorn", "uvicorn": "uvicorn", "celery": "celery", "flask": "flask", "hypercorn": "hypercorn", "daphne": "daphne",
    "django-admin": "django", "streamlit": "streamlit", "waitress-serve": "waitress", "alembic": "alembic", "supervisord": "supervisor",
}  # fmt: skip
_MODULES = frozenset(("gunicorn", "uvicorn", "celery", "flask", "hypercorn", "daphne", "streamlit", "waitress"))
_OF_NODE = {
    "pm2": "pm2", "pm2-runtime": "pm2", "pm2-docker": "pm2", "nodemon": "nodemon", "ts-node": "ts-node", "ts-node-dev": "ts-node-dev", "tsx": "tsx",
    "next": "next", "nest": "@nestjs/cli", "serve": "serve", "http-server": "http-server", "forever": "forever", "vite": "vite",
    "react-scripts": "react-scripts", "ng": "@angular/cli", "json-server": "json-server", "strapi": "strapi", "nuxt": "nuxt", "prisma": "prisma",
    "concurrently": "concurrently", "cross-env": "cross-env", "turbo": "turbo", "live-server": "live-server", "babel-node": "@babel/node",
}  # fmt: skip
# Packages of PyPI that bring along none of these programs, or only that of the package behind the colon.
_KNOWN_ONES = """
    aiofiles aiohttp aiosqlite alembic:alembic annotated-doc annotated-types anyio apscheduler argon2-cffi asgiref asyncpg attrs bcrypt beautifulsoup4
    black blinker boto3 botocore cachetools celery:celery certifi cffi charset-normalizer click colorama confluent-kafka cryptography daphne:daphne
    dj-database-url django:django django-cors-headers:django django-environ django-filter:django djangorestframework:django
    djangorestframework-simplejwt:django dnspython ecdsa elasticsearch email-validator eventlet fastapi flake8 flask:flask flask-bcrypt:flask
    flask-caching:flask flask-cors:flask flask-jwt-extended:flask flask-limiter:flask flask-login:flask flask-mail:flask flask-marshmallow:flask
    flask-migrate:flask,alembic flask-restful:flask flask-socketio:flask flask-sqlalchemy:flask flask-wtf:flask gevent google-auth greenlet
    gunicorn:gunicorn h11 httpcore httptools httpx hypercorn:hypercorn idna importlib-metadata itsdangerous jinja2 joblib jsonschema kafka-python kombu loguru
    lxml mako markdown markupsafe marshmallow matplotlib motor mypy mysql-connector-python mysqlclient numpy openai openpyxl orjson packaging pandas
    passlib pika pillow pip prometheus-client psutil psycopg psycopg-binary psycopg2 psycopg2-binary pyasn1 pycparser pydantic pydantic-core pydantic-settings
    pyjwt pymongo pymysql pytest pytest-asyncio python-dateutil python-dotenv python-jose python-multipart python-slugify pytz pyyaml redis
    requests rsa ruff schedule scikit-learn scipy sentry-sdk setuptools simplejson six sniffio soupsieve sqlalchemy sqlparse starlette
    streamlit:streamlit,uvicorn stripe supervisor:supervisor tabulate tenacity tqdm twilio typing-extensions typing-inspection tzdata ujson urllib3 uvicorn:uvicorn uvloop
    waitress:waitress watchfiles websockets werkzeug wheel whitenoise wtforms zipp
"""
_KNOWN = {name: brings.split(",") if brings else [] for name, _, brings in (one.partition(":") for one in _KNOWN_ONES.split())}  # fmt: skip
# Blanks are taken out of a line before.
_LINE = re.compile(r"(?P<name>[A-Za-z0-9][\w.-]*)(?P<extras>\[[\w,.-]*\])?(?P<version>[=<>!~][^;#\\]*)?(?:;[^\\]*)?\\?")
_UNDERSTOOD_LINE = re.compile(r"--(?:index-url|extra-index-url|hash|trusted-host|prefer-binary|only-binary|no-binary)\b.*|-i\s.*")  # fmt: skip
# What else may bring programs, or says where they are looked for.
_OTHERWISE = re.compile(
    r"\b(?:poetry|pipenv|pdm|uv|conda|mamba|micromamba|pipx|hatch|rye|venv|virtualenv|easy_install|pyenv|nix|bazel|make|setup\.py|site-packages|PATH)\b"
)
_GLOBAL = re.compile(
    r"(?:^|\s)(?:-g|--global|--location[= ]global|global|link|-[a-zA-Z]*g)(?:\s|$)|\bPATH\b|\bprefix\b"
)
_MOST_BYTES = 200_000


class Unstartable(NamedTuple):
    """A program that the stage starts and does not have."""

    word: Argument
    program: str
    package: str  # that has it, in the language's own registry
    image: Image
    instead: str = ""  # the path that it has, where another one is called


def unstartable(stage: Stage, context: BuildContext) -> Iterator[Unstartable]:
    """The program of CMD or ENTRYPOINT that only a package of the language has, where all that was installed is known."""
    reference = stage.root.reference
    words = launched(command_line(stage)) if reference is not None else ()
    if not words or reference is None or words[0].node not in stage.nodes:
        return
    if reference.official_name == "python":
        yield from _of_python(stage, context, words)
    elif reference.official_name == "node" and words[0].value in _OF_NODE and _is_bare(stage, _GLOBAL):
        program = words[0].value
        image = final_image(stage)
        if image.doubt != "all" and program not in (image.programs or ()):
            yield Unstartable(words[0], program, _OF_NODE[program], image)


def _of_python(stage: Stage, context: BuildContext, words: tuple[Argument, ...]) -> Iterator[Unstartable]:
    word, program = words[0], posixpath.basename(words[0].value)
    if (
        re.fullmatch(r"python[\d.]*", program)
        and len(words) > 2
        and words[1].value == "-m"
        and words[2].value in _MODULES
    ):
        word, program = words[2], words[2].value
    is_systems = word.value == f"/usr/bin/{program}"
    package = PYTHON_PROGRAMS.get(program) or (program if program in _MODULES else "")
    if not package or (word.value != program and not is_systems) or not _is_bare(stage, _OTHERWISE):
        return
    image = final_image(stage)
    if image.doubt == "all" or image.release is None or image.packages is None or image.programs is None:
        return
    if program in image.programs or program in programs_of(image.release, image.packages):
        return
    installed = _installed(stage, context)
    if installed is None:
        return
    if package in installed:
        if is_systems:
            yield Unstartable(word, program, package, image, f"/usr/local/bin/{program}")
    elif not is_systems:
        yield Unstartable(word, program, package, image)


def _is_bare(stage: Stage, otherwise: re.Pattern[str]) -> bool:
    """Whether nothing of the stage's may bring programs but what an install names."""
    for one in stage.chain:
        for node in one.nodes[1:]:
            text = node.instruction.text
            if node.name in ("RUN", "ENV", "SHELL") and otherwise.search(text):
                return False
            if node.name in ("COPY", "ADD") and (
                node.instruction.flag("from") is not None
                or re.search(r"/usr|/bin|/opt|node_modules|(?<!\.py)(?<!\.js)(?<!\.txt)\s/\s*$", text)
            ):
                return False
    return True


def _installed(stage: Stage, context: BuildContext) -> frozenset[str] | None:
    """The known packages that the stage's pip installs, with what they bring along; None where another one is among them."""
    found: set[str] = set()
    for one in stage.chain:
        for node in one.instructions("RUN"):
            calls = [call for call in pip_calls(one, node) if call.manager == "pip"]
            commands = script(node.instruction, one.scope_of(node)).commands
            installing = sum(
                re.search(r"\bpip[\d.]*['\",\s]+install\b", command.span.of(node.instruction.text)) is not None
                for command in commands
            )
            if installing > len(calls):
                return None  # one that may fail, or from another index
            for call in calls:
                lines = _asked_for(one, node, call, context)
                brought = [_brought(line) for line in lines] if lines is not None else [None]
                if None in brought:
                    return None
                found.update(name for row in brought for name in row or ())
    return frozenset(found)


def _asked_for(stage: Stage, node: Node, call: Call, context: BuildContext) -> list[str] | None:
    """The requirements that a call of pip names, and the files that it is given."""
    if call.has_flag("-e", "--editable", "--prefix", "--user") or any(
        p.local or not p.word.static for p in call.packages
    ):
        return None
    lines = [package.word.value for package in call.packages]
    for word in call.option_values("-r", "--requirement"):
        text = _requirements(stage, node, word.value, context) if word.static else None
        if text is None:
            return None
        lines += text
    return lines


def _requirements(stage: Stage, node: Node, name: str, context: BuildContext) -> list[str] | None:
    """The lines of a file of requirements that a COPY has brought; None where it is not read."""
    file = file_named(landings_of_chain(stage), stage, node, name, context)
    text = context.read_text(file, _MOST_BYTES) if file is not None else None
    if not text or len(text) >= _MOST_BYTES or "\0" in text or "\ufffd" in text:
        return None
    lines = [line.split(" #")[0].strip() for line in text.splitlines()]
    return [one for one in lines if one and not one.startswith("#") and not _UNDERSTOOD_LINE.fullmatch(one)]


def _brought(line: str) -> list[str] | None:
    """The packages with programs that a requirement brings along; None where that is not known."""
    match = _LINE.fullmatch(re.sub(r"\s+", "", line))
    name = re.sub(r"[-_.]+", "-", match["name"]).lower() if match is not None else ""
    if match is None or name not in _KNOWN:
        return None
    if name == "fastapi" and (match["extras"] or re.search(r"0\.111|[<~]", match["version"] or "")):
        return None  # 0.111 brought uvicorn along, `fastapi[standard]` does
    return _KNOWN[name] if not match["extras"] or _KNOWN[name] else _with_extras(name)


def _with_extras(name: str) -> list[str] | None:
    return (
        []
        if name
        in ("passlib", "python-jose", "psycopg", "pyjwt", "sqlalchemy", "redis", "pydantic", "requests", "httpx")
        else None
    )

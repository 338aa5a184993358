"""Which Python a package of PyPI asks for, of packages that are much pinned.

Each row was asked of PyPI with pip (`pip install --dry-run --no-deps --only-binary=:all: --python-version …`, 2026-11-30): the version is
there for that Python, and not for the one before it ("No matching distribution found").
"""

from __future__ import annotations

from functools import lru_cache

Version = tuple[int, ...]
# A name, and by rising versions the lowest Python that each is for, `VERSION:PYTHON`.
_ROWS = """
    django 3.0:3.6 4.0:3.8 5.0:3.10
    flask 2.0.0:3.6 2.1.0:3.7 2.3.0:3.8 3.1.0:3.9
    numpy 1.22.0:3.8 1.25.0:3.9 2.1.0:3.10 2.3.0:3.11
    pandas 1.4.0:3.8 2.1.0:3.9 3.0.0:3.11
    scipy 1.11.0:3.9 1.14.0:3.10 1.16.0:3.11
    scikit-learn 1.1.0:3.8 1.4.0:3.9 1.7.0:3.10
    matplotlib 3.6.0:3.8 3.8.0:3.9 3.10.0:3.10
    pydantic 2.6.0:3.8 2.11.0:3.9
    fastapi 0.100.0:3.7 0.105.0:3.8 0.129.0:3.10
    uvicorn 0.30.0:3.8 0.34.0:3.9
    pytest 8.0.0:3.8 8.4.0:3.9 9.0.0:3.10
    requests 2.31.0:3.7 2.32.0:3.8 2.32.5:3.9
    networkx 3.0:3.8 3.2:3.9 3.3:3.10 3.5:3.11
    ipython 8.0.0:3.8 8.19.0:3.10
    poetry 1.2.0:3.7 1.8.0:3.8 2.0.0:3.9
    black 24.1.0:3.8 25.1.0:3.9
    sphinx 6.0.0:3.8 7.2.0:3.9 8.0.0:3.10 8.2.0:3.11
    celery 5.6.0:3.9
    gunicorn 22.0.0:3.7 25.0.0:3.10
    streamlit 1.24.0:3.8 1.41.0:3.9
    transformers 4.41.0:3.8 4.50.0:3.9
    langchain 0.3.0:3.9 1.0.0:3.10
    openai 1.57.0:3.8
    sqlalchemy 2.0.0:3.7
    pillow 10.0.0:3.8 11.0.0:3.9 12.0.0:3.10
    click 8.1.0:3.7 8.2.0:3.10
    cryptography 41.0.0:3.7
    aiohttp 3.9.0:3.8 3.11.0:3.9
    ansible 6.0.0:3.8 8.0.0:3.9 11.0.0:3.11
    ansible-core 2.13.0:3.8 2.14.0:3.9 2.16.0:3.10 2.18.0:3.11
    jupyterlab 4.0.0:3.8 4.4.0:3.9
    mkdocs-material 9.0.0:3.7
    urllib3 2.0.0:3.7 2.3.0:3.9
    setuptools 60.0.0:3.7 68.1.0:3.8 76.0.0:3.9
    pip 22.0:3.7 24.1:3.8 25.1:3.9 26.1:3.10
    wheel 0.40.0:3.7
"""


def _version(text: str) -> Version:
    return tuple(map(int, text.split(".")))


@lru_cache(maxsize=1)
def _floors() -> dict[str, tuple[tuple[Version, Version], ...]]:
    rows = (row.split() for row in _ROWS.strip().splitlines())
    return {
        name: tuple((_version(since), _version(python)) for since, _, python in (pair.partition(":") for pair in pairs))
        for name, *pairs in rows
    }


def least_python(name: str, version: str) -> Version | None:
    """The lowest Python that a version of a package is for, as far as it is known; `name` as PyPI writes it, in small letters with hyphens."""
    asked = _version(version)
    found = [python for since, python in _floors().get(name, ()) if asked >= since]
    return found[-1] if found else None

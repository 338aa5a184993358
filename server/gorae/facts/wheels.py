"""Since which version packages of PyPI have a wheel, for each Python: an older one is compiled where it is installed.

Asked of PyPI by pip's own reading of its index on 2026-11-30 (x86_64, CPython). That each of them is compiled without a wheel, and
fails without a compiler, was tried with the version before the first wheel for Python 3.13 on Debian 13.
"""

from __future__ import annotations

from functools import lru_cache

from gorae.packages.versions import key

Version = tuple[int, ...]
_FIRST_PYTHON, _LAST_PYTHON = 8, 14
# A row: the package; its first version with a wheel for Python 3.8 to 3.14 with glibc; behind the bar the same with musl.
# `-`: none has one; `?`: not known.
_TABLE = """
    aiohttp ? ? 3.8.0 3.8.2 3.9.0 3.10.5 3.13.0 | ? ? 3.8.0 3.8.2 3.9.0 3.10.5 3.13.0
    asyncpg 0.20.0 0.22.0 0.24.0 0.27.0 0.29.0 0.30.0 0.31.0 | 0.25.0 0.25.0 0.25.0 0.27.0 0.29.0 0.30.0 0.31.0
    cffi 1.13.0 1.14.3 1.15.0 1.15.1 1.16.0 1.17.0 2.0.0 | - 1.15.1 1.15.1 1.15.1 1.16.0 1.17.0 2.0.0
    confluent-kafka 1.3.0 1.6.0 1.9.0 2.0.2 2.3.0 2.6.0 2.12.1 | - - - - - - -
    gevent 1.5.0 20.6.1 21.12.0 22.10.1 23.7.0 24.10.1 25.8.1 | 21.12.0 21.12.0 21.12.0 22.10.1 23.7.0 24.10.1 25.8.1
    greenlet 0.4.15 0.4.17 1.1.0 1.1.3 3.0.0 3.1.0 3.2.3 | 1.1.2 1.1.2 1.1.2 1.1.3 3.0.0 3.1.0 3.2.4
    grpcio 1.24.3 1.33.1 1.41.0 1.49.0 1.59.0 1.66.2 1.75.1 | 1.45.0 1.45.0 1.45.0 1.49.0 1.59.0 1.66.2 1.75.1
    h5py 2.9.0 3.0.0 3.6.0 3.8.0 3.10.0 3.12.0 3.15.0 | - - 3.15.0 3.15.0 3.15.0 3.15.0 3.15.0
    hiredis 1.0.1 2.0.0 2.1.0 2.1.0 2.3.2 3.1.0 3.3.0 | 2.1.0 2.1.0 2.1.0 2.1.0 2.3.2 3.1.0 3.3.0
    httptools 0.1.0 0.1.2 0.3.0 0.5.0 0.6.1 0.6.2 0.7.1 | 0.4.0 0.4.0 0.4.0 0.5.0 0.6.1 0.6.2 0.7.1
    lxml 4.4.1 4.5.2 4.6.3 4.9.1 4.9.3 5.3.0 6.0.1 | 4.6.4 4.6.4 4.6.4 4.9.1 4.9.3 5.3.0 6.0.1
    matplotlib 3.1.2 3.3.3 3.5.0 3.6.0 3.7.3 3.9.2 3.10.5 | - 3.8.0 3.8.0 3.8.0 3.8.0 3.9.2 3.10.5
    multidict 4.6.0 5.0.0 5.2.0 6.0.3 6.0.5 6.0.5 6.0.5 | 5.2.0 5.2.0 5.2.0 6.0.3 6.0.5 6.0.5 6.0.5
    numpy 1.17.3 1.19.3 1.21.2 1.23.2 1.26.0 2.1.0 2.3.2 | - 1.25.0 1.25.0 1.25.0 1.26.0 2.1.0 2.3.2
    pandas 0.25.2 1.1.3 1.3.3 1.5.0 2.1.1 2.2.3 2.3.3 | - 2.1.0 2.1.0 2.1.0 2.1.1 2.2.3 2.3.3
    pillow 6.2.1 8.0.0 8.3.2 9.2.0 10.0.0 10.4.0 11.3.0 | 9.1.0 9.1.0 9.1.0 9.2.0 10.0.0 10.4.0 11.3.0
    psutil 5.8.0 5.8.0 5.9.0 5.9.4 5.9.4 5.9.4 5.9.4 | 7.2.0 7.2.0 7.2.0 7.2.0 7.2.0 7.2.0 7.2.0
    psycopg2-binary 2.8.4 2.8.6 2.9.1 2.9.5 2.9.9 2.9.10 2.9.11 | 2.9.3 2.9.3 2.9.3 2.9.5 2.9.9 2.9.10 2.9.11
    pymssql 2.1.5 2.1.5 2.2.4 2.2.6 2.2.10 2.3.1 2.3.8 | 2.3.0 2.3.0 2.3.0 2.3.0 2.3.0 2.3.1 2.3.8
    pyodbc 4.0.34 4.0.34 4.0.34 4.0.35 5.0.0 5.2.0 5.3.0 | - 5.3.0 5.3.0 5.3.0 5.3.0 5.3.0 5.3.0
    pyzmq 18.1.0 19.0.2 22.2.1 23.2.1 25.1.1 26.1.0 27.0.0 | 22.3.0 22.3.0 22.3.0 23.2.1 25.1.1 26.1.0 27.0.0
    regex 2019.12.17 2020.9.27 2021.8.21 2022.9.11 2023.10.3 2024.9.11 2025.7.29 | 2021.11.10 2021.11.10 2021.11.10 2022.9.11 2023.10.3 2024.9.11 2025.7.29
    scikit-learn 0.22 0.24.0 1.0.2 1.1.3 1.3.1 1.5.2 1.7.2 | - - - - - - -
    scipy 1.3.2 1.5.4 1.7.2 1.9.2 1.11.2 1.14.1 1.16.1 | - 1.11.0 1.11.0 1.11.0 1.11.2 1.14.1 1.16.1
    sentencepiece 0.1.85 0.1.94 0.1.96 0.1.98 0.2.0 0.2.1 0.2.1 | - - - - - - -
    shapely 1.7.0 1.7.1 1.8.0 1.8.5 2.0.2 2.0.6 2.1.2 | - - 2.1.0 2.1.0 2.1.0 2.1.0 2.1.2
    ujson 2.0.1 4.0.0 4.2.0 5.5.0 5.8.0 5.10.0 5.11.0 | 4.2.0 4.2.0 4.2.0 5.5.0 5.8.0 5.10.0 5.11.0
    uvloop 0.14.0 0.15.0 0.16.0 0.17.0 0.18.0 0.21.0 0.22.1 | 0.17.0 0.17.0 0.17.0 0.17.0 0.18.0 0.21.0 0.22.1
    zstandard 0.13.0 0.14.1 0.16.0 0.19.0 0.22.0 0.23.0 0.24.0 | 0.22.0 0.22.0 0.22.0 0.22.0 0.22.0 0.23.0 0.24.0
"""


@lru_cache(maxsize=1)
def _rows() -> dict[str, tuple[list[str], list[str]]]:
    found = {}
    for line in _TABLE.strip().splitlines():
        name, _, rest = line.strip().partition(" ")
        glibc, _, musl = rest.partition("|")
        found[name] = (glibc.split(), musl.split())
    return found


def names() -> frozenset[str]:
    """The packages that are known."""
    return frozenset(_rows())


def first_wheel(name: str, python: Version, *, musl: bool) -> str | None:
    """The first version of a package that has a wheel for a Python; `-`: none has; None where that is not known."""
    row = _rows().get(name)
    if row is None or len(python) < 2 or python[0] != 3 or not _FIRST_PYTHON <= python[1] <= _LAST_PYTHON:
        return None
    found = row[musl][python[1] - _FIRST_PYTHON]
    return None if found == "?" else found


def is_compiled(name: str, version: str | None, python: Version, *, musl: bool) -> bool:
    """Whether pip has to compile a version of a package, or its newest where none is said."""
    first = first_wheel(name, python, musl=musl)
    if first is None:
        return False
    if first == "-":
        return True
    return version is not None and key(version) < key(first)

"""The byte code of Gorae's modules in one file: a start imports four hundred, and finding each by itself takes longer than reading all.

`install` lets imports look into that file first. A module is taken from it only while its source has the size and time that its
byte code names, as Python itself asks; any other is imported as ever, and joins the file when the run ends.
"""

from __future__ import annotations

import _thread
import atexit
import marshal
import os
import sys
from importlib.machinery import ModuleSpec, SourceFileLoader
from typing import TYPE_CHECKING, Any, NamedTuple

from gorae.start import kept_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import CodeType, ModuleType

FILE = kept_file.place_of("modules")
_PACKAGE = "gorae"
_ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
_LENGTH = 4  # bytes of the number that the file begins with: the length of its table
_HEADER = 16  # bytes of a file of byte code before the code: magic number, flags, time and size of the source
_MASK = 0xFFFFFFFF

# is it a package, its source's time and size, where its byte code would stand, offset and length here
_Row = tuple[bool, int, int, str, int, int]


class KeptModules:
    """The file as it is read, and which modules were not in it. A finder as `sys.meta_path` has them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.missed = False
        self._file: Any = None
        self._lock = _thread.allocate_lock()
        self._rows: dict[str, _Row] = {}
        self._start = 0
        try:
            self._file = open(path, "rb", buffering=0)  # noqa: SIM115  # read piece by piece, until it is replaced
            length = int.from_bytes(self._file.read(_LENGTH), "big")
            of, rows = marshal.loads(self._file.read(length))  # noqa: S302  # as trusted as the byte code beside it
        except (OSError, ValueError, TypeError, EOFError, MemoryError):
            self.close()
            return
        if of == kept_file.head():
            self._rows, self._start = rows, _LENGTH + length

    def close(self) -> None:
        """Lets go of the file."""
        if self._file is not None:
            self._file.close()
        self._file, self._rows = None, {}

    def find_spec(self, name: str, _: Sequence[str] | None = None, __: ModuleType | None = None) -> ModuleSpec | None:
        """Where a module comes from; None where it is imported as ever."""
        if not name.startswith(_PACKAGE):
            return None
        row = self._rows.get(name)
        if row is None or not self._is_current(name, row):
            self.missed = self.missed or name.startswith(f"{_PACKAGE}.")
            return None
        source = source_of(name, is_package=row[0])
        spec = ModuleSpec(name, _Loader(name, source, self), origin=source, is_package=row[0])
        spec.has_location, spec.cached = True, row[3]
        if spec.submodule_search_locations is not None:
            spec.submodule_search_locations.append(os.path.dirname(source))
        return spec

    @staticmethod
    def _is_current(name: str, row: _Row) -> bool:
        try:
            now = os.stat(source_of(name, is_package=row[0]))
        except OSError:
            return False
        return (int(now.st_mtime) & _MASK, now.st_size & _MASK) == row[1:3]

    def code(self, name: str) -> CodeType | None:
        """A module's code; None where the file cannot be read."""
        body = self.body(name)
        try:
            code: CodeType = marshal.loads(body)  # noqa: S302
        except (ValueError, TypeError, EOFError):
            return None
        return code

    def body(self, name: str) -> bytes:
        """A module's code as it is written; empty where there is none."""
        row = self._rows.get(name)
        if row is None:
            return b""
        try:
            body = self._read_at(self._start + row[4], row[5])
        except (OSError, ValueError):
            return b""
        return body if len(body) == row[5] else b""

    def _read_at(self, offset: int, length: int) -> bytes:
        """Reads without moving a place that other threads, and processes that were forked, move as well."""
        if hasattr(os, "pread"):
            return os.pread(self._file.fileno(), length, offset)
        with self._lock:
            self._file.seek(offset)
            return bytes(self._file.read(length))

    def current(self) -> dict[str, _Row]:
        """The rows whose sources have not changed."""
        return {name: row for name, row in self._rows.items() if self._is_current(name, row)}


class _Loader(SourceFileLoader):
    """Loads a module as Python does, with code that is at hand."""

    def __init__(self, name: str, path: str, kept: KeptModules) -> None:
        super().__init__(name, path)
        self._kept = kept

    def get_code(self, fullname: str) -> CodeType | None:
        """The module's code."""
        return self._kept.code(fullname) or super().get_code(fullname)


class _Written(NamedTuple):
    row: _Row
    body: bytes


def source_of(name: str, *, is_package: bool) -> str:
    """The path of a module's source."""
    inner = name.replace(".", os.sep)
    return os.path.join(_ROOT, inner, "__init__.py") if is_package else os.path.join(_ROOT, f"{inner}.py")


_installed: list[KeptModules] = []


def install() -> None:
    """Lets imports look into the file first, and the run's end complete it."""
    if _installed or getattr(sys, "frozen", False):
        return
    kept = KeptModules(FILE)
    _installed.append(kept)
    sys.meta_path.insert(0, kept)
    atexit.register(keep)


def keep() -> None:
    """Writes down what this run imported, for the next one, where something of it was not there."""
    if not _installed or not _installed[0].missed or not kept_file.may_write():
        return
    kept = _installed[0]
    kept.missed = False
    written = {name: _Written(row, kept.body(name)) for name, row in kept.current().items()}
    for name, module in sorted(sys.modules.items()):
        if name not in written and name.startswith(f"{_PACKAGE}."):
            one = _written(name, module)
            if one is not None:
                written[name] = one
    kept.close()  # Windows replaces no file that is open
    kept_file.write_bytes(kept.path, _file_of(written))


def _file_of(written: dict[str, _Written]) -> bytes:
    rows, bodies, offset = {}, [], 0
    for name, (row, body) in written.items():
        if body:
            rows[name] = (*row[:4], offset, len(body))
            bodies.append(body)
            offset += len(body)
    content: Any = (kept_file.head(), rows)
    table = marshal.dumps(content)
    return b"".join((len(table).to_bytes(_LENGTH, "big"), table, *bodies))


def _written(name: str, module: ModuleType) -> _Written | None:
    """A module's row and code, from the byte code that Python wrote; None where that is not of the source as it is now."""
    spec = getattr(module, "__spec__", None)
    if spec is None or not isinstance(spec.loader, SourceFileLoader) or not spec.cached:
        return None
    is_package = spec.submodule_search_locations is not None
    if spec.origin != source_of(name, is_package=is_package):
        return None
    try:
        with open(spec.cached, "rb") as file:  # pathlib is slower to begin with
            data = file.read()
        now = os.stat(spec.origin)
    except OSError:
        return None
    is_timed = data[4:8] == b"\0\0\0\0"  # by its source's time, not by its hash
    time, size = int.from_bytes(data[8:12], "little"), int.from_bytes(data[12:_HEADER], "little")
    if not is_timed or (time, size) != (int(now.st_mtime) & _MASK, now.st_size & _MASK):
        return None
    return _Written((is_package, time, size, spec.cached, 0, 0), data[_HEADER:])

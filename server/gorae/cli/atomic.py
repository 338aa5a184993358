"""Writing of files so that there is always the old text or the new one, whatever happens meanwhile."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
from typing import NamedTuple

PREFIX, SUFFIX = ".gorae-", ".tmp"  # of the files that become the new text; a killed run may leave one


class ChangedMeanwhileError(OSError):
    """The file is no longer as it was read: what somebody else wrote is left alone."""


class Written(NamedTuple):
    """What was written: `other_links` is how many further hard links the old text had, which keep it."""

    other_links: int


def write_file(path: str, content: bytes, before: bytes | None) -> Written:
    """Makes `content` the file's, which is `before` until then; None: there is no such file yet.

    Symbolic links stay and lead to the new text; mode, owner and extended attributes are kept. Raises
    ChangedMeanwhileError where the file is no longer `before` (and not `content` already), another OSError where it
    cannot be written; the file is then untouched.
    """
    target = os.path.realpath(path)
    if before is None:
        return _create(target, content)
    old = os.stat(target)
    temporary = _temporary(target, content, old)
    try:
        if not _is_unchanged(target, before, old):
            if _read(target) == content:
                return Written(0)  # another run did the same
            raise ChangedMeanwhileError(f"{path}: changed while it was being checked")
        os.replace(temporary, target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
    _sync_folder(target)
    return Written(max(old.st_nlink - 1, 0))


def write_output(path: str, content: bytes) -> None:
    """Makes `content` a result's file, new or old; what is no regular file (`/dev/stdout`, a pipe) is written to."""
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isfile(target):
        with open(target, "wb") as stream:
            stream.write(content)
        return
    try:
        before = _read(target)
    except FileNotFoundError:
        before = None
    write_file(path, content, before)


def _create(target: str, content: bytes) -> Written:
    if os.path.lexists(target):
        return _is_there(target, content)
    temporary = _temporary(target, content, None)
    try:
        try:
            os.link(temporary, target)  # fails where the file is there by now
        except FileExistsError:
            return _is_there(target, content)
        except (OSError, NotImplementedError):  # a file system without hard links
            if os.path.lexists(target):
                return _is_there(target, content)
            os.replace(temporary, target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
    _sync_folder(target)
    return Written(0)


def _is_there(target: str, content: bytes) -> Written:
    """Another run made the file meanwhile: with the same text it is no fault."""
    if os.path.isfile(target) and _read(target) == content:
        return Written(0)
    raise ChangedMeanwhileError(f"{target}: is there by now")


def _temporary(target: str, content: bytes, old: os.stat_result | None) -> str:
    """A file beside the target with the new content, on the disk for good, and the old one's mode, owner, attributes."""
    handle, name = tempfile.mkstemp(prefix=PREFIX, suffix=SUFFIX, dir=os.path.dirname(target))
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            if old is not None and hasattr(os, "fchown"):
                made = os.fstat(file.fileno())
                if (made.st_uid, made.st_gid) != (old.st_uid, old.st_gid):
                    os.fchown(file.fileno(), old.st_uid, old.st_gid)
            file.flush()
            os.fsync(file.fileno())
        if old is None:
            os.chmod(name, 0o666 & ~_umask())
        else:
            shutil.copystat(target, name)  # mode, flags and extended attributes
            os.chmod(name, stat.S_IMODE(old.st_mode))
            os.utime(name)
    except BaseException:
        os.unlink(name)
        raise
    return name


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _is_unchanged(target: str, before: bytes, old: os.stat_result) -> bool:
    now = os.stat(target)
    return (now.st_dev, now.st_ino) == (old.st_dev, old.st_ino) and _read(target) == before


def _read(target: str) -> bytes:
    with open(target, "rb") as file:
        return file.read()


def _sync_folder(target: str) -> None:
    """The new name is on the disk too; file systems that cannot do that for a folder do it by themselves."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(os.path.dirname(target), os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

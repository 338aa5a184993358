"""Files are the old text or the new one, never half of it, and what somebody else wrote stays."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from gorae.cli import atomic
from gorae.cli.atomic import ChangedMeanwhileError, write_file, write_output

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO


def leftovers(folder: Path) -> list[str]:
    return [name for name in os.listdir(folder) if name.startswith(atomic.PREFIX)]


def test_mode_owner_times_and_attributes_stay(tmp_path: Path) -> None:
    file = tmp_path / "Dockerfile"
    file.write_bytes(b"old")
    file.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(file, 1234, 2345)
    try:
        os.setxattr(file, "user.note", b"kept")
        has_attributes = True
    except OSError:
        has_attributes = False
    os.utime(file, (1, 1))
    before = file.stat()
    write_file(str(file), b"new", b"old")
    after = file.stat()
    assert file.read_bytes() == b"new"
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert after.st_mtime > 1000
    assert not has_attributes or os.getxattr(file, "user.note") == b"kept"
    assert leftovers(tmp_path) == []


def test_links_stay_links(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "file").write_bytes(b"old")
    (tmp_path / "middle").symlink_to("real/file")
    (tmp_path / "link").symlink_to(tmp_path / "middle")
    write_file(str(tmp_path / "link"), b"new", b"old")
    assert os.readlink(tmp_path / "link") == str(tmp_path / "middle")
    assert os.readlink(tmp_path / "middle") == "real/file"
    assert (tmp_path / "real" / "file").read_bytes() == b"new"


def test_other_hard_links_keep_the_old_text_and_are_reported(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    os.link(tmp_path / "a", tmp_path / "b")
    assert write_file(str(tmp_path / "a"), b"new", b"old").other_links == 1
    assert (tmp_path / "b").read_bytes() == b"old"


@pytest.mark.parametrize("meanwhile", [b"somebody's", b""])
def test_what_somebody_else_wrote_stays(tmp_path: Path, meanwhile: bytes) -> None:
    file = tmp_path / "file"
    file.write_bytes(meanwhile)
    with pytest.raises(ChangedMeanwhileError):
        write_file(str(file), b"new", b"old")
    assert file.read_bytes() == meanwhile
    assert leftovers(tmp_path) == []


def test_a_file_put_in_its_place_stays_even_with_the_same_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"old")
    real = atomic._temporary

    def temporary(*words: object) -> str:
        name = real(*words)  # type: ignore[arg-type]  # as they came
        (tmp_path / "other").write_bytes(b"old")
        os.replace(tmp_path / "other", file)
        return name

    monkeypatch.setattr(atomic, "_temporary", temporary)
    with pytest.raises(ChangedMeanwhileError):
        write_file(str(file), b"new", b"old")


def test_another_run_that_did_the_same_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"new")
    write_file(str(file), b"new", b"old")
    write_file(str(file), b"new", None)
    assert file.read_bytes() == b"new"


def test_new_files(tmp_path: Path) -> None:
    os.umask(0o022)
    write_file(str(tmp_path / "a"), b"new", None)
    assert (tmp_path / "a").read_bytes() == b"new"
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o644
    with pytest.raises(ChangedMeanwhileError):
        write_file(str(tmp_path / "a"), b"newer", None)
    assert (tmp_path / "a").read_bytes() == b"new"
    assert leftovers(tmp_path) == []


needs_full_disk = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="/dev/full is Linux' full disk")


@needs_full_disk
@pytest.mark.parametrize("step", ["write", "fsync", "replace", "copystat"])
def test_a_full_disk_at_any_step_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"old")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    real = os.fdopen

    def to_full_disk(handle: int, mode: str) -> IO[bytes]:
        os.dup2(os.open("/dev/full", os.O_WRONLY), handle)
        return real(handle, mode)

    if step == "write":
        monkeypatch.setattr(os, "fdopen", to_full_disk)
    else:
        monkeypatch.setattr(shutil if step == "copystat" else os, step, full)
    with pytest.raises(OSError, match="No space left"):
        write_file(str(file), b"new", b"old")
    assert file.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


@needs_full_disk
def test_output_goes_to_what_is_no_file_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left"):
        write_output("/dev/full", b"x" * 100_000)
    write_output(str(tmp_path / "out"), b"1")
    write_output(str(tmp_path / "out"), b"2")
    assert (tmp_path / "out").read_bytes() == b"2"
    assert os.path.exists("/dev/full")


# A program of one thread that forks, lets the child do nothing but write, and kills it in the midst of that.
KILLER = """
import os, random, signal, sys, time
from gorae.cli.atomic import PREFIX, write_file

old, new = b"o" * 300_000, b"n" * 400_000
rng = random.Random(7)
for number in range(200):
    folder = os.path.join(sys.argv[1], str(number))
    os.mkdir(folder)
    file = os.path.join(folder, "Dockerfile")
    with open(file, "wb") as stream:
        stream.write(old)
    ready, tell = os.pipe()
    child = os.fork()
    if child == 0:
        text = old
        os.write(tell, b"1")
        while True:
            after = new if text == old else old
            write_file(file, after, text)
            text = after
    os.read(ready, 1)
    time.sleep(rng.random() * 0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(ready)
    os.close(tell)
    with open(file, "rb") as stream:
        text = stream.read()
    met = any(name.startswith(PREFIX) for name in os.listdir(folder))
    print("old" if text == old else "new" if text == new else f"half-{len(text)}", "during" if met else "between")
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the program forks, so that 200 kills take seconds")
def test_two_hundred_kills_at_random_moments_leave_the_old_text_or_the_new_one(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLER, str(tmp_path)], capture_output=True, text=True, check=True)
    rows = [line.split() for line in done.stdout.splitlines()]
    assert len(rows) == 200
    assert {text for text, _ in rows} == {"old", "new"}
    assert sum(moment == "during" for _, moment in rows) > 20  # the kills do meet the writing

"""What apt answered in a minimal system of each release, and what Gorae says without it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from gorae.packages import base, read, release_of, resolve, size_of

LINES = [
    line
    for line in (Path(__file__).parent / "install_lines.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def answer(number: str, *words: str, installed: tuple[str, ...] = ()) -> tuple[int, tuple[str, ...]]:
    """The status and the packages newly installed."""
    release = release_of(number)
    assert release is not None
    found = [read(release, word) for word in words if not word.startswith("--")]
    if any(word.kind in ("unknown", "version") for word in found):
        return 100, ()
    asked = tuple(name for word in found if not word.removes for name in word.packages)
    against = tuple(name for word in found if word.removes for name in word.packages)
    there = frozenset(base(release)) | set(installed)
    done = resolve(release, asked, there, recommends="--no-install-recommends" not in words, removed=against)
    return (100, ()) if done.broken else (0, done.new)


def test_as_apt_has_it():
    """At least 97 of 100 lines of public Dockerfiles agree in every package, and in size within two percent."""
    sets = sizes = 0
    for line in LINES:
        number, status, count, size, digest, *words = line.split()
        release = release_of(number)
        assert release is not None
        code, new = answer(number, *words)
        ours = (str(code), str(len(new)), hashlib.sha256(" ".join(new).encode()).hexdigest()[:12])
        sets += ours == (status, count, digest)
        sizes += abs(size_of(release, new) // 1024 - int(size)) * 50 <= int(size)
    assert len(LINES) >= 300
    assert sets * 100 >= len(LINES) * 97, f"{sets} of {len(LINES)} as apt has them"
    assert sizes * 100 >= len(LINES) * 97


@pytest.mark.parametrize(
    ("why", "number", "word", "kind", "packages"),
    [
        ("a pattern that names the whole archive", "13", ".", "unsure", ()),
        ("a pattern that names a tenth of it", "13", "python3-.*", "unsure", ()),
        ("a package's name", "13", "curl", "found", ("curl",)),
        ("the machine's own architecture", "13", "curl:amd64", "found", ("curl",)),
        # Another architecture is to be added first: `Unable to locate package libc6-dev:i386`.
        ("another architecture, which is not switched on", "13", "libc6-dev:i386", "unknown", ()),
        ("a version that this release no longer has", "13", "openjdk-17-jre-headless", "unknown", ()),
        (
            "the same, in the release that has it",
            "12",
            "openjdk-17-jre-headless",
            "found",
            ("openjdk-17-jre-headless",),
        ),
        # One package provides it: apt takes that. Several do: it takes none.
        ("a name that one renamed package provides", "13", "libasound2", "found", ("libasound2t64",)),
        ("another of the renaming to 64-bit time", "13", "libcurl4", "found", ("libcurl4t64",)),
        ("a name that several provide, so apt wants a choice", "13", "netcat", "unknown", ()),
        ("a name that nothing provides any more", "13", "mysql-client", "unknown", ()),
        # The name is a regular expression then, and something matches that cannot be installed: status 0.
        ("a dot makes it an expression, and nothing that it matches can be had", "13", "ruby3.1", "empty", ()),
        ("a plus is part of the name", "13", "g++", "found", ("g++",)),
        ("a name that no package has", "13", "no-such-package", "unknown", ()),
        ("an expression that matches nothing", "13", "no.such.package", "unknown", ()),
        ("an expression that matches one", "13", "libicu7[0-9]", "found", ("libicu76",)),
        ("this release by its name", "13", "curl/trixie", "found", ("curl",)),
        ("a release that is not known here", "13", "curl/bookworm-backports", "unsure", ()),
        ("a version lower than the packaged one", "13", "curl=1.0", "version", ("curl",)),
        ("a version that is newer than what is known", "13", "curl=999", "unsure", ("curl",)),
    ],
)
def test_word(why, number, word, kind, packages):
    """How apt reads a word of the line."""
    release = release_of(number)
    assert release is not None, why
    found = read(release, word)
    assert (found.kind, found.packages) == (kind, packages), why


def test_a_word_may_take_away():
    """`pkg-` keeps a package out, `pkg+` is the package itself."""
    release = release_of("13")
    assert release is not None
    assert read(release, "curl-").removes
    assert read(release, "curl+").packages == ("curl",)
    assert "ca-certificates" in answer("13", "curl")[1]
    assert "ca-certificates" not in answer("13", "curl", "ca-certificates-")[1]


def test_what_is_there_is_not_installed_again():
    """And its recommended packages are not looked at."""
    assert answer("13", "tar") == (0, ())
    assert "libcurl4t64" not in answer("13", "curl", "--no-install-recommends", installed=("libcurl4t64",))[1]


def test_sizes_of_a_known_line():
    """`python3-pip` brings a compiler only as a recommendation."""
    bare, full = answer("13", "python3-pip", "--no-install-recommends")[1], answer("13", "python3-pip")[1]
    assert "gcc" not in bare
    assert "gcc" in full
    release = release_of("13")
    assert release is not None
    assert size_of(release, full) > 8 * size_of(release, bare)

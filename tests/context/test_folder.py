"""The walk: what of a folder reaches the builder, and what it never does."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gorae.context import read_context
from gorae.context.surroundings import context_of


def make(root, files):
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="")


WALKS = [
    ("no ignore file", "", "a b/c .env", "a b/c .env"),
    ("a folder", "b", "a b/c b/d/e", "a"),
    ("kept below an ignored folder", "b\n!b/d", "a b/c b/d/e", "a b/d/e"),
    ("kept by its ending", "b\n!**/e", "a b/c b/d/e", "a b/d/e"),
    ("only a list", "*\n!src\n!package.json", "package.json src/x/y node_modules/z", "package.json src/x/y"),
    ("ignored again", "*\n!src\nsrc/x", "src/x/y src/z", "src/z"),
]


@pytest.mark.parametrize(("ignore", "there", "left"), [row[1:] for row in WALKS], ids=[row[0] for row in WALKS])
def test_what_reaches_the_builder(tmp_path, ignore, there, left):
    files = dict.fromkeys(there.split(), "x")
    make(tmp_path, files)
    context = read_context(tmp_path, None, changed={".dockerignore": ignore} if ignore else {}, count_excluded=True)
    assert sorted(set(context.files) - {".dockerignore"}) == sorted(left.split())
    assert context.excluded == len(files) - len(left.split())
    for path in files:
        assert context.exists(path) is (path in left.split())
        assert context.is_ignored(path) is (path not in left.split())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["a", "!a", "b/*", "!b/c", "**/d", "!**/d", "*", "!b/c/d", "**", "!b", "b/**"]), max_size=4
    ),
    st.sets(st.sampled_from(["a", "b/a", "b/c/d", "b/c/e", "b/d", "c/d/a", "d/a", "e"])),
)
def test_the_walk_agrees_with_each_path_alone(tmp_path_factory, lines, paths):
    root = tmp_path_factory.mktemp("walk")
    make(root, dict.fromkeys(paths, "x"))
    context = read_context(root, None, changed={".dockerignore": "\n".join(lines)}, count_excluded=True)
    assert set(context.files) - {".dockerignore"} == {path for path in paths if not context.is_ignored(path)}
    assert context.excluded == sum(context.is_ignored(path) for path in paths)


# What Buildah 1.28.2 left out of such a context, one build each; Docker reads the two of its own alone.
CONTAINERFILES = [
    ("its own for Docker before all", "Containerfile", ("N.dockerignore", "N.containerignore", ".containerignore", ".dockerignore")),
    ("its own for Buildah", "Containerfile", ("N.containerignore", ".containerignore", ".dockerignore")),
    ("Buildah's before Docker's", "Containerfile", (".containerignore", ".dockerignore")),
    ("Docker's where there is no other", "Containerfile", (".dockerignore",)),
    ("a Containerfile with a name", "web.Containerfile", (".containerignore", ".dockerignore")),
    ("one in a folder below", "sub/Containerfile", (".containerignore", ".dockerignore")),
    ("Docker knows not Buildah's", "Dockerfile", (".dockerignore", ".containerignore", "N.containerignore")),
]  # fmt: skip


@pytest.mark.parametrize(("why", "name", "files"), CONTAINERFILES)
def test_the_first_ignore_file_holds_alone(why, name, files, tmp_path):
    """Of each list the first, also where it is still only in an editor."""
    paths = [file.replace("N.", f"{name}.", 1) for file in files]
    make(tmp_path, {file: str(number) for number, file in enumerate(paths)} | {str(n): "" for n in range(len(files))})
    context = read_context(tmp_path, tmp_path / name)
    assert (context.ignore_path, [n for n in range(len(files)) if not context.exists(str(n))]) == (paths[0], [0]), why
    (tmp_path / paths[0]).unlink()
    unsaved = read_context(tmp_path, tmp_path / name, unsaved={tmp_path / paths[0]: "0"})
    assert (unsaved.ignore_path, unsaved.exists("0")) == (paths[0], False), why


def test_own_ignore_file_wins(tmp_path):
    make(tmp_path, {".dockerignore": "a", "docker/x.Dockerfile.dockerignore": "b", "a": "", "b": ""})
    shared = read_context(tmp_path, tmp_path / "Dockerfile")
    own = read_context(tmp_path, tmp_path / "docker/x.Dockerfile")
    assert (shared.ignore_path, shared.exists("a"), shared.exists("b")) == (".dockerignore", False, True)
    assert (own.ignore_path, own.exists("a"), own.exists("b")) == ("docker/x.Dockerfile.dockerignore", True, False)
    assert own.dockerfile == "docker/x.Dockerfile"


def test_changed_texts_count_as_saved(tmp_path):
    make(tmp_path, {".dockerignore": "a", "a": "", "b": "old"})
    context = read_context(tmp_path, None, changed={".dockerignore": "b/../b\n", "new/한글.txt": "가"})
    assert not context.exists("b")
    assert context.exists("a")
    assert context.under("new") == (("new/한글.txt", 3),)
    assert context.read_text("new/한글.txt") == "가"


def test_a_malformed_ignore_file_ignores_nothing(tmp_path):
    make(tmp_path, {".dockerignore": "a\n[", "a": ""})
    context = read_context(tmp_path, None)
    assert context.ignore_error is not None
    assert context.ignore_error.line == 2
    assert context.exists("a")


def test_links_are_not_followed(tmp_path):
    outside = tmp_path / "outside"
    make(outside, {"secret": "x", "more/y": ""})
    root = tmp_path / "root"
    make(root, {"in/file": "abc"})
    (root / "link").symlink_to(outside)
    (root / "secret").symlink_to(outside / "secret")
    (root / "near").symlink_to("in/file")
    (root / "loop").symlink_to(".")
    context = read_context(root, None)
    assert set(context.files) == {"in/file", "link", "secret", "near", "loop"}
    assert context.read_text("secret") is None
    assert context.read_text("link/secret") is None
    assert context.read_text("../outside/secret") is None
    assert context.read_text("near") == "abc"
    assert not context.is_on_disk("../outside/secret")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every folder")
def test_an_unreadable_folder_is_empty(tmp_path):
    make(tmp_path, {"closed/a": "", "b": ""})
    (tmp_path / "closed").chmod(0)
    try:
        assert set(read_context(tmp_path, None).files) == {"b"}
    finally:
        (tmp_path / "closed").chmod(0o700)


def test_a_folder_that_is_not_there_is_empty(tmp_path):
    assert not read_context(tmp_path / "nothing", None).files


def test_a_walk_that_ends_early_still_answers(tmp_path):
    make(tmp_path, {f"node_modules/p{n}/x.js": "" for n in range(50)} | {"src/a": "", "b": ""})
    context = read_context(tmp_path, None, most_files=20)
    assert context.truncated
    assert context.exists("src/a")  # other programs' folders come last
    assert context.exists("node_modules/p49/x.js")
    assert not context.exists("node_modules/p50/x.js")


GLOBS = [
    ("a star names one level", "*", ["a.txt", "b", "c.md"]),
    ("a star within a name", "*.txt", ["a.txt"]),
    ("a star below a folder", "b/*", ["b/a.txt", "b/c"]),
    ("two stars below a folder do what one does", "b/**", ["b/a.txt", "b/c"]),
    ("two stars are one level, not any number", "**/*.txt", ["b/a.txt"]),
    ("a path is made plain before it is compared", "/b/./c/../?.txt", ["b/a.txt"]),
    ("letters from a to c", "[a-c]*", ["a.txt", "b", "c.md"]),
    ("any letter but a", "[^a]*", ["b", "c.md"]),
    ("a folder by its name", "b", ["b"]),
    ("a folder with a slash behind it", "b/", ["b"]),
    ("nothing lies above the context", "../../b", ["b"]),
    ("the context itself", ".", [""]),
    ("a pattern that nothing matches", "nothing*", []),
    ("a name that does not exist", "nothing", []),
    ("a bracket without its end matches nothing", "[", []),
]


@pytest.mark.parametrize(("why", "pattern", "names"), GLOBS)
def test_what_a_source_names(why, tmp_path, pattern, names):
    make(tmp_path, {"a.txt": "", "b/a.txt": "", "b/c/d": "", "c.md": ""})
    assert list(read_context(tmp_path, None).matches(pattern)) == names, why


def test_empty_folders_are_there(tmp_path):
    (tmp_path / "empty").mkdir()
    context = read_context(tmp_path, None)
    assert context.is_dir("empty")
    assert context.exists("empty/")
    assert context.under("empty") == ()


def _later(path):
    """As if it had been written a second after everything else: a clock may be coarser than a test is quick."""
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1_000_000_000))


def _write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    for changed in (path, path.parent):
        _later(changed)


@pytest.mark.parametrize(
    ("why", "path", "text", "is_as_before"),
    [
        ("a file's text changed", "app/main.py", "a = 2\n", False),  # as long as it was
        ("a file came", "app/new.py", "", False),
        (
            "a file came that is ignored",
            "app/ignored/new.py",
            "",
            True,
        ),  # ignored folders are not walked, nor is what changes in them of any account
        (
            "Compose's file came, and says who builds",
            "compose.yaml",
            "services: {a: {build: app}}\n",
            False,
        ),  # above the context
        ("the ignore file changed", "app/.dockerignore", "ignored\nmain.py\n", False),
        (
            "a folder came beside the context, and might hold a file that builds it",
            "elsewhere/file",
            "",
            False,
        ),  # the folder above has another name in it
        ("nothing happened", None, None, True),
    ],
)
def test_a_context_that_is_read_again_is_as_before_where_nothing_changed(why, path, text, is_as_before, tmp_path):
    (tmp_path / ".git").mkdir()
    for name, content in (
        ("main.py", "a = 1\n"),
        (".dockerignore", "ignored\n"),
        ("ignored/old.py", ""),
        ("Dockerfile", ""),
    ):
        _write(tmp_path / "app" / name, content)
    own = tmp_path / "app/Dockerfile"
    before = context_of(own, "FROM scratch\nCOPY . .\n", {}, unsaved={own: "what"})
    assert before is not None, why
    if path is not None and text is not None:
        is_new_folder = not (tmp_path / path).parent.exists()
        _write(tmp_path / path, text)
        if is_new_folder:
            _later(tmp_path)
    again = context_of(own, "FROM scratch\nCOPY . .\n", {}, unsaved={own: "is typed is no matter"})
    assert again is not None, why
    assert again.is_as(before) is is_as_before, why

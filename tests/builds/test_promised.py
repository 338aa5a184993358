"""What counts as a difference of two images, and whose promises there are."""

from __future__ import annotations

import pytest

from builds.builder import adapted
from builds.images import Image
from builds.promised import PROMISED, differences, unpromised
from gorae.lint.registry import all_rules
from gorae.refactoring import Refactoring, title

FILE = (0o100000, 0o644, 0, 0, (1, "a"))


def image(size: int = 0, user: str | None = None, **files: tuple[object, ...]) -> Image:
    return Image(size, {"User": user}, {path.replace("__", "/"): about for path, about in files.items()})


@pytest.mark.parametrize(
    ("why", "before", "after", "found"),
    [
        ("nothing differs", image(a=FILE), image(a=FILE), []),
        ("a file more", image(), image(a=FILE), ["new a"]),
        ("a file less", image(a=FILE), image(), ["gone a"]),
        ("a cache less", image(var__cache__a=FILE), image(), []),
        ("a cache more", image(), image(var__cache__a=FILE), ["new var/cache/a"]),
        ("its mode", image(a=FILE), image(a=(0o100000, 0o755, *FILE[2:])), ["mode a"]),
        ("its owner and content", image(a=FILE), image(a=(*FILE[:3], 7, (1, "b"))), ["owner a", "content a"]),
        ("the user", image(), image(user="app"), ["config User"]),
        ("a smaller image is as good", image(9999), image(1), []),
        ("a larger image is a difference", image(1), image(9999), ["larger"]),
    ],
)
def test_differences(why, before, after, found):
    assert [one.what for one in differences(before, after)] == found, why


@pytest.mark.parametrize(
    ("why", "before", "after", "found"),
    [
        ("two blanks between words", ["/bin/sh", "-c", "a  b"], ["/bin/sh", "-c", "a b"], []),
        (
            "two blanks between words, beside quotes that are the same",
            ["/bin/sh", "-c", "a  'b  c'"],
            ["/bin/sh", "-c", "a 'b  c'"],
            [],
        ),
        ("blanks within quotes", ["/bin/sh", "-c", "a 'b  c'"], ["/bin/sh", "-c", "a 'b c'"], ["config Cmd"]),
        (
            "a blank behind a backslash is a letter",
            ["/bin/sh", "-c", "a\\  b"],
            ["/bin/sh", "-c", "a\\ b"],
            ["config Cmd"],
        ),
        ("without a shell, the word is another program", ["a  b"], ["a b"], ["config Cmd"]),
    ],
)
def test_blanks_between_words_of_a_command_are_nothing_to_a_shell(why, before, after, found):
    images = [Image(0, {"Cmd": command}, {}) for command in (before, after)]
    assert [one.what for one in differences(*images)] == found, why


def test_only_what_a_rule_promises_may_differ():
    found = differences(image(a=FILE), image(user="app"))
    assert [one.what for one in unpromised(found, ["user-missing"])] == ["gone a"]
    assert not unpromised(differences(image(), image(user="app")), ["healthcheck-missing", "user-missing"])


def test_folders_of_mounts_are_the_builders():
    folder = (0o040000, 0o755, 0, 0, None)
    assert not differences(image(), image(root=folder, root__x=folder), mounts=["root/x"])


def test_each_promise_is_somebodys():
    rules = {rule.name for rule in all_rules()}
    for name in PROMISED:
        kind, _, refactoring = name.partition(": ")
        assert name in rules or (kind == "refactoring" and title_of(refactoring))


def title_of(name: str) -> str:
    return title(Refactoring(name, "rewrite", (), True), "en")


@pytest.mark.parametrize(
    ("why", "before", "after"),
    [
        ("platforms and digests go", "FROM --platform=linux/arm64 a:1@sha256:0f\n", "FROM a:1\n"),
        ("--link goes, --chmod stays", "COPY --link --chmod=700 a b\n", "COPY --chmod=700 a b\n"),
        ("a download is a file that is there", "ADD https://x/a.txt /b\n", "COPY --chmod=600 .downloads/a.txt /b\n"),
        (
            "a download to be unpacked is a file that ADD unpacks",
            "ADD --unpack=true https://x/a.tgz /b/\n",
            "ADD .downloads/a.tgz /b/\n",
        ),
        (
            "a secret in the environment is read from its file",
            "RUN --mount=type=secret,id=T,env=T x\n",
            'RUN --mount=type=secret,id=T export T="$(cat /run/secrets/T)"; x\n',
        ),
        ("a program's own words stay", "RUN echo --link a@b\n", "RUN echo --link a@b\n"),
    ],
)
def test_texts_for_this_builder(why, before, after):
    assert adapted(before) == after, why

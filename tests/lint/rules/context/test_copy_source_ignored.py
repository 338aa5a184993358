"""`copy-source-ignored` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from gorae.context import read_context
from gorae.context.surroundings import context_of
from lint.cases import findings_of, fix_text, fixes_of, problems_of, settings_of

RULE = "copy-source-ignored"


@pytest.mark.parametrize(
    ("why", "text", "files", "found"),
    [
        ("the only source is ignored", "COPY a b", {"a": "x", ".dockerignore": "a\n"}, ["a"]),
        ("another file is ignored", "COPY a b", {"a": "x", ".dockerignore": "b\n"}, []),
        ("a file that is not there is another rule's", "COPY a b", {"c": "x", ".dockerignore": "a\n"}, []),
        ("nothing is left: it copies nothing, without an error", "COPY . b", {"a": "x", ".dockerignore": "*\n"}, ["."]),
        ("two stars leave nothing either", "COPY ./ b", {"a": "x", ".dockerignore": "**\n"}, ["./"]),
        ("an exception leaves something", "COPY . b", {"a": "x", ".dockerignore": "*\n!a\n"}, []),
        (
            "a mount of the whole context may be empty",
            "RUN --mount=type=bind,target=/b ls /b",
            {"a": "x", ".dockerignore": "*\n"},
            [],
        ),
        (
            "a mount's source is of the context as well",
            "RUN --mount=type=bind,source=a,target=/b cat /b",
            {"a": "x", ".dockerignore": "a\n"},
            ["a"],
        ),
        (
            "a mount's keys have any letter case, and a slash in front is the context's top",
            "RUN --mount=target=/b,Src=/a cat /b",
            {"a": "x", ".dockerignore": "a\n"},
            ["/a"],
        ),
        (
            "a cache's source is within the cache",
            "RUN --mount=type=cache,source=a,target=/b ls /b",
            {"a": "x", ".dockerignore": "a\n"},
            [],
        ),
        (
            "another stage's source is not in the context",
            "RUN --mount=type=bind,from=alpine,source=a,target=/b ls /b",
            {"a": "x", ".dockerignore": "a\n"},
            [],
        ),
        (
            "a variable's value is not known",
            "RUN --mount=type=bind,source=$A,target=/b cat /b",
            {"a": "x", ".dockerignore": "a\n"},
            [],
        ),
        ("a pattern may match nothing", "COPY a* b", {"a": "x", ".dockerignore": "a\n"}, []),
        ("an exception lets a file of the folder through", "COPY d b", {"d/a": "x", ".dockerignore": "d\n!d/a\n"}, []),
        ("the folder is ignored with all of it", "COPY d b", {"d/a": "x", ".dockerignore": "d\n"}, ["d"]),
        ("an exception lets the file through", "COPY a b", {"a": "x", ".dockerignore": "*\n!a\n"}, []),
        ("without an ignore file nothing is ignored", "COPY a b", {"a": "x"}, []),
        ("the folder stays, what is in it is ignored", "COPY d b", {"d/a": "x", ".dockerignore": "d/*\n"}, []),
    ],
)
def test_found(why, given, text, files, found):
    assert findings_of(f"FROM alpine:3.22\n{text}\n", RULE, given(files)) == found, why


def test_what_is_ignored_is_let_through(given):
    context = given({"a": "x", "id_rsa": "x", ".dockerignore": "a\nid_rsa\n"})
    assert [len(fixes) for fixes in fixes_of("FROM alpine:3.22\nCOPY a id_rsa b/\n", RULE, context)] == [1, 0]


@pytest.mark.parametrize(
    ("why", "path", "ignore", "after"),
    [
        ("an exception goes to the end", "package.json", "*\n", "*\n!package.json\n"),
        ("the file's newlines are kept", "package.json", "*.json\r\n", "*.json\r\n!package.json\r\n"),
        ("an exception names the path", "dist/a.js", "dist", "dist\n!dist/a.js\n"),
        ("a secret is ignored on purpose", ".env", ".env\n", None),
        ("a secret in a folder is ignored on purpose, too", "keys/id_rsa", "keys\n", None),
    ],
)
def test_an_ignored_source_is_let_through(why, tmp_path, path, ignore, after):
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_text("x\n", encoding="utf-8")
    (tmp_path / ".dockerignore").write_text(ignore, encoding="utf-8", newline="")
    text = f"FROM a\nCOPY {path} /srv/\n"

    def context(changed):
        return read_context(tmp_path, tmp_path / "Dockerfile", changed=changed)

    fixed = fix_text(text, settings_of(RULE), context, unsafe=True)
    assert fixed.files == ({".dockerignore": after} if after else {})
    assert len(fixed.left) == (0 if after else 1)


def test_only_the_dockerfile_is_left(tmp_path):
    """`**` and `!Dockerfile`: the build ends well, and the image has no program."""
    text = "FROM debian:13\nCOPY . /app\n"
    for name, content in {"Dockerfile": text, ".dockerignore": "**\n!Dockerfile\n", "app.py": "x\n"}.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    (problem,) = problems_of(text, "copy-source-ignored", context_of(tmp_path / "Dockerfile", text, {}))
    assert (problem.span.of(text), problem.severity, problem.finding.variant) == (".", "warning", "rest")
    (tmp_path / ".dockerignore").write_text("**\n!Dockerfile\n!app.py\n", encoding="utf-8")
    assert problems_of(text, "copy-source-ignored", context_of(tmp_path / "Dockerfile", text, {})) == []

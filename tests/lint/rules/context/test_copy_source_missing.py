"""`copy-source-missing` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import findings_of
from lint.context_cases import check_fix

RULE = "copy-source-missing"


@pytest.mark.parametrize(
    ("why", "text", "files", "found"),
    [
        ("what stands above the context is looked for at its top", "COPY ../b.py a.py c/", {"a.py": "x"}, ["../b.py"]),
        ("beside a file that is there, one is missing", "COPY a.py b.py c/", {"a.py": "x"}, ["b.py"]),
        (
            "a mount's source is missing as well",
            "RUN --mount=type=bind,source=b.py,target=/b cat /b\nCOPY a.py c/",
            {"a.py": "x"},
            ["b.py"],
        ),
        (
            "a mount's source has another letter case",
            "RUN --mount=type=bind,source=A.py,target=/b cat /b",
            {"a.py": "x"},
            ["A.py"],
        ),
        (
            "another stage's file is not in the context",
            "RUN --mount=type=bind,source=b,target=/b,from=a cat /b\nCOPY a.py c/",
            {"a.py": "x"},
            [],
        ),
        ("nothing near is there: a step before the build may make it", "COPY b.py c/", {"a.py": "x"}, []),
        ("a file without an ending may be made by a step before", "COPY a.py b c/", {"a.py": "x"}, []),
        ("an archive of a build may be made by a step before", "COPY a.py b.jar c/", {"a.py": "x"}, []),
        ("a folder of results may be made by a step before", "COPY a.py dist/b.py c/", {"a.py": "x"}, []),
        ("a pattern may match nothing", "COPY a.py b*.py c/", {"a.py": "x"}, []),
        ("a variable's value is not known", "COPY a.py $B c/", {"a.py": "x"}, []),
        ("the context itself is there", "COPY a.py . c/", {"a.py": "x"}, []),
        ("a backslash is another system's path", "COPY a.py x\\\\b.py c/", {"a.py": "x"}, []),
        ("what is ignored is another rule's", "COPY a.py b.py c/", {"a.py": "x", ".dockerignore": "b.py\n"}, []),
        (
            "a folder that is missing is one problem",
            "COPY a.py c/\nCOPY d/go.mod d/go.sum e/",
            {"a.py": "x"},
            ["d/go.mod"],
        ),
        (
            "what git ignores is made before the build",
            "COPY a.py b.py c/",
            {"a.py": "x", ".git/HEAD": "x", ".gitignore": "/b.py\n"},
            [],
        ),
        ("where most are missing it is another context", "COPY a.py b.py c.py d.py e/", {"a.py": "x"}, []),
        ("a letter case away from a file that is there", "COPY Server.py c/", {"server.py": "x"}, ["Server.py"]),
        ("a letter away from a file that is there", "COPY serverr.py c/", {"server.py": "x"}, ["serverr.py"]),
        ("the ending differs as well", "COPY serverr.js c/", {"server.py": "x"}, []),
        ("the folder is missing, too", "COPY d/serverr.py c/", {"server.py": "x"}, []),
        ("the same in a folder", "COPY d/serverr.py c/", {"d/server.py": "x"}, ["d/serverr.py"]),
        ("a file of a near name in another folder is another file", "COPY serverr.py c/", {"d/server.py": "x"}, []),
        ("two files are equally near", "COPY serverr.py c/", {"serverx.py": "x", "servery.py": "x"}, []),
        ("two files differ by letter case alone", "COPY SERVER.py c/", {"Server.py": "x", "server.py": "x"}, []),
        ("a name without an ending may be a program that is built", "COPY serverr c/", {"server": "x"}, []),
        ("a folder of another letter case", "COPY Docs c/", {"docs/a": "x"}, ["Docs"]),
        ("a folder of results may be half made", "COPY dist/serverr.py c/", {"dist/server.py": "x"}, []),
    ],
)
def test_found(why, given, text, files, found):
    assert findings_of(f"FROM alpine:3.22\n{text}\n", RULE, given(files)) == found, why


@pytest.mark.parametrize(
    ("why", "text", "files", "after"),
    [
        ("the name as it is there", "COPY Server.py c/", {"server.py": "x"}, "COPY server.py c/"),
        ("the path before it stays as written", "COPY ./d/Server.py c/", {"d/server.py": "x"}, "COPY ./d/server.py c/"),
        ("an array is not rewritten", 'COPY ["Server.py", "c/"]', {"server.py": "x"}, None),
        ("nothing near is there", "COPY a.py b.py c/", {"a.py": "x"}, None),
    ],
)
def test_fixed(why, given, text, files, after):
    check_fix(RULE, text, after, given(files))

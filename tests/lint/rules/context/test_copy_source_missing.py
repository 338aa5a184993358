"""`copy-source-missing` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import findings_of
from lint.context_cases import check_fix

RULE = "copy-source-missing"


@pytest.mark.parametrize(
    ("text", "files", "found"),
    [
        ("COPY ../b.py a.py c/", {"a.py": "x"}, ["../b.py"]),
        ("COPY a.py b.py c/", {"a.py": "x"}, ["b.py"]),
        ("RUN --mount=type=bind,source=b.py,target=/b cat /b\nCOPY a.py c/", {"a.py": "x"}, ["b.py"]),
        ("RUN --mount=type=bind,source=A.py,target=/b cat /b", {"a.py": "x"}, ["A.py"]),
        ("RUN --mount=type=bind,source=b,target=/b,from=a cat /b\nCOPY a.py c/", {"a.py": "x"}, []),
        ("COPY b.py c/", {"a.py": "x"}, []),
        ("COPY a.py b c/", {"a.py": "x"}, []),
        ("COPY a.py b.jar c/", {"a.py": "x"}, []),
        ("COPY a.py dist/b.py c/", {"a.py": "x"}, []),
        ("COPY a.py b*.py c/", {"a.py": "x"}, []),
        ("COPY a.py $B c/", {"a.py": "x"}, []),
        ("COPY a.py . c/", {"a.py": "x"}, []),
        ("COPY a.py x\\\\b.py c/", {"a.py": "x"}, []),
        ("COPY a.py b.py c/", {"a.py": "x", ".dockerignore": "b.py\n"}, []),
        ("COPY a.py b.py c.py d.py e/", {"a.py": "x"}, []),
        ("COPY Server.py c/", {"server.py": "x"}, ["Server.py"]),
        ("COPY serverr.py c/", {"server.py": "x"}, ["serverr.py"]),
        ("COPY serverr.js c/", {"server.py": "x"}, []),
        ("COPY d/serverr.py c/", {"server.py": "x"}, []),
        ("COPY d/serverr.py c/", {"d/server.py": "x"}, ["d/serverr.py"]),
        ("COPY serverr.py c/", {"d/server.py": "x"}, []),
        ("COPY serverr.py c/", {"serverx.py": "x", "servery.py": "x"}, []),
        ("COPY SERVER.py c/", {"Server.py": "x", "server.py": "x"}, []),
        ("COPY serverr c/", {"server": "x"}, []),
        ("COPY Docs c/", {"docs/a": "x"}, ["Docs"]),
        ("COPY dist/serverr.py c/", {"dist/server.py": "x"}, []),
    ],
)
def test_found(given, text, files, found):
    assert findings_of(f"FROM alpine:3.22\n{text}\n", RULE, given(files)) == found


@pytest.mark.parametrize(
    ("text", "files", "after"),
    [
        ("COPY Server.py c/", {"server.py": "x"}, "COPY server.py c/"),
        ("COPY ./d/Server.py c/", {"d/server.py": "x"}, "COPY ./d/server.py c/"),
        ('COPY ["Server.py", "c/"]', {"server.py": "x"}, None),
        ("COPY a.py b.py c/", {"a.py": "x"}, None),
    ],
)
def test_fixed(given, text, files, after):
    check_fix(RULE, text, after, given(files))

"""`dockerignore-missing` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from gorae.context import read_context
from lint.cases import findings_of

NONE = "dockerignore-missing"


@pytest.fixture
def given(tmp_path):
    def read(files):
        for name, content in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content, encoding="utf-8", newline="")
        return read_context(tmp_path, tmp_path / "Dockerfile")

    return read


@pytest.mark.parametrize(
    ("rule", "text", "files", "found"),
    [
        (NONE, "COPY . b", {"a.js": "x"}, ["."]),
        (NONE, "COPY . b", {"a.js": "x", ".dockerignore": "x"}, []),
        (NONE, "COPY . b", {"a.js": "x", ".dockerignore": "["}, []),
    ],
)
def test_found(given, rule, text, files, found):
    assert findings_of(f"FROM alpine:3.22\n{text}\n", rule, given(files)) == found

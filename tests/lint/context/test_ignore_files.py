"""An ignore file is missed where there is something to leave out."""

import pytest

from gorae.context import read_context
from lint.cases import findings_of

RULE = "dockerignore-missing"


@pytest.mark.parametrize(
    ("why", "text", "files", "found"),
    [
        ("the whole context", "COPY . /app", ("a.js",), ["."]),
        ("a folder that has such files", "COPY web /app", ("web/node_modules/x/i.js", "web/a.js"), ["web"]),
        ("the first that has", "COPY conf /c\nCOPY web /w", ("conf/a", "web/.git/HEAD"), ["web"]),
        ("a folder that was chosen", "COPY rootfs/ /", ("rootfs/etc/x",), []),
        ("files", "COPY a.js /", ("a.js", ".git/HEAD"), []),
        ("an ignore file", "COPY . /app", ("a.js", ".dockerignore"), []),
    ],
)
def test_missing(tmp_path, why, text, files, found):
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x\n", encoding="utf-8")
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    assert findings_of(f"FROM alpine\n{text}\n", RULE, context) == found, why

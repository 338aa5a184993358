"""`dockerignore-incomplete`: what is copied, and nobody wants in an image."""

from __future__ import annotations

import pytest

from gorae.context import read_context
from gorae.syntax import parse
from lint.cases import check, findings_of, settings_of

INCOMPLETE = "dockerignore-incomplete"


@pytest.mark.parametrize(
    ("why", "text", "files", "found"),
    [
        ("the whole context", "COPY . /app", {".dockerignore": ".git", "node_modules/a.js": "x"}, ["."]),
        ("the folder itself", "COPY node_modules /app", {".dockerignore": ".git", "node_modules/a.js": "x"}, ["node_modules"]),
        ("beside what is copied", "COPY web /app", {".dockerignore": ".git", "node_modules/a.js": "x", "web/a.js": "x"}, []),
        (
            "the first that has", "COPY conf /c\nCOPY web /w",
            {".dockerignore": ".git", "conf/a": "x", "web/node_modules/a.js": "x"}, ["web"],
        ),
        (
            "the repository is copied by its name", "COPY .git /app/.git",
            {".dockerignore": "x", ".git/index": "x" * 2000}, [],
        ),
        (
            "another Dockerfile copies it", "COPY . /app",
            {".dockerignore": "x", ".git/index": "x" * 2000, "api.Dockerfile": "FROM a\nCOPY ./.git/HEAD /h\n"}, [],
        ),
        ("nobody asks for the repository", "COPY . /app", {".dockerignore": "x", ".git/index": "x" * 2000}, ["."]),
        ("the ignore file lists it", "COPY . /app", {".dockerignore": "**/node_modules", "node_modules/a.js": "x"}, []),
        ("let through", "COPY . /app", {".dockerignore": "*.md\n!node_modules/a.js", "node_modules/a.js": "x"}, []),
        ("a secret is another rule's", "COPY . /app", {".dockerignore": ".git", "id_rsa": "x"}, []),
        ("no ignore file", "COPY . /app", {"node_modules/a.js": "x"}, []),
    ],
)  # fmt: skip
def test_incomplete(given, why, text, files, found):
    assert findings_of(f"FROM alpine\n{text}\n", INCOMPLETE, given(files)) == found, why


@pytest.mark.parametrize(
    ("why", "ignore", "safe"),
    [
        ("the context's own", "context/.dockerignore", [True]),
        ("the Dockerfile's stands outside of the context", "Dockerfile.dockerignore", []),
    ],
)
def test_only_an_ignore_file_of_the_context_is_written(why, tmp_path, ignore, safe):
    (tmp_path / "context/node_modules").mkdir(parents=True)
    (tmp_path / "context/node_modules/a.js").write_text("x", encoding="utf-8")
    (tmp_path / ignore).write_text(".git\n", encoding="utf-8")
    context = read_context(tmp_path / "context", tmp_path / "Dockerfile")
    (problem,) = check(parse("FROM alpine\nCOPY . /app\n"), settings_of(INCOMPLETE), context)
    assert [fix.safe for fix in problem.fixes] == safe, why


@pytest.mark.parametrize(
    ("why", "behind", "safe"),
    [
        ("nothing starts", "", True),
        ("the program needs what the folder has", "CMD node a.js\n", False),
        ("a RUN installs it in the image", "RUN npm ci\nCMD node a.js\n", True),
        ("what make does is not known", "RUN make\nCMD node a.js\n", False),
        ("the program may be named later", 'ENTRYPOINT ["node"]\n', False),
    ],
)
@pytest.mark.parametrize("rule", [INCOMPLETE, "dockerignore-missing"])
def test_dependencies_that_only_the_host_installs_are_not_taken_unasked(why, tmp_path, rule, behind, safe):
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules/a.js").write_text("x", encoding="utf-8")
    if rule == INCOMPLETE:
        (tmp_path / ".dockerignore").write_text(".git\n", encoding="utf-8")
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    (problem,) = check(parse(f"FROM alpine\nCOPY . /app\n{behind}"), settings_of(rule), context)
    assert [fix.safe for fix in problem.fixes] == [safe], why

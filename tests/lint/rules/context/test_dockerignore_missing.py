"""`dockerignore-missing` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from gorae.context import read_context
from gorae.syntax import parse
from lint.cases import check, findings_of, settings_of

RULE = "dockerignore-missing"


@pytest.mark.parametrize(
    ("why", "text", "files", "found"),
    [
        ("everything is copied", "COPY . b", {"a.js": "x"}, ["."]),
        ("an ignore file is there", "COPY . b", {"a.js": "x", ".dockerignore": "x"}, []),
        ("a broken one is there as well", "COPY . b", {"a.js": "x", ".dockerignore": "["}, []),
    ],
)
def test_found(why, given, text, files, found):
    assert findings_of(f"FROM alpine:3.22\n{text}\n", RULE, given(files)) == found, why


@pytest.mark.parametrize(
    ("why", "files", "lines", "patterns"),
    [
        ("what npm will put there", {"package.json": "{}"}, "COPY . .\nRUN npm ci", ["**/node_modules"]),
        ("no RUN makes it: the image lives on the folder's own", {"package.json": "{}"}, "COPY . .", []),
        ("Python's byte code", {"pyproject.toml": ""}, "COPY . .", ["**/__pycache__"]),
        (".NET's outputs", {"a.csproj": ""}, "COPY . .\nRUN dotnet publish", ["**/bin", "**/obj"]),
        ("a folder of that name that is there is named once", {"a.csproj": "", "bin/run": ""}, "COPY . .\nRUN dotnet publish", ["bin", "**/obj"]),
        ("another Dockerfile copies it", {"package.json": "{}", "Dockerfile.b": "FROM a\nCOPY node_modules /x\n"}, "COPY . .\nRUN npm ci", []),
    ],
)  # fmt: skip
def test_what_a_fresh_checkout_has_not_yet(given, why, files, lines, patterns):
    text = f"FROM alpine:3.22\n{lines}\n"
    (problem,) = check(parse(text), settings_of(RULE), given(files))
    written = problem.fixes[0].files[0].after.split()
    assert [one for one in written if one not in (".git", ".env", ".dockerignore")] == patterns, why


@pytest.mark.parametrize(
    ("why", "text", "files", "found"),
    [
        ("the whole context", "COPY . /app", ("a.js",), ["."]),
        ("a folder that has such files", "COPY web /app", ("web/node_modules/x/i.js", "web/a.js"), ["web"]),
        ("the first that has", "COPY conf /c\nCOPY web /w", ("conf/a", "web/.git/HEAD"), ["web"]),
        ("a folder that was chosen", "COPY rootfs/ /", ("rootfs/etc/x",), []),
        ("single files are named", "COPY a.js /", ("a.js", ".git/HEAD"), []),
        ("an ignore file", "COPY . /app", ("a.js", ".dockerignore"), []),
    ],
)
def test_missing(given, why, text, files, found):
    context = given(dict.fromkeys(files, "x\n"))
    assert findings_of(f"FROM alpine\n{text}\n", RULE, context) == found, why


@pytest.mark.parametrize(
    ("why", "files", "found"),
    [
        ("the folder may be the context", ("app.cfg",), ["."]),
        ("the ignore file above says that the context is there", ("app.cfg", "../.dockerignore"), []),
        ("a manifest says that the folder is a project", ("app.cfg", "package.json", "../.dockerignore"), ["."]),
        ("a script beside the Dockerfile is no project", ("app.py", "../.dockerignore"), []),
    ],
)
def test_a_folder_of_dockerfiles_is_built_above(why, tmp_path, files, found):
    (tmp_path / ".git").mkdir()
    (tmp_path / "docker").mkdir()
    for name in files:
        (tmp_path / "docker" / name).write_text("{}\n", encoding="utf-8")
    context = read_context(tmp_path / "docker", tmp_path / "docker" / "Dockerfile")
    assert findings_of("FROM alpine\nCOPY . /app\n", RULE, context) == found, why


@pytest.mark.parametrize(
    ("why", "lines", "written"),
    [
        ("nobody asks for the repository", "COPY . .", True),
        ("it is copied by its name", "COPY .git/HEAD /head\nCOPY . .", False),
        ("a RUN asks it for its tags", "COPY . .\nRUN git describe --tags > /version", False),
    ],
)
def test_the_repository_where_the_build_needs_it(given, why, lines, written):
    files = {"a.js": "x", ".git/HEAD": "ref: x", ".git/index": "x" * 2000}
    (problem,) = check(parse(f"FROM alpine:3.22\n{lines}\n"), settings_of(RULE), given(files))
    assert (".git" in problem.fixes[0].files[0].after.split()) is written, why


@pytest.mark.parametrize(
    ("why", "file", "lines", "found"),
    [
        ("sources alone, for a stage that is thrown away", "go.mod", "COPY . .\nRUN go build -o /x .\nFROM a:1\nCOPY --from=b /x /x", []),
        ("Node's tools put more there", "package.json", "COPY . /w\nRUN npm ci\nFROM a:1\nCOPY --from=b /w/dist /x", [("builder", ".")]),
        ("the stage's files are carried on", "go.mod", "COPY . /w\nRUN go build -o /w/x .\nFROM a:1\nCOPY --from=b /w /w", [("", ".")]),
        ("the stage is the image", "go.mod", "COPY . .", [("", ".")]),
    ],
)  # fmt: skip
def test_a_folder_below_the_repositorys(why, tmp_path, file, lines, found):
    (tmp_path / ".git").mkdir()
    (tmp_path / "api").mkdir()
    (tmp_path / "api" / file).write_text("{}\n", encoding="utf-8")
    context = read_context(tmp_path / "api", tmp_path / "api" / "Dockerfile")
    text = f"FROM x:1 AS b\n{lines}\n"
    problems = check(parse(text), settings_of(RULE), context)
    assert [(one.finding.variant, one.span.of(text)) for one in problems] == found, why

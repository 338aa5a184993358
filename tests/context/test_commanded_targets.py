"""The stage that CI and Makefiles build is a stage that reaches an image: it is judged as the last one is."""

from pathlib import Path

import pytest

from gorae.context.surroundings import context_of
from gorae.lint.engine import check
from gorae.syntax import parse
from lint.cases import settings_of

TEXT = 'FROM node:24-slim AS api\nCMD ["node", "a.js"]\nFROM node:24-slim AS site\nUSER node\nCMD ["node", "b.js"]\n'
BUILDER = 'FROM node:24-slim AS api\nCMD ["node", "a.js"]\nFROM node:24-slim\nCOPY --from=api /a /a\nUSER node\nCMD ["node", "b.js"]\n'

WORKFLOW = "jobs:\n  a:\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          target: {}\n"
CLOUD_BUILD = "steps:\n  - name: gcr.io/cloud-builders/docker\n    args: [build, --target, {}, -t, x, .]\n"
SKAFFOLD = "build:\n  artifacts:\n    - image: x\n      docker:\n        target: {}\n"


def lines(folder: Path, text: str, files: dict[str, str]) -> list[int]:
    """The lines of what user-missing finds."""
    (folder / ".git").mkdir()
    for path, content in {**files, "Dockerfile": text}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    context = context_of(folder / "Dockerfile", text, {})
    found = check(parse(text), settings_of("user-missing"), context)
    return [text.count("\n", 0, one.span.start) + 1 for one in found]


@pytest.mark.parametrize(
    ("why", "path", "content"),
    [
        ("a Makefile", "Makefile", "image:\n\tdocker build --target api -t x .\n"),
        ("with an equals sign", "Makefile", "image:\n\tdocker build --target=api -t x .\n"),
        (
            "GitLab's script builds with buildx",
            ".gitlab-ci.yml",
            "a:\n  script: docker buildx build --push --target api .\n",
        ),
        ("GitHub's action", ".github/workflows/a.yml", WORKFLOW.format("api")),
        ("Cloud Build", "cloudbuild.yaml", CLOUD_BUILD.format("api")),
        ("Skaffold names it for an artifact", "skaffold.yaml", SKAFFOLD.format("api")),
        ("its letter case does not matter", "Makefile", "image:\n\tdocker build --target API -t x .\n"),
        ("a script of package.json", "package.json", '{"scripts": {"image": "docker build --target api ."}}'),
    ],
)
def test_the_stage_that_is_asked_for(tmp_path: Path, why: str, path: str, content: str) -> None:
    assert lines(tmp_path, TEXT, {path: content}) == [2], why


@pytest.mark.parametrize(
    ("why", "text", "files"),
    [
        ("nobody asks for a stage", TEXT, {"Makefile": "image:\n\tdocker build -t x .\n"}),
        ("no stage of that name", TEXT, {"Makefile": "image:\n\tdocker build --target web .\n"}),
        ("a variable", TEXT, {"Makefile": "image:\n\tdocker build --target $(STAGE) .\n"}),
        ("another Dockerfile", TEXT, {"Makefile": "image:\n\tdocker build --target api -f other/Dockerfile .\n"}),
        ("a stage for its cache", BUILDER, {"Makefile": "image:\n\tdocker build --target api .\n"}),
        (
            "a stage for tests",
            TEXT.replace("AS api", "AS test"),
            {"Makefile": "image:\n\tdocker build --target test .\n"},
        ),
    ],
)
def test_nothing_else_is_judged(tmp_path: Path, why: str, text: str, files: dict[str, str]) -> None:
    assert lines(tmp_path, text, files) == [], why

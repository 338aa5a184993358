"""What CI servers and hooks are given: held to their schemas, run with the real pre-commit, checked by Gorae itself."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from cli.running import gorae
from gorae.version import __version__

ROOT = Path(__file__).resolve().parents[2]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
PAGES = [ROOT / "docs" / "ci.md", ROOT / "docs" / "ci.ko.md"]
# The first line of a snippet names its file, and so its schema.
SCHEMAS = {
    ".github/workflows/": "vendor.github-workflows",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
    ".pre-commit-config.yaml": None,
    ".circleci/config.yml": "vendor.circle-ci",
}


def holds(schema: str, file: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_action() -> None:
    holds("vendor.github-actions", ROOT / "action.yml")


@pytest.mark.parametrize("file", sorted((ROOT / ".github").rglob("*.yml")), ids=lambda file: file.name)
def test_workflows_and_issue_forms(file: Path) -> None:
    forms = "vendor.github-issue-config" if file.name == "config.yml" else "vendor.github-issue-forms"
    holds("vendor.github-workflows" if file.parent.name == "workflows" else forms, file)


@pytest.mark.parametrize(
    ("why", "tag", "code", "said"),
    [
        ("the tag is the version: the changelog's part is printed", f"v{__version__}", 0, "- "),
        ("the tag is another version than the package's", "v9.9.9", 1, "v9.9.9: server/gorae/version.py says"),
        ("the tag does not begin with a v", "9", 1, "says"),
    ],
)
def test_notes_of_a_release(why: str, tag: str, code: int, said: str) -> None:
    """A tag that is not the version of everything that is released stops the release."""
    command = [sys.executable, str(ROOT / "scripts" / "release_notes.py"), tag]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, said in done.stdout + done.stderr) == (code, True), why


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_snippets(page: Path, tmp_path: Path) -> None:
    blocks = re.findall(r"^```yaml\n# (\S+)\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    names = [name for name, _ in blocks]
    assert all(any(name.startswith(start) for name in names) for start in SCHEMAS)
    for name, text in blocks:
        schema = next(value for start, value in SCHEMAS.items() if name.startswith(start))
        file = tmp_path / Path(name).name
        file.write_text(text)
        if schema is None:
            subprocess.run([sys.executable, "-m", "pre_commit", "validate-config", str(file)], check=True)
        else:
            holds(schema, file)


def test_commands_of_the_snippets_are_taken(tmp_path: Path) -> None:
    """Each `gorae …` of the pages, run in a folder with a Dockerfile."""
    (tmp_path / "Dockerfile").write_text("FROM scratch\n")
    seen = set()
    for page in PAGES:
        for line in re.findall(
            r"^(?:[ -]*(?:run: |script: |sh '\.venv/bin/)?)(gorae [^\n|']*)",
            page.read_text(encoding="utf-8"),
            re.MULTILINE,
        ):
            words = line.split("#")[0].split()[1:]
            assert gorae(*words, cwd=tmp_path).code == 0, line
            seen.add(line)
    assert len(seen) >= 4


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
@pytest.mark.parametrize(
    ("why", "path", "expected"),
    [
        ("the usual name", "Dockerfile", True), ("an ending behind the name, in a folder", "api/Dockerfile.prod", True), ("a name before the ending", "web.Dockerfile", True), ("Podman's name", "Containerfile", True),
        ("a name with a hyphen before it", "dev-Dockerfile", True), ("an ignore file is no Dockerfile", "Dockerfile.dockerignore", False), ("a Go source that is called so", "dockerfile.go", False), ("a page about Dockerfiles", "docs/Dockerfile.md", False),
        ("a folder whose name only contains the word", "mydockerfiles/readme", False), ("a file of another kind", "compose.yaml", False),
    ],
)  # fmt: skip
def test_hooks_take_the_files(why: str, hook: dict[str, str], path: str, expected: bool) -> None:
    assert (re.search(hook["files"], path) is not None and re.search(hook["exclude"], path) is None) is expected, why


@pytest.mark.skipif(shutil.which("git") is None, reason="pre-commit works on git repositories")
def test_hooks_in_real_pre_commit(tmp_path: Path) -> None:
    """The hooks as they are, but with the Gorae that is installed here: building one takes the network."""
    hooks, project = tmp_path / "hooks", tmp_path / "project"
    for folder in (hooks, project):
        folder.mkdir()
        subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8").replace("language: python", "language: system")
    text = text.replace("entry: gorae", f"entry: {sys.executable} -m gorae.cli.main")
    (hooks / ".pre-commit-hooks.yaml").write_text(text)
    commit(hooks)
    revision = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=hooks, capture_output=True, text=True, check=True
    ).stdout
    configured = {
        "repos": [{"repo": str(hooks), "rev": revision.strip(), "hooks": [{"id": hook["id"]} for hook in HOOKS]}]
    }
    (project / ".pre-commit-config.yaml").write_text(yaml.safe_dump(configured))
    (project / "Dockerfile").write_text("FROM debian:13-slim\nRUN touch a\nRUN touch b\nUSER nobody\nRUN sudo c\n")
    (project / "compose.yaml").write_text("services: {}\n")
    commit(project)
    first = pre_commit(project, tmp_path)
    assert first.returncode == 1
    assert "sudo-used" in first.stdout
    assert "RUN touch a \\\n    && touch b" in (project / "Dockerfile").read_text()  # gorae-fix
    (project / "Dockerfile").write_text("FROM scratch\n")
    commit(project)
    assert pre_commit(project, tmp_path).returncode == 0


def commit(folder: Path) -> None:
    subprocess.run(["git", "add", "."], cwd=folder, check=True)
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x", "--no-verify"],
        cwd=folder,
        check=True,
    )


def pre_commit(project: Path, home: Path) -> subprocess.CompletedProcess[str]:
    import os

    environment = {**os.environ, "PRE_COMMIT_HOME": str(home / "cache")}
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--verbose"]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, env=environment, check=False)


def test_gorae_finds_nothing_in_its_own_dockerfile() -> None:
    for words in ((), ("--select", "all")):
        done = gorae("check", "--fail-on", "hint", "--output-format", "concise", *words, "Dockerfile", cwd=ROOT)
        assert (done.code, done.out) == (0, "No problems found.\n")
    assert gorae("format", "--check", "Dockerfile", cwd=ROOT).code == 0

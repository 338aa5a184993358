"""No page tells people to type what no test types: each block, and each command within a sentence, has its test or fails here."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from cli.running import gorae
from written_pages import PAGES, ROOT, blocks, shop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CLIENT = [ROOT / "client" / "README.md", *sorted((ROOT / "client" / "walkthrough").glob("*.md"))]
ALL = [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *CLIENT]

# The languages of blocks, and what tries them; a word that stands in that test.
TRIED = {
    "sh": ("tests/test_pages_run.py", "def test_commands"),
    "toml": ("tests/test_pages_run.py", "def test_configurations"),
    "python": ("tests/test_pages_run.py", "def test_programs"),
    "json": ("tests/test_pages_run.py", "def test_settings_are_json"),
    "lua": ("tests/editors/pages.test.mjs", "told('lua')"),
    "elisp": ("tests/editors/pages.test.mjs", "told('elisp')"),
    "yaml": ("tests/cli/test_ci_files.py", "def test_snippets"),
    "groovy": ("tests/cli/test_ci_files.py", "def test_commands_of_the_snippets_are_taken"),
    "dockerfile": ("tests/test_pages_covered.py", "def test_dockerfiles"),
}
# What installs or builds is tried where there is an environment to spoil.
INSTALLED = {
    "pipx install gorae": ("tests/installs.py", "def with_pipx"),
    "uv tool install gorae": ("tests/installs.py", "def with_uv_tool"),
    "pip install gorae": ("tests/installs.py", '"-m", "pip", "install"'),
    "pip install .": ("tests/installs.py", '"-m", "pip", "install"'),
    "pip install 'gorae[shellcheck]'": ("tests/cli/test_shellcheck.py", "shellcheck"),
    "docker build -t gorae https://github.com/gorae-dev/gorae.git": ("tests/engine/scaffolds.py", "own Dockerfile"),
    'docker run --rm -v "$PWD:/work:ro" gorae': ("tests/engine/scaffolds.py", "own Dockerfile"),
    'docker run --rm -v "$PWD:/work" ghcr.io/gorae-dev/gorae': ("tests/engine/scaffolds.py", "own Dockerfile"),
    "cd my-project": ("tests/test_pages_run.py", "cwd=project"),
    ".venv/bin/python scripts/new_rule.py packages gem-docs-kept": ("tests/lint/test_new_rule.py", "new_rule"),
}
# Words of a page that stand for something.
MEANT = {"FILE": "gorae.toml", "NAME": "run-consecutive", "이름": "run-consecutive"}


def spoken(page: Path) -> set[str]:
    """The commands within a page's sentences and tables."""
    plain = re.sub(r"^ *```.*?^ *```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    found = re.findall(r"`((?:gorae|make|pip|pipx|uv|docker run) [^`\n]*)`", plain)
    return set(found)


def typed(page: Path) -> Iterator[str]:
    """The lines of shell in a page's blocks, and what their comments name instead."""
    text = page.read_text(encoding="utf-8")
    for block in re.findall(r"^ *```sh\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            command, _, comment = line.strip().partition("  #")
            if command:
                yield command.strip()
            yield from re.findall(r"(?:uv tool install|pipx install|pip install) (?:\w+|\.)", comment)


@pytest.mark.parametrize("page", ALL, ids=lambda page: f"{page.parent.name}-{page.name}")
def test_each_block_is_tried_somewhere(page: Path) -> None:
    for language in re.findall(r"^ *```(\S*)\n.*?^ *```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        assert language in TRIED, f"which test tries the ```{language} of {page.name}?"


@pytest.mark.parametrize(("file", "words"), sorted({*TRIED.values(), *INSTALLED.values()}))
def test_the_tests_named_here_are_there(file: str, words: str) -> None:
    assert words in (ROOT / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ALL, ids=lambda page: f"{page.parent.name}-{page.name}")
def test_each_line_of_shell_is_tried_somewhere(page: Path) -> None:
    for command in typed(page):
        if command.startswith("gorae "):
            assert page in PAGES, f"`{command}` of {page.name} is not run"
        elif command.startswith("make "):
            assert is_target(command), command
        else:
            assert command in INSTALLED, f"which test tries `{command}` of {page.name}?"


@pytest.mark.parametrize("command", sorted({command for page in ALL for command in spoken(page)}))
def test_commands_in_sentences(command: str, tmp_path: Path) -> None:
    project = shop(tmp_path)
    if command.startswith("make "):
        assert is_target(command)
        return
    if not command.startswith("gorae "):
        assert command in INSTALLED, f"which test tries `{command}`?"
        return
    line, _, given = command.removeprefix("gorae ").partition(" < ")
    words = [MEANT.get(word, word) for word in line.split()]
    if words == ["server"]:  # answered in test_servers_that_editors_are_told_to_start
        return
    if words[0] == "--lang":  # an option of each command
        words.append("check")
    if words == ["explain"]:  # the command's name alone
        words.append("COPY")
    if "gorae.toml" in words:
        (project / "gorae.toml").write_text("")
    if "--baseline" in words:
        assert gorae("check", "--write-baseline", words[-1], cwd=project).code == 0
    stdin = (project / given).read_bytes() if given else b""
    done = gorae(*words, cwd=project, stdin=stdin)
    assert done.code in (0, 1), f"{command}: {done.err}"


def is_target(command: str) -> bool:
    """Whether the Makefile has the target, as `make -n` sees it."""
    done = subprocess.run([*command.split(), "-n"], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode == 0


@pytest.mark.parametrize("page", [page for page in ALL if blocks(page, "dockerfile")], ids=lambda page: page.name)
def test_dockerfiles(page: Path, tmp_path: Path) -> None:
    """A Dockerfile that a page shows has no error."""
    for text in blocks(page, "dockerfile"):
        (tmp_path / "Dockerfile").write_text(text, encoding="utf-8")
        assert gorae("check", "--fail-on", "error", "Dockerfile", cwd=tmp_path).code == 0


@pytest.mark.parametrize("page", [page for page in ALL if ".ko." in page.name], ids=lambda page: page.name)
def test_both_languages_name_the_same_commands(page: Path) -> None:
    english = next(
        one
        for one in ALL
        if one.parent in (page.parent, ROOT)
        and one.name in (page.name.replace(".ko.", "."), page.name.replace(".ko.", ".en."))
    )
    assert {command.replace("이름", "NAME") for command in spoken(page)} == spoken(english)

"""What the READMEs and the pages of docs/ tell people to type is typed: each `gorae …`, each configuration, each program."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cli.running import gorae
from written_pages import PAGES, ROOT, blocks, shop

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

BOTH = [(ROOT / page.name.replace(".ko.", "."), page) for page in PAGES if ".ko." in page.name]
# Installing is tried in environments of their own (`make installs`), editors in tests/editors, these here.
INSTALLS = ("pipx ", "uv ", "pip ", "make ", "cd ", "docker ")


def commands(page: Path) -> list[str]:
    lines = [line.split("  #")[0].strip() for block in blocks(page, "sh") for line in block.splitlines()]
    return [line for line in lines if line and not line.startswith(INSTALLS)]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return shop(tmp_path)


@pytest.mark.parametrize("command", sorted({command for page in PAGES for command in commands(page)}))
def test_commands(command: str, project: Path) -> None:
    """1 is findings; 2 would be a command that is not taken."""
    assert command.startswith("gorae "), f"how is `{command}` tried?"
    words = command.partition(" |")[0].split()[1:]
    done = gorae(*words, cwd=project)
    assert done.code in (0, 1), f"{command}: {done.err}"


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "toml")], ids=lambda page: page.name)
def test_configurations(page: Path, tmp_path: Path) -> None:
    for text in blocks(page, "toml"):
        if "language-server" in tomllib.loads(text):  # Helix's
            continue
        (tmp_path / "gorae.toml").write_text(text, encoding="utf-8")
        (tmp_path / "Dockerfile").write_text("FROM scratch\n")
        done = gorae("check", cwd=tmp_path)
        # What is wrong in a configuration is said on stderr, with code 2; what a policy forbids may well be there.
        assert (done.code in (0, 1), done.err) == (True, ""), done.out


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "python")], ids=lambda page: page.name)
def test_programs(page: Path, project: Path) -> None:
    for text in blocks(page, "python"):
        done = subprocess.run(
            [sys.executable, "-c", text], cwd=project, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        assert "base-image-eol" in done.stdout


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "json")], ids=lambda page: page.name)
def test_settings_are_json(page: Path) -> None:
    for text in blocks(page, "json"):
        assert json.loads(text)


@pytest.mark.parametrize("page", [page for page in PAGES if "editors" in page.name], ids=lambda page: page.name)
def test_servers_that_editors_are_told_to_start(page: Path) -> None:
    """The command in each editor's block starts, and answers."""
    sys.path.insert(0, str(ROOT / "scripts"))
    from ask_peers import promised

    reported = [found for text in blocks(page, "json") for found in servers(json.loads(text))]
    helix = tomllib.loads(next(text for text in blocks(page, "toml")))
    reported += [[server["command"], *server["args"]] for server in helix["language-server"].values()]
    assert [language["language-servers"] for language in helix["language"]] == [list(helix["language-server"])]
    assert len(reported) == 5
    program = Path(sys.executable).parent / "gorae"
    for command, *words in {tuple(one) for one in reported}:
        assert command == "gorae"
        assert "hover" in promised(str(program), *words)


def servers(value: object) -> list[list[str]]:
    """The command lines in an editor's settings, however they are parted."""
    if not isinstance(value, dict):
        return []
    command, words = value.get("command") or value.get("path"), value.get("args") or value.get("arguments") or []
    own = [[command] if isinstance(command, str) else list(command)] if command else []
    return [[*one, *words] for one in own] + [found for inner in value.values() for found in servers(inner)]


def shared(lines: list[str]) -> list[str]:
    """Command lines as both languages have them: what is searched for is put in the reader's own words."""
    return [re.sub(r"^(gorae explain) (?!COPY).*", r"\1 …", line) for line in lines]


@pytest.mark.parametrize(("english", "korean"), BOTH, ids=lambda page: page.name)
def test_both_languages_tell_the_same(english: Path, korean: Path) -> None:
    english = english if english.exists() else ROOT / "docs" / english.name
    for language in ("lua", "elisp", "json", "yaml", "python"):
        assert blocks(english, language) == blocks(korean, language)
    assert shared(commands(english)) == shared(commands(korean))
    heads = [re.findall(r"^#+", page.read_text(encoding="utf-8"), re.MULTILINE) for page in (english, korean)]
    assert heads[0] == heads[1]


@pytest.mark.parametrize("name", ["README.md", "README.ko.md"])
def test_readmes_are_short_and_their_links_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert len(text.splitlines()) < 200
    for path in re.findall(r'(?:\]\(|src(?:set)?=")(?!https?:)([^)"#]+)', text):
        assert (ROOT / path).exists(), path


def test_the_pictures_are_of_this_version() -> None:
    """Each is there in both languages, light and dark, and as large as screens need them."""
    for language in ("ko", "en"):
        for theme in ("light", "dark"):
            data = (ROOT / "docs" / "images" / f"editor-{language}-{theme}.png").read_bytes()
            assert data[:8] == b"\x89PNG\r\n\x1a\n"
            assert int.from_bytes(data[16:20], "big") >= 1600
            assert os.path.getsize(ROOT / "docs" / "images" / f"editor-{language}-{theme}.png") < 600_000

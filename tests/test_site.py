"""The site's pages, put together without building it: every page in both languages, links that lead inside. `make site-check` does the rest."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "pages"
    command = [sys.executable, str(ROOT / "scripts" / "build_site.py"), "--pages", str(folder)]
    subprocess.run(command, check=True)
    return folder


def test_each_page_is_there_in_both_languages(pages: Path) -> None:
    names = {str(path.relative_to(pages)) for path in pages.rglob("*.md")}
    assert {name.replace(".ko.", ".en.") for name in names} == {name for name in names if ".en." in name}
    assert {"index.ko.md", "guide.ko.md", "rules/run-consecutive.ko.md", "concepts/layers.ko.md"} <= names


def test_links_lead_to_pages_or_into_the_repository(pages: Path) -> None:
    for page in pages.rglob("*.md"):
        language = page.suffixes[0]
        for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8")):
            file = page.parent / (target.removesuffix(".md") + language + ".md" if target.endswith(".md") else target)
            assert file.exists(), f"{page.relative_to(pages)}: {target}"
        for path in re.findall(r"blob/main/([^)#\s]+)\)", page.read_text(encoding="utf-8")):
            assert (ROOT / path).exists(), f"{page.relative_to(pages)}: {path}"


def test_a_rule_shows_its_examples_in_frames(pages: Path) -> None:
    korean = (pages / "rules" / "run-consecutive.ko.md").read_text(encoding="utf-8")
    assert '!!! failure "나쁜 예"\n\n    ```dockerfile\n    FROM ' in korean
    assert '!!! success "좋은 예"\n\n    ```dockerfile\n    FROM ' in korean


def test_the_tree_names_each_page_once(pages: Path) -> None:
    class Loader(yaml.SafeLoader):
        """Leaves out the functions that mkdocs resolves."""

    Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)
    config = yaml.load((pages.parent / "mkdocs.yml").read_text(encoding="utf-8"), Loader)
    named = list(leaves(config["nav"]))
    assert len(named) == len(set(named))
    assert {name.removesuffix(".md") for name in named} == {
        str(path.relative_to(pages)).removesuffix(".ko.md") for path in pages.rglob("*.ko.md")
    }
    assert config["theme"]["font"] is False
    assert "repo_url" not in config  # it would ask GitHub for stars


def leaves(tree: object) -> list[str]:
    if isinstance(tree, str):
        return [tree]
    return [leaf for value in (tree.values() if isinstance(tree, dict) else tree) for leaf in leaves(value)]

"""Builds the documentation site into .build/site: the repository's own pages, in Korean and, below /en/, in English.

    build_site.py [--pages FOLDER]      --pages: only puts the pages together, in that folder

The home page is the README's beginning; the guide, editors, CI, configuration and moving from hadolint are the pages of docs/;
rules and words are the pages that editors show. Links between them lead inside of the site, all others into the repository.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from gorae.lint.registry import all_rules, group_of
from gorae.lint.rule import ExternalRule
from gorae.lsp.phrases import say
from gorae.lsp.show_rule import page_of
from gorae.reference.library import index
from gorae.reference.library import page as word_page
from gorae.texts import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gorae.texts import Language

ROOT = Path(__file__).resolve().parent.parent
CONFIG = ROOT / "docs" / "site"
ONLY_PAGES = sys.argv[1:2] == ["--pages"]
PAGES = Path(sys.argv[2]) if ONLY_PAGES else ROOT / ".build" / "site-pages"
SITE = ROOT / ".build" / "site"
REPOSITORY = "https://github.com/gorae-dev/gorae/blob/main"
DOCS = ("guide", "editors", "ci", "configuration", "hadolint")
# The words that have a place of their own; programs and images are too many for a site that one searches.
KINDS = ("concepts", "instructions", "flags", "mounts", "directives", "comments", "compose")
HEADS: dict[str, tuple[str, str]] = {
    "home": ("처음", "Home"),
    "guide": ("시작하기", "Get started"),
    "rules": ("규칙", "Rules"),
    "words": ("설명", "Words"),
    "concepts": ("개념", "Concepts"),
    "instructions": ("명령", "Instructions"),
    "flags": ("플래그", "Flags"),
    "mounts": ("마운트", "Mounts"),
    "directives": ("파서 지시자", "Directives"),
    "comments": ("주석", "Comments"),
    "compose": ("compose 파일", "Compose files"),
    "configuration": ("설정", "Configuration"),
    "editors": ("편집기", "Editors"),
    "ci": ("CI", "CI"),
    "comparison": ("다른 도구와 비교", "Compared with other tools"),
    "hadolint": ("hadolint에서 옮겨 오기", "Moving from hadolint"),
}
_LINK = re.compile(r"(\]\()([^)\s]+)(\))")
_PICTURE = re.compile(
    r"<picture>.*?srcset=\"docs/([^\"]+)\".*?alt=\"([^\"]+)\" src=\"docs/([^\"]+)\".*?</picture>", re.DOTALL
)
_FENCE = re.compile(r"\*\*(?P<label>[^*\n]+)\*\*\n\n(?P<block>```.*?^```)$", re.MULTILINE | re.DOTALL)


def write(path: str, language: Language, text: str) -> None:
    """Write a page: `guide` becomes guide.ko.md."""
    file = PAGES / f"{path}.{language}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    front_matter = "---\nhide: [navigation]\n---\n\n" if "/" not in path else ""  # it has no neighbours to list
    file.write_text(front_matter + text, encoding="utf-8")


def source(name: str, language: Language) -> str:
    """The text of a page of the repository in a language: `docs/ci` is docs/ci.ko.md or docs/ci.md."""
    return (ROOT / f"{name}{'.ko' if language == 'ko' else ''}.md").read_text(encoding="utf-8")


def relinked(text: str, folder: str, here: str) -> str:
    """Links of a file that lies in the repository's `folder` as the page `here` of the site has them."""

    def target(match: re.Match[str]) -> str:
        path, _, anchor = match[2].partition("#")
        if not path or re.match(r"[a-z]+:", path):
            return match[0]
        place = _clean(PurePosixPath(folder) / path)
        return f"{match[1]}{_on_site(place, here) or f'{REPOSITORY}/{place}'}{'#' + anchor if anchor else ''}{match[3]}"

    return _LINK.sub(target, text)


def _clean(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _on_site(place: str, here: str) -> str | None:
    """Where a file of the repository is on the site, seen from a page; None where it is not there."""
    up = "../" * here.count("/")
    name = re.sub(r"(\.ko|\.en)?\.md$", "", place)
    if place.startswith("images/"):
        return f"{up}{place}"
    if name == "README":
        return f"{up}index.md"
    if name == "docs/rules":
        return f"{up}rules/index.md"
    if name.startswith("docs/") and name.removeprefix("docs/") in DOCS:
        return f"{up}{name.removeprefix('docs/')}.md"
    if "/lint/rules/" in name:
        return f"{up}rules/{name.rpartition('/')[2].replace('_', '-')}.md"
    if name.endswith("lint/shellcheck"):
        return f"{up}rules/index.md"
    return None


def part(text: str, head: str) -> str:
    """What stands below a heading of the second level."""
    found = re.search(rf"^## {re.escape(head)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if found is None:
        raise SystemExit(f"no heading `## {head}`")
    return found[1].strip()


def home(language: Language) -> str:
    """The README as the first page: its picture for light and dark, without the line on its other language."""
    text = _PICTURE.sub(r"![\2](\3#only-light)\n![\2](\1#only-dark)", source("README", language))
    head = "다른 도구와 비교" if language == "ko" else "Compared with other tools"
    text = text.replace(f"## {head}\n\n{part(text, head)}\n\n", "")
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(("[한국어](", "[English](")))


def comparison(language: Language) -> str:
    """The README's tables beside other tools."""
    head = HEADS["comparison"][LANGUAGES.index(language)]
    return f"# {head}\n\n{part(source('README', language), head)}\n"


def framed(text: str, language: Language) -> str:
    """Bad and good examples in frames of their colours."""
    kinds = {say("bad", language): "failure", say("good", language): "success"}

    def frame(match: re.Match[str]) -> str:
        kind = kinds.get(match["label"])
        if kind is None:
            return match[0]
        inner = "\n".join(f"    {line}".rstrip() for line in match["block"].splitlines())
        return f'!!! {kind} "{match["label"]}"\n\n{inner}'

    return _FENCE.sub(frame, text)


def with_site_links(text: str, language: Language) -> str:
    """A word's or rule's page with links that lead to pages of the site; the others become plain words."""

    def target(match: re.Match[str]) -> str:
        kind, _, name = match["path"].removeprefix("../").removesuffix(".md").rpartition("/")
        there = (kind in KINDS and name in index().get(kind, ())) or kind == "rules"
        return f"[{match['text']}](../{kind}/{name}.md)" if there else match["text"]

    return re.sub(r"\[(?P<text>(?:[^\[\]]|\\.)*)\]\((?P<path>\.\./[\w./-]+\.md)\)", target, framed(text, language))


def rules() -> dict[str, list[str]]:
    """Write the page of each rule; return the rules' names by their groups, as they are listed."""
    groups: dict[str, list[str]] = {}
    for rule in all_rules():
        name = rule.name
        groups.setdefault("shellcheck" if isinstance(rule, ExternalRule) else group_of(rule), []).append(name)
        for language in LANGUAGES:
            text = page_of(f"rules/{name}", language) or ""
            write(f"rules/{name}", language, with_site_links(text, language))
    for language in LANGUAGES:
        title, _, table = source("docs/rules", language).split("\n\n", 2)  # without how it is made
        write("rules/index", language, relinked(f"{title}\n\n{table}", "docs", "rules/index"))
    return groups


def words() -> dict[str, list[str]]:
    """Write the page of each word of the kinds that the site has; return their names by kind."""
    found = {kind: [name for name in index()[kind] if word_page(kind, name, "ko")] for kind in KINDS}
    for kind, names in found.items():
        for name in names:
            for language in LANGUAGES:
                write(
                    f"{kind}/{name}",
                    language,
                    with_site_links(page_of(f"{kind}/{name}", language) or "", language),
                )
    return found


def navigation(groups: dict[str, list[str]], kinds: dict[str, list[str]]) -> list[object]:
    """The site's tree, in Korean; English names come from `nav_translations`."""

    def named(key: str, value: object) -> dict[str, object]:
        return {HEADS[key][0]: value}

    rule_sections = [{group: [f"rules/{name}.md" for name in names]} for group, names in groups.items()]
    word_sections = [named(kind, [f"{kind}/{name}.md" for name in names]) for kind, names in kinds.items()]
    return [
        named("home", "index.md"),
        named("guide", "guide.md"),
        named("rules", ["rules/index.md", *rule_sections]),
        named("words", word_sections),
        named("configuration", "configuration.md"),
        named("editors", "editors.md"),
        named("ci", "ci.md"),
        named("comparison", "comparison.md"),
        named("hadolint", "hadolint.md"),
    ]


def assemble() -> None:
    """Put all pages, pictures and the configuration in place."""
    import yaml

    shutil.rmtree(PAGES, ignore_errors=True)
    for language in LANGUAGES:
        write("index", language, relinked(home(language), "", "index"))
        write("comparison", language, relinked(comparison(language), "", "comparison"))
        for name in DOCS:
            write(name, language, relinked(source(f"docs/{name}", language), "docs", name))
    tree = navigation(rules(), words())
    shutil.copytree(ROOT / "docs" / "images", PAGES / "images")
    for name in ("gorae.svg", "gorae.png"):
        shutil.copy(ROOT / "client" / "images" / name, PAGES / "images" / name)
    shutil.copy(CONFIG / "site.css", PAGES / "site.css")
    translations = yaml.safe_dump(dict(HEADS.values()), allow_unicode=True, width=200)
    config = (CONFIG / "mkdocs.yml").read_text(encoding="utf-8").rstrip("\n")
    config += "\n          nav_translations:\n" + _indented(translations.splitlines(), 12)
    config = re.sub(r"(\w+_dir): \.\./\.\./\.build/", r"\1: ", config)
    config += "\nnav:\n" + _indented(yaml.safe_dump(tree, allow_unicode=True, width=200).splitlines(), 2) + "\n"
    (PAGES.parent / "mkdocs.yml").write_text(config, encoding="utf-8")


def part_languages() -> None:
    """Give each language a search of its own: the English pages look for theirs below /en/."""
    file = SITE / "search" / "search_index.json"
    index = json.loads(file.read_text(encoding="utf-8"))
    english = [one for one in index["docs"] if one["location"].startswith("en/")]
    korean = [one for one in index["docs"] if not one["location"].startswith("en/")]
    file.write_text(json.dumps({**index, "docs": korean}, ensure_ascii=False), encoding="utf-8")
    own = SITE / "en" / "search" / "search_index.json"
    own.parent.mkdir(exist_ok=True)
    docs = [{**one, "location": one["location"].removeprefix("en/")} for one in english]
    own.write_text(json.dumps({**index, "docs": docs}, ensure_ascii=False), encoding="utf-8")
    for page in (SITE / "en").rglob("*.html"):
        up = len(page.relative_to(SITE / "en").parts) - 1
        text = page.read_text(encoding="utf-8")
        base = "/".join([".."] * up) or "."
        text = re.sub(r'("base": ?")[^"]*(")', rf"\g<1>{base}\g<2>", text, count=1)
        # Pictures are there once: the plugin leaves their address as if each language had its own.
        page.write_text(text.replace('src="images/', 'src="../images/'), encoding="utf-8")


def _indented(lines: Iterable[str], width: int) -> str:
    return "\n".join(" " * width + line for line in lines)


def main() -> int:
    """Build the site; 1 where a link leads nowhere."""
    assemble()
    if ONLY_PAGES:
        return 0
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--clean",
        "--quiet",
        "--config-file",
        str(PAGES.parent / "mkdocs.yml"),
    ]
    done = subprocess.run(command, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    if done.returncode == 0:
        part_languages()
        print(f"{SITE.relative_to(ROOT)}: {sum(1 for _ in SITE.rglob('*.html'))} pages")
    return done.returncode


if __name__ == "__main__":
    raise SystemExit(main())

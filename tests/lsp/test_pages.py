"""Links in hovers, and the pages that they open."""

from __future__ import annotations

import posixpath
import re
from types import SimpleNamespace

import pytest

from gorae.lint.registry import all_rules
from gorae.lsp.markup import linked, with_rest
from gorae.lsp.show_rule import show_rule
from gorae.reference.library import index


@pytest.mark.parametrize(
    ("why", "known", "target"),
    [
        (
            "a client with the command opens the page in the editor",
            True,
            "(command:gorae.showRule?%5B%22concepts%2Fcache%22%5D)",
        ),
        ("any other client gets the file", False, "/server/gorae/reference/pages/concepts/cache.ko.md)"),
    ],
)
def test_a_link_is_what_the_client_can_open(why: str, known: bool, target: str) -> None:
    ls = SimpleNamespace(command_links=known)
    assert linked(ls, "[캐시](gorae:concepts/cache)", "ko").endswith(target), why  # type: ignore[arg-type]  # all it reads


@pytest.mark.parametrize(
    ("why", "name", "said"),
    [
        ("a page of a command has its options", "commands/tar", "- `-x`, `--extract`: 압축 파일을 풉니다."),
        ("a page of a mount has its values", "mounts/cache", "`apt`에는 `locked`를 쓰세요. 기본값: `shared`"),
        ("links of a concept lead to other pages", "concepts/cache", "[레이어](../concepts/layers.md)"),
        ("another linter's name for a rule, by the address of its page", "rules/DL3059", "# run-consecutive"),
        ("a rule by its name", "run-consecutive", "# run-consecutive"),
        ("below the title stand severity and aliases", "run-consecutive", "\n심각도: 정보 · 별칭: `DL3059`"),
        ("the wrong example", "run-consecutive", "\n**나쁜 예**\n\n```dockerfile\nFROM"),
        ("the right example", "run-consecutive", "\n**좋은 예**\n\n```dockerfile\nFROM"),
    ],
)
def test_a_page_in_full(why: str, name: str, said: str) -> None:
    page = show_rule(SimpleNamespace(language="ko", whole_hovers={}), name)  # type: ignore[arg-type]  # all it reads
    assert page is not None, why
    assert said in page, why


@pytest.mark.parametrize("name", ["nothing", "concepts/nothing", "nowhere/cache", "../../secret"])
def test_no_page(name: str) -> None:
    assert show_rule(SimpleNamespace(language="ko", whole_hovers={}), name) is None  # type: ignore[arg-type]  # all it reads


PAGES = [f"{kind}/{name}" for kind, all_ in index().items() for name in all_]
LINK = re.compile(r"\]\((?!https://)([^)\s]+)\)")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_each_link_of_each_page_leads_to_a_page_in_its_language(language: str) -> None:
    ls = SimpleNamespace(language=language, whole_hovers={})
    lost, seen = [], 0
    for name in (*PAGES, *(f"rules/{rule.name}" for rule in all_rules())):
        page = show_rule(ls, name)  # type: ignore[arg-type]  # all it reads
        assert page is not None
        # As VS Code does: beside `gorae:/KIND/NAME.md`.
        for target in LINK.findall(re.sub(r"^```.*?^```|`[^`\n]*`", "", page, flags=re.MULTILINE | re.DOTALL)):
            seen += 1
            path = posixpath.normpath(posixpath.join(posixpath.dirname(f"/{name}"), target)).strip("/")
            opened = show_rule(ls, path.removesuffix(".md")) if path.endswith(".md") else None  # type: ignore[arg-type]
            if opened is None or (language == "ko") != bool(re.search("[가-힣]", opened)):
                lost.append(f"{name}: {target}")
    assert lost == []
    assert seen > len(PAGES) / 2


def test_the_rest_of_a_cut_text_is_a_page_where_the_client_opens_pages_and_no_link_elsewhere() -> None:
    cut, whole = "**`a:1`**\n\n[더 보기](gorae:hover) · [b](gorae:concepts/cache)", "**`a:1`**\n\n길다 🐳\n"
    session = SimpleNamespace(language="ko", whole_hovers={}, client=SimpleNamespace(command_links=True))
    shown = with_rest(session, cut, whole)  # type: ignore[arg-type]  # all it reads
    (name,) = session.whole_hovers
    assert f"[더 보기](gorae:{name})" in shown
    assert show_rule(session, name) == f"{whole}\n"  # type: ignore[arg-type]
    session.client = SimpleNamespace(command_links=False)
    assert with_rest(session, cut, whole) == "**`a:1`**\n\n[b](gorae:concepts/cache)"  # type: ignore[arg-type]
    assert with_rest(session, cut.partition(" · ")[0], whole) == "**`a:1`**"  # type: ignore[arg-type]


def test_hovers_of_a_whole_day_are_not_kept():
    session = SimpleNamespace(client=SimpleNamespace(command_links=True), whole_hovers={})
    for number in range(1000):
        with_rest(session, "a\n\n[b](more)", f"hover {number % 500}")  # type: ignore[arg-type]  # all it reads
    assert list(session.whole_hovers.values()) == [f"hover {number}" for number in range(400, 500)]

from __future__ import annotations

import pytest

from gorae.texts import fill, parse_page

PAGE = """\
---
message: 태그가 없습니다: {image}
source: https://example.com/a
source: https://example.com/b
---

본문입니다.

```dockerfile bad
FROM debian
```

```dockerfile good app.Dockerfile
FROM debian:13
```
"""


def test_a_page_taken_apart() -> None:
    page = parse_page(PAGE)
    assert page.text("message") == "태그가 없습니다: {image}"
    assert page.texts("source") == ("https://example.com/a", "https://example.com/b")
    assert page.text("fix") == ""
    assert page.text("fix", "없음") == "없음"
    assert page.texts("fix") == ()
    assert page.body.startswith("본문입니다.\n")
    assert page.blocks() == [
        ("dockerfile bad", "FROM debian\n"),
        ("dockerfile good app.Dockerfile", "FROM debian:13\n"),
    ]


@pytest.mark.parametrize(
    ("why", "text", "front", "body"),
    [
        ("a page without front matter", "본문\n", {}, "본문\n"),
        ("a key, and a text whose last newline is missing", "---\na: b\n---\n본문", {"a": ("b",)}, "본문\n"),
        ("CRLF is read as LF", "---\r\na: b\r\n---\r\n본문\r\n", {"a": ("b",)}, "본문\n"),
        (
            "a second colon belongs to the value, a line without one is passed over",
            "---\na: b: c\nnothing\n---\n",
            {"a": ("b: c",)},
            "\n",
        ),
        ("an empty page", "", {}, "\n"),
        ("front matter stands at the beginning or nowhere", "위\n---\na: b\n---\n", {}, "위\n---\na: b\n---\n"),
    ],
)
def test_front_matter(why: str, text: str, front: dict[str, tuple[str, ...]], body: str) -> None:
    page = parse_page(text)
    assert (page.front, page.body) == (front, body), why


@pytest.mark.parametrize(
    ("why", "template", "facts", "text"),
    [
        ("a word and a number", "`{name}`이 {count}개", {"name": "a", "count": 2}, "`a`이 2개"),
        ("a gap without a fact stays", "{unknown} 남는다", {}, "{unknown} 남는다"),
        ("braces that are no gaps", "${NAME} {} {1}", {"NAME": "x"}, "${NAME} {} {1}"),
        ("what is filled in is not filled again", "{a}", {"a": "{b}", "b": "c"}, "{b}"),
    ],
)
def test_gaps_are_filled_once(why: str, template: str, facts: dict[str, object], text: str) -> None:
    assert fill(template, facts) == text, why

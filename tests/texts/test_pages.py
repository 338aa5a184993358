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
    ("text", "front", "body"),
    [
        ("본문\n", {}, "본문\n"),
        ("---\na: b\n---\n본문", {"a": ("b",)}, "본문\n"),
        ("---\r\na: b\r\n---\r\n본문\r\n", {"a": ("b",)}, "본문\n"),
        ("---\na: b: c\nnothing\n---\n", {"a": ("b: c",)}, "\n"),
        ("", {}, "\n"),
        ("위\n---\na: b\n---\n", {}, "위\n---\na: b\n---\n"),
    ],
)
def test_front_matter(text: str, front: dict[str, tuple[str, ...]], body: str) -> None:
    page = parse_page(text)
    assert (page.front, page.body) == (front, body)


@pytest.mark.parametrize(
    ("template", "facts", "text"),
    [
        ("`{name}`이 {count}개", {"name": "a", "count": 2}, "`a`이 2개"),
        ("{unknown} 남는다", {}, "{unknown} 남는다"),
        ("${NAME} {} {1}", {"NAME": "x"}, "${NAME} {} {1}"),
        ("{a}", {"a": "{b}", "b": "c"}, "{b}"),
    ],
)
def test_gaps_are_filled_once(template: str, facts: dict[str, object], text: str) -> None:
    assert fill(template, facts) == text

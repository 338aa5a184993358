"""Markdown as a terminal shows it."""

from __future__ import annotations

from gorae.cli.markdown import to_terminal

TABLE = """\
| | `COPY` | 설명 |
| --- | --- | --- |
| 파일 | 복사 | 그대로 |
| `a.tar` | 못 함 | 풀지 않음 |
"""


def test_a_table_stands_in_columns(monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert to_terminal(TABLE, "ko", colour=False) == (
        "         `COPY`  설명\n파일     복사    그대로\n`a.tar`  못 함   풀지 않음\n"
    )


def test_a_wide_table_becomes_a_list(monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    wide = TABLE.replace("그대로", "그대로 복사하고 아무것도 풀지 않습니다")
    assert to_terminal(wide, "ko", colour=False) == (
        "- 파일: `COPY`: 복사 · 설명: 그대로\n  복사하고 아무것도 풀지 않습니다\n"
        "- `a.tar`: `COPY`: 못 함 · 설명: 풀지\n  않음\n"
    )

"""Of `uv run python` the words behind `run` are a program of its own; a start script that the file copies is not the image's."""

from __future__ import annotations

import pytest

from gorae.hover import hover_at
from gorae.stages import build
from gorae.syntax import parse

# Where the cursor is (`|`), what the hover says, and what it must not say.
CASES = {
    "a model's name, which is no path": ("FROM a:1\nRUN hf download |Qwen/Qwen2.5-7B\n", "`hf`", "경로입니다"),
    "a time zone that is printed": ("FROM a:1\nRUN echo |Asia/Seoul\n", "`echo`", "경로입니다"),
    "a file below a folder of Windows": (
        "# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\nWORKDIR C:\\src\nRUN msbuild |App.sln\n", "C:\\src\\App.sln", "C:\\src/App"
    ),
    "manage.py behind python": ("FROM a:1\nRUN python manage.py |collectstatic\n", "정적 파일", "Python을 실행"),
    "what CMD gives a program behind tini": (
        'FROM a:1\nENTRYPOINT ["/sbin/tini", "--", "/opt/app"]\nCMD ["|foreground"]\n', "`app` 명령에 전달하는 인자", "PATH"
    ),
    "a package of an archive that the base image adds": (
        "FROM postgres:16\nRUN apt-get update && apt-get install -y |postgresql-16-cron\n", "설치하는 패키지", "저장소에 없는"
    ),
    "options in a bundle before a wrapped program": ("FROM a:1\nRUN ls; xargs |-rt rm\n", "실행할 명령을 출력", "명령의 옵션입니다"),
    "the second word of a program belongs to the first": (
        "FROM a:1\nRUN |uv run python manage.py\n", "`run`:", "내려받아 설치"
    ),
    "a plugin is no chart": ("FROM a:1\nRUN |helm plugin install x\n", "플러그인을 설치", "차트를 설치"),
    "tasks stand side by side": ("FROM a:1\nRUN |mvn clean package\n", "`package`:", "nothing"),
    "a command of two words is said once": ("FROM a:1\nRUN |flutter pub get\n", "`pub`:", "`get`:"),
    "a command of two words, and the first one's own": ("FROM a:1\nRUN |cargo chef cook\n", "`cook`:", "nothing"),
    "artisan behind php": ("FROM a:1\nRUN php artisan |migrate\n", "마이그레이션", "PHP 프로그램"),
    "what npx runs": ("FROM a:1\nRUN npx tsc |-p .\n", "tsconfig.json", "명령이 들어 있는 패키지"),
    "an option whose value only `=` gives": (
        'FROM a:1\nCMD ["deno", "serve", "--allow-env", "|-R", "m.ts"]\n', "파일 읽기", "옵션의 값"
    ),
    "the official image's start script": (
        'FROM postgres:18\nENTRYPOINT ["|docker-entrypoint.sh"]\n', "공식 이미지의 시작 스크립트", "nothing"
    ),
    "a start script that is copied": (
        'FROM a:1\nCOPY docker-entrypoint.sh /usr/local/bin/\nENTRYPOINT ["|docker-entrypoint.sh"]\n', "프로그램", "공식 이미지의"
    ),
    "a start script that stands elsewhere": (
        'FROM a:1\nENTRYPOINT ["|/rails/bin/docker-entrypoint"]\n', "`/rails/bin/docker-entrypoint`", "공식 이미지의"
    ),
}  # fmt: skip


@pytest.mark.parametrize("why", CASES)
def test_said(why: str) -> None:
    marked, said, unsaid = CASES[why]
    at = marked.index("|")
    document = parse(marked[:at] + marked[at + 1 :])
    found = hover_at(document, build(document), at, "ko")
    assert found is not None
    assert said in found.markdown
    assert unsaid not in found.markdown


def test_an_older_release_with_long_support_is_not_the_newest() -> None:
    """Composer 2.2 is supported for long, and 2.10 is newer."""
    document = parse("FROM composer:2\n")
    found = hover_at(document, build(document), 6, "ko")
    assert found is not None
    assert "오래 지원되는 LTS 버전: `2.2`" in found.markdown
    assert "최신" not in found.markdown

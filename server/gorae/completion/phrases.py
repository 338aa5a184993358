"""The short sentences behind the labels; longer ones are pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.texts import fill

if TYPE_CHECKING:
    from gorae.texts import Language

_PHRASES: dict[str, dict[Language, str]] = {
    "as": {"ko": "스테이지 이름 붙이기", "en": "names the stage"},
    "stage": {"ko": "{line}번째 줄의 스테이지 · {image}", "en": "stage of line {line} · {image}"},
    "official": {"ko": "공식 이미지", "en": "official image"},
    "scratch": {"ko": "빈 이미지", "en": "the empty image"},
    "ended": {"ko": "지원 종료", "en": "end of life"},
    "latest": {"ko": "빌드할 때마다 다를 수 있음", "en": "may differ at each build"},
    "alpine": {"ko": "Alpine · 작음 · musl", "en": "Alpine · small · musl"},
    "slim": {"ko": "slim · 필요한 것만", "en": "slim · only what is needed"},
    "windowsservercore": {"ko": "Windows Server Core", "en": "Windows Server Core"},
    "nanoserver": {"ko": "Windows Nano Server", "en": "Windows Nano Server"},
    "ignored": {"ko": ".dockerignore가 제외함", "en": "left out by .dockerignore"},
    "folder": {"ko": "폴더", "en": "folder"},
    "whole": {"ko": "빌드 컨텍스트 전체", "en": "the whole build context"},
    "workdir": {"ko": "지금의 WORKDIR", "en": "the WORKDIR in force"},
    "in-stage": {"ko": "`{stage}` 스테이지의 경로", "en": "a path of stage `{stage}`"},
    "compose": {"ko": "compose 파일이 여는 포트", "en": "opened by the compose file"},
    "made": {"ko": "{line}번째 줄에서 만든 사용자입니다.", "en": "Made in line {line}."},
    "rule": {"ko": "규칙", "en": "rule"},
    "check-cmd": {"ko": "상태를 확인할 명령", "en": "the command that checks"},
    "check-none": {"ko": "베이스 이미지의 상태 확인 끄기", "en": "switches the base image's check off"},
    "global-arg": {"ko": "FROM 위에서 선언됨: {value}", "en": "declared above FROM: {value}"},
    "package-for": {"ko": "{size} · {program} 프로그램", "en": "{size} · brings {program}"},
    "package-brings": {"ko": "프로그램: {programs}", "en": "Programs: {programs}"},
    "reason": {"ko": "이유", "en": "reason"},
}


def say(key: str, language: Language, **facts: object) -> str:
    """A sentence with its gaps filled."""
    return fill(_PHRASES[key][language], facts)

"""The sentences of hovers that no page holds: values, stages, files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.texts import fill

if TYPE_CHECKING:
    from gorae.texts import Language

_PHRASES: dict[str, dict[Language, str]] = {
    "rule": {"ko": "규칙 설명", "en": "the rule"},
    "default": {"ko": "기본값", "en": "default"},
    "variable-unknown": {
        "ko": "이 위치에서 정의되지 않은 변수입니다. 빈 문자열로 바뀝니다.",
        "en": "Not defined here: replaced by an empty string.",
    },
    "variable-line": {"ko": " ({line}번째 줄)", "en": " (line {line})"},
    "variable-arg": {
        "ko": "빌드 인자입니다. 빌드하는 동안에만 있고 컨테이너에는 없습니다.",
        "en": "A build argument: there during the build, not in the container.",
    },
    "variable-global-arg": {
        "ko": "첫 `FROM` 위에 선언한 빌드 인자입니다.",
        "en": "A build argument declared above the first `FROM`.",
    },
    "variable-env": {
        "ko": "환경 변수입니다. 빌드할 때와 컨테이너에서 모두 쓰입니다.",
        "en": "An environment variable: there during the build and in the container.",
    },
    "variable-base": {"ko": "베이스 이미지가 정한 환경 변수입니다.", "en": "Set by the base image."},
    "variable-platform": {
        "ko": "BuildKit이 빌드마다 정하는 플랫폼 인자입니다.",
        "en": "A platform argument that BuildKit sets for each build.",
    },
    "variable-predefined": {
        "ko": "`ARG` 없이도 `RUN`에서 쓸 수 있는, 미리 정의된 인자입니다.",
        "en": "A predefined argument: usable in `RUN` without `ARG`.",
    },
    "variable-empty": {"ko": "값: 빈 문자열", "en": "Value: the empty string"},
    "variable-no-value": {
        "ko": "기본값이 없습니다. `--build-arg`로 주지 않으면 비어 있습니다.",
        "en": "No default: empty unless given with `--build-arg`.",
    },
    "scratch": {
        "ko": "**scratch**\n\n빈 이미지입니다. 셸도 라이브러리도 인증서도 없으므로 정적으로 링크된 실행 파일만 실행할 수 있습니다.",
        "en": "**scratch**\n\nThe empty image: no shell, no libraries, no certificates; only statically linked programs run.",
    },
    "image-unknown": {
        "ko": "변수의 값을 알 수 없어 이미지가 정해지지 않았습니다.",
        "en": "A variable's value is not known, so neither is the image.",
    },
    "image-digest": {
        "ko": "다이제스트로 고정되어 항상 같은 이미지입니다.",
        "en": "Pinned by digest: always the same image.",
    },
    "image-untagged": {
        "ko": "태그가 없으면 `latest`를 뜻하고, 빌드할 때마다 다른 이미지일 수 있습니다.",
        "en": "No tag means `latest`, which may be another image at each build.",
    },
    "image-latest": {
        "ko": "`latest` 태그는 빌드할 때마다 다른 이미지를 가리킬 수 있습니다.",
        "en": "`latest` may point to another image at each build.",
    },
    "image-family": {"ko": "운영 체제 계열: `{family}`", "en": "Family of operating systems: `{family}`"},
    "stage": {"ko": "{name} 스테이지 ({line}번째 줄)", "en": "Stage {name} (line {line})"},
    "stage-base": {"ko": "베이스: `{image}` 이미지", "en": "Based on `{image}`"},
    "stage-count": {"ko": "명령 {count}개", "en": "Instructions: {count}"},
    "stage-used": {"ko": "쓰는 스테이지: {stages}", "en": "Used by: {stages}"},
    "stage-unused": {
        "ko": "마지막 스테이지를 빌드할 때 쓰이지 않습니다.",
        "en": "Not needed to build the last stage.",
    },
    "source": {
        "ko": "빌드 컨텍스트의 파일 {count}개, 모두 {size} (`.dockerignore` 적용 후)",
        "en": "Files of the build context: {count}, {size} in all (after `.dockerignore`)",
    },
}


def say(key: str, language: Language, **facts: object) -> str:
    """A sentence with its gaps filled."""
    return fill(_PHRASES[key][language], facts)

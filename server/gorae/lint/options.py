"""The options that several rules share, and the command line, the server or another linter's semantics ask for."""

from __future__ import annotations

from gorae.config.option import BOOLEAN, LABELS, STRINGS, Option

TRUSTED_REGISTRIES = Option(
    "trusted-registries",
    STRINGS,
    (),
    "믿는 레지스트리입니다. 그 밖의 베이스 이미지를 알립니다. / Registries that base images may be from.",
)
LABEL_SCHEMA = Option(
    "label-schema",
    LABELS,
    (),
    "이미지에 있어야 하는 라벨과 값의 종류입니다. / Labels that images have, and what kind of value.",
)
STRICT_LABELS = Option(
    "strict-labels", BOOLEAN, False, "`label-schema`에 없는 라벨을 알립니다. / No labels but those of `label-schema`."
)

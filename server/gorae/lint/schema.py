"""The JSON schema of `gorae.toml`, made from what the reader of configuration files knows. Shipped as a file in `data`."""

from __future__ import annotations

from typing import Any

from gorae.lint.configuration import KEYS, LABEL_KINDS, LEVELS, SPOKEN
from gorae.lint.model import SEVERITIES
from gorae.lint.registry import all_rules, groups
from gorae.lint.shellcheck.codes import SHELLCHECK

# Editors' TOML extensions understand draft 4 to 7 (taplo.tamasfe.dev, "JSON Schema").
DRAFT = "http://json-schema.org/draft-07/schema#"
URL = "https://raw.githubusercontent.com/gorae-dev/gorae/main/server/gorae/lint/data/gorae.schema.json"

_NAMES = {"$ref": "#/definitions/names"}
_KINDS: dict[str, dict[str, Any]] = {
    "names": _NAMES,
    "severities": {"type": "object", "propertyNames": {"$ref": "#/definitions/name"},
                   "additionalProperties": {"enum": list(LEVELS)}},
    "ignores": {"type": "object", "additionalProperties": _NAMES},
    "language": {"enum": list(SPOKEN)},
    "strings": {"type": "array", "items": {"type": "string"}},
    "labels": {"type": "object", "additionalProperties": {"enum": list(LABEL_KINDS)}},
    "boolean": {"type": "boolean"},
    "threshold": {"enum": list(SEVERITIES)},
    "count": {"type": "integer", "minimum": 1},
    "mounts": {"type": "object", "additionalProperties": {"type": "string"}},
}  # fmt: skip
_ABOUT = {
    "select": "이 규칙만 켭니다. 없으면 기본 규칙이 켜집니다. / Only these rules; without it those that are on by default.",
    "extend-select": "더할 규칙입니다. / Rules to add.",
    "ignore": "끌 규칙입니다. `select`보다 우선합니다. / Rules to leave out; stronger than `select`.",
    "severity": "규칙의 심각도를 바꿉니다. `off`는 규칙을 끕니다. / Rules' severities; `off` switches a rule off.",
    "per-file-ignores": "파일 패턴마다 끌 규칙입니다. / Rules to leave out, by pattern of the file's path.",
    "language": "메시지의 언어입니다. / The language of messages.",
    "trusted-registries": "믿는 레지스트리입니다. 그 밖의 베이스 이미지를 알립니다. / Registries that base images may be from.",
    "exclude": "폴더를 검사할 때 제외할 경로입니다(.gitignore 형식). / Paths that are left out below folders, as in .gitignore.",
    "extend-exclude": "`exclude`에 추가할 경로입니다. / Paths to leave out besides those of `exclude`.",
    "fail-on": "이 심각도 이상이면 검사가 실패합니다. 기본값은 `warning`입니다. / Findings from this severity on fail; `warning` by default.",
    "label-schema": "이미지에 있어야 하는 라벨과 값의 종류입니다. / Labels that images have, and what kind of value.",
    "max-lines": "`file-too-long` 규칙이 허용하는 줄 수입니다. / The lines that `file-too-long` lets a file have.",
    "secret-mounts": "셸 명령이 쓸 시크릿 마운트입니다. / The secret mounts of commands: what follows `--mount=type=secret,`.",
    "strict-labels": "`label-schema`에 없는 라벨을 알립니다. / No labels but those of `label-schema`.",
}


def configuration_schema() -> dict[str, Any]:
    """The schema of a `gorae.toml`, and so of `[tool.gorae]`. Names of rules are suggested as they are written."""
    rules = [rule.name for rule in all_rules()]
    aliases = dict.fromkeys(alias for rule in all_rules() for alias in rule.codes)
    names = ["all", *sorted((*groups(), SHELLCHECK.name)), *sorted(rules), *sorted(aliases, key=str.lower)]
    return {
        "$schema": DRAFT,
        "$id": URL,
        "title": "gorae.toml",
        "description": "Gorae의 설정입니다. / Gorae's configuration.",
        "type": "object",
        "additionalProperties": False,
        "properties": {key: {"description": _ABOUT[key], **_described(kind)} for key, kind in KEYS.items()},
        "definitions": {
            "name": {
                "description": "규칙, 별칭, 그룹의 이름이나 `all`. / A rule's name, an alias, a group, or `all`.",
                "anyOf": [{"enum": list(dict.fromkeys(names))}, {"type": "string", "pattern": "^SC[0-9]+$"}],
            },
            "names": {"type": "array", "items": {"$ref": "#/definitions/name"}},
        },
    }


def _described(kind: str) -> dict[str, Any]:
    """The kind's schema; a reference is wrapped, since draft 7 overlooks what stands beside one."""
    schema = _KINDS[kind]
    return {"allOf": [schema]} if "$ref" in schema else schema

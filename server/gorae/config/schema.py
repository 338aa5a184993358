"""The JSON schema of `gorae.toml`, made from what the reader of configuration files knows. Shipped as a file in `data`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gorae.config.file import KEYS
from gorae.config.messages import OPTIONS

if TYPE_CHECKING:
    from gorae.config.option import Option
    from gorae.config.vocabulary import Vocabulary

# Editors' TOML extensions understand draft 4 to 7 (taplo.tamasfe.dev, "JSON Schema").
DRAFT = "http://json-schema.org/draft-07/schema#"
URL = "https://raw.githubusercontent.com/gorae-dev/gorae/main/server/gorae/config/data/gorae.schema.json"


def configuration_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema of a `gorae.toml`, and so of `[tool.gorae]`. Names of rules are suggested as they are written."""
    return {
        "$schema": DRAFT,
        "$id": URL,
        "title": "gorae.toml",
        "description": _about("schema"),
        "type": "object",
        "additionalProperties": False,
        "properties": {option.key: _described(option) for option in (*KEYS, *vocabulary.options)},
        "definitions": {
            "name": {
                "description": _about("schema-name"),
                "anyOf": [{"enum": list(vocabulary.names)}, {"type": "string", "pattern": "^SC[0-9]+$"}],
            },
            "names": {"type": "array", "items": {"$ref": "#/definitions/name"}},
        },
    }


def _about(key: str) -> str:
    """What an option is for, in both languages: an editor shows a schema as it is."""
    return f"{OPTIONS.say(key, 'ko')} / {OPTIONS.say(key, 'en')}"


def _described(option: Option[Any]) -> dict[str, Any]:
    """The option's schema; a reference is wrapped, since draft 7 overlooks what stands beside one."""
    schema = option.kind.schema
    return {"description": _about(option.key), **({"allOf": [schema]} if "$ref" in schema else schema)}

"""JSON that is written already, and is sent as it is: what stays the same from key to key is not written again."""

from __future__ import annotations

import json
from typing import Any


class JsonText(str):
    """A value's JSON."""

    __slots__ = ()


def dumps(value: Any) -> str:
    """The JSON of a value, in which `JsonText` may stand as a value of an object."""
    if isinstance(value, JsonText):
        return value
    if isinstance(value, dict) and value:
        return "{" + ",".join(f"{json.dumps(str(key))}:{dumps(one)}" for key, one in value.items()) + "}"
    return json.dumps(value, separators=(",", ":"))

"""The functions that bake files may call, as go-cty's standard library and buildx have them.

What depends on the machine or the hour (`timestamp`, `homedir`, `uuidv4`) is not among them.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
import posixpath
import re
import urllib.parse
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class _Unknown:
    """A value that only the machine that builds knows."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN = _Unknown()
_MOST_ITEMS = 10_000
MOST_CHARACTERS = 200_000
_MOST_PATTERN = 200
_OTHER_IN_GO = re.compile(r"\(\?[UJ]|\\[pPQEzC]|\[\[:")
# Go's matcher is linear, Python's takes up to the text's length to the power of the repetitions: what may take more steps
# than these, or repeats a group, is not tried.
_MOST_STEPS = 20_000_000
_REPETITION = re.compile(r"[*+{]")
_REPEATED_GROUP = re.compile(r"\)[*+{]")


class Unknowable(Exception):  # noqa: N818  # no error: the value is not known
    """What an expression comes to is not known here."""


class FailedError(Exception):
    """A function that ends with an error: `can` and `try` look at that."""


# The functions that take texts: of those that take something else as well, the places of the texts. A number that is
# given for a text is written out.
_OF_TEXTS: dict[str, tuple[int, ...]] = {
    **dict.fromkeys(
        ("base64decode", "base64encode", "chomp", "lower", "md5", "regex", "regexall", "regex_replace", "regexreplace",
         "replace", "reverse", "sanitize", "sha1", "sha256", "sha512", "split", "strlen", "title", "trim", "trimprefix",
         "trimspace", "trimsuffix", "upper", "urlencode"), (0, 1, 2)),
    "indent": (1,), "join": (0,), "substr": (0,),
}  # fmt: skip
_OF_NUMBERS = frozenset(
    ("absolute", "add", "ceil", "divide", "floor", "int", "max", "min", "modulo", "multiply", "subtract")
)


_MOST_EXACT_DIGITS = 15  # what has more may have been rounded here, and not by bake


def as_asked(name: str, values: list[object]) -> list[object]:
    """Arguments as a function asks for them: a number as a text, a text of digits as a number."""
    if name in _OF_NUMBERS:
        return [as_number(value) for value in values]
    places = _OF_TEXTS.get(name, ())
    return [
        as_text(value) if place in places and isinstance(value, (int, float)) else value
        for place, value in enumerate(values)
    ]


def as_number(value: object) -> int | float:
    """A number, or what a text of digits says. Raises ValueError for another text, Unknowable for what is neither."""
    if isinstance(value, str):
        number = float(value)
        return int(number) if number.is_integer() else number
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Unknowable
    return value


def as_text(value: object) -> str:
    """A value as a template writes it. Raises Unknowable for what has no text."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        exact = Decimal(repr(value)).normalize()
        if len(exact.as_tuple().digits) > _MOST_EXACT_DIGITS:
            raise Unknowable  # bake reckons with 512 bits and writes all of its digits: 10/3 has 154
        return format(exact, "f")
    raise Unknowable


def _format(pattern: str, *values: Any) -> str:
    """`%s`, `%d`, `%q`, `%v`, `%t`, `%f` and their widths, as Go's `fmt` has them."""
    rest = list(values)

    def one(match: re.Match[str]) -> str:
        flags, verb = match[1], match[2]
        _bounded(max(map(int, re.findall(r"\d{1,9}", flags)), default=0) * 10)
        if verb == "%":
            return "%"
        if not rest:
            raise Unknowable
        value = rest.pop(0)
        if verb in "sv" and not isinstance(value, (list, dict)):
            return f"%{flags}s" % as_text(value)
        if verb == "q":
            return json.dumps(as_text(value), ensure_ascii=False)
        if verb in "dxXob":
            number = int(value)
            return f"{number:b}" if verb == "b" else f"%{flags}{verb}" % number
        if verb == "t":
            return as_text(value)
        if verb in "feg":
            return f"%{flags}{verb}" % float(value)
        raise Unknowable

    text = re.sub(r"%([-+# 0]*(?:[1-9]\d*)?(?:\.\d+)?)([a-zA-Z%])", one, pattern)
    if rest:
        raise Unknowable
    return text


def _go(pattern: str, text: str) -> re.Pattern[str]:
    """Go's regular expression where Python reads it alike, and soon comes to an end with that text."""
    if _OTHER_IN_GO.search(pattern) or _REPEATED_GROUP.search(pattern) or len(pattern) > _MOST_PATTERN:
        raise Unknowable
    if len(text) ** (len(_REPETITION.findall(pattern)) + 1) > _MOST_STEPS:
        raise Unknowable
    try:
        return re.compile(pattern)
    except re.error as error:
        raise FailedError from error


def _bounded(characters: float) -> None:
    """Raises Unknowable where a text would become too long."""
    if characters > MOST_CHARACTERS:
        raise Unknowable


def _regex(pattern: str, text: str) -> object:
    found = _go(pattern, text).search(text)
    if found is None:
        raise FailedError
    if found.re.groupindex:
        return found.groupdict()
    return list(found.groups()) if found.re.groups else found[0]


def _regex_replace(text: str, pattern: str, replacement: str) -> str:
    names = re.sub(r"\\", r"\\\\", replacement)
    names = re.sub(r"\$\{(\w+)\}|\$(\w+)", lambda match: rf"\g<{match[1] or match[2]}>", names)
    _bounded(len(text) * len(names))
    return _go(pattern, text).sub(names, text)


def _coalesce(*values: object) -> object:
    found = next((value for value in values if value is not None), None)
    if found is None:
        raise Unknowable
    return found


def _element(items: list[Any], index: int) -> object:
    return items[int(index) % len(items)]


def _flatten(items: list[Any]) -> list[object]:
    found: list[object] = []
    for item in items:
        found += _flatten(item) if isinstance(item, list) else [item]
    return found


def _distinct(items: list[Any]) -> list[object]:
    found: list[object] = []
    for item in items[:_MOST_ITEMS]:
        if item not in found:
            found.append(item)
    return found


def _lookup(table: dict[str, Any], key: object, *default: object) -> object:
    name = as_text(key)  # a number is a key as it is written
    if name in table:
        return table[name]
    return default[0] if default else table[name]


def _merged(*tables: dict[str, Any] | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for table in tables:
        found |= table or {}
    return found


def _range(*numbers: float) -> list[object]:
    start, end = (0.0, numbers[0]) if len(numbers) == 1 else numbers[:2]
    step = numbers[2] if len(numbers) > 2 else 1 if end >= start else -1
    found: list[object] = []
    while step and (start < end if step > 0 else start > end) and len(found) < _MOST_ITEMS:
        found.append(int(start) if float(start).is_integer() else start)
        start += step
    return found


def _setproduct(*lists: list[Any]) -> list[object]:
    if math.prod(len(one) for one in lists) > _MOST_ITEMS:
        raise Unknowable
    return [list(row) for row in product(*lists)]


def _slice(items: list[Any], start: int, end: int | None = None) -> list[object]:
    return items[int(start) : int(end) if end is not None else None]


def _substr(text: str, offset: int, length: int) -> str:
    start = int(offset) if offset >= 0 else max(len(text) + int(offset), 0)
    return text[start:] if length < 0 else text[start : start + int(length)]


def _title(text: str) -> str:
    return re.sub(r"(?<![\w'])\w", lambda match: match[0].upper(), text)


def _contains(items: list[Any], item: object) -> bool:
    return item in items


def _digest(name: str) -> Callable[[str], str]:
    return lambda text: hashlib.new(name, text.encode(), usedforsecurity=False).hexdigest()


def _integer(value: str, base: int) -> int:
    return int(str(value), int(base))


def _sanitized(text: str) -> str:
    """buildx: what a target's name may not hold becomes `_`."""
    return re.sub(r"[^a-zA-Z0-9_-]", "_", text)


def _sorted(items: list[Any]) -> list[str]:
    return sorted(as_text(item) for item in items)


def _indented(count: int, text: str) -> str:
    _bounded(int(count) * (text.count("\n") + 1))
    return text.replace("\n", "\n" + " " * int(count))


def _joined(separator: str, *lists: list[Any]) -> str:
    texts = [as_text(item) for items in lists for item in items]
    _bounded(sum(map(len, texts)) + len(separator) * len(texts))
    return separator.join(texts)


def _encoded(value: object) -> str:
    text = json.dumps(value, separators=(",", ":"), sort_keys=True, ensure_ascii=False)
    return re.sub("[<>&\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", text)  # as Go's encoder


def _replaced(text: str, old: str, new: str) -> str:
    _bounded((text.count(old) + 1) * len(new))
    return text.replace(old, new)


FUNCTIONS: dict[str, Callable[..., object]] = {
    "absolute": abs, "add": lambda a, b: a + b, "and": lambda a, b: a and b,
    "base64decode": lambda text: base64.b64decode(text).decode(),
    "base64encode": lambda text: base64.b64encode(text.encode()).decode(),
    "basename": lambda path: posixpath.basename(path.rstrip("/")) or ("/" if path else "."),
    "ceil": math.ceil, "chomp": lambda text: text.rstrip("\r\n"),
    "chunklist": lambda items, size: [items[at : at + size] for at in range(0, len(items), size)] if size else [items],
    "coalesce": _coalesce, "coalescelist": lambda *lists: next(one for one in lists if one),
    "compact": lambda items: [item for item in items if item not in (None, "")],
    "concat": lambda *lists: [item for items in lists for item in items], "contains": _contains,
    "dirname": lambda path: posixpath.dirname(path) or ".", "distinct": _distinct, "divide": lambda a, b: a / b,
    "element": _element, "equal": lambda a, b: a == b, "flatten": _flatten, "floor": math.floor, "format": _format,
    "formatlist": lambda pattern, *lists: [
        _format(pattern, *row)
        for row in zip(*(one if isinstance(one, list) else [one] * max(len(o) for o in lists if isinstance(o, list)) for one in lists), strict=False)
    ],
    "greaterthan": lambda a, b: a > b, "greaterthanorequalto": lambda a, b: a >= b,
    "hasindex": lambda items, key: key in items if isinstance(items, dict) else 0 <= key < len(items),
    "indent": _indented, "index": lambda items, key: items[key], "indexof": lambda items, item: items.index(item),
    "int": math.trunc, "join": _joined, "jsondecode": json.loads,
    "jsonencode": _encoded,
    "keys": sorted, "length": len, "lessthan": lambda a, b: a < b,
    "lessthanorequalto": lambda a, b: a <= b, "lookup": _lookup, "lower": str.lower, "max": max, "md5": _digest("md5"),
    "merge": _merged, "min": min, "modulo": math.fmod, "multiply": lambda a, b: a * b, "negate": lambda a: -a,
    "not": lambda a: not a, "notequal": lambda a, b: a != b, "or": lambda a, b: a or b, "parseint": _integer,
    "pow": lambda a, b: a**b if abs(b) < 64 else UNKNOWN, "range": _range, "regex": _regex,
    "regex_replace": _regex_replace, "regexall": lambda pattern, text: [m[0] for m in _go(pattern, text).finditer(text)],
    "regexreplace": _regex_replace, "replace": _replaced, "reverse": lambda text: text[::-1],
    "reverselist": lambda items: items[::-1], "sanitize": _sanitized,
    "sethaselement": _contains, "setproduct": _setproduct, "setunion": lambda *sets: _distinct([i for s in sets for i in s]),
    "sha1": _digest("sha1"), "sha256": _digest("sha256"), "sha512": _digest("sha512"),
    "setintersection": lambda first, *sets: [i for i in first if all(i in s for s in sets)],
    "setsubtract": lambda first, second: [i for i in first if i not in second],
    "signum": lambda a: (a > 0) - (a < 0), "slice": _slice, "sort": _sorted,
    "split": lambda separator, text: text.split(separator) if separator else list(text), "strlen": len, "strrev": lambda text: text[::-1],
    "substr": _substr, "subtract": lambda a, b: a - b, "title": _title,
    "trim": lambda text, cut: text.strip(cut), "trimprefix": lambda text, cut: text.removeprefix(cut),
    "trimspace": str.strip, "trimsuffix": lambda text, cut: text.removesuffix(cut), "upper": str.upper,
    "urlencode": urllib.parse.quote_plus,
    "values": lambda table: [table[key] for key in sorted(table)],
    "zipmap": lambda keys, values: dict(zip(keys, values, strict=True)),
}  # fmt: skip

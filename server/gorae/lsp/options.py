"""The client's settings: from `initializationOptions`, then from `workspace/configuration`. Wrong types are left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from gorae.formatting.style import CASES
from gorae.lint.configuration import LEVELS

if TYPE_CHECKING:
    from gorae.lint.configuration import Off
    from gorae.lint.model import Severity
    from gorae.texts import Language


@dataclass(frozen=True)
class Options:
    """What the person set in the editor, by the names of the setting's last part."""

    language: Language | None = None  # None: see `resolve_language`
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity | Off], ...] = ()
    trusted_registries: tuple[str, ...] = ()
    shellcheck: bool = True
    hover: bool = True
    completion: bool = True
    format: bool = True
    keyword_case: str = "consistent"

    def resolve_language(self, locale: str | None, otherwise: Language) -> Language:
        """The language that is meant: what is set; Korean where the client's locale is Korean; else `otherwise`."""
        if self.language is not None:
            return self.language
        return "ko" if (locale or "").lower().startswith("ko") else otherwise


def read_options(data: object, before: Options | None = None) -> Options:
    """The options that a client sent, nested (`{"lint": {"select": …}}`) or dotted (`{"lint.select": …}`)."""
    options = before or Options()
    if not isinstance(data, dict):
        return options
    inner = data.get("gorae")
    data = cast("dict[str, Any]", inner if isinstance(inner, dict) else data)
    found: dict[str, Any] = {}
    if _get(data, "language") in ("ko", "en", "auto"):
        found["language"] = None if _get(data, "language") == "auto" else _get(data, "language")
    names = {"lint.select": "select", "lint.extendSelect": "extend_select", "lint.ignore": "ignore"}
    for key, name in {**names, "trustedRegistries": "trusted_registries"}.items():
        value = _get(data, key)
        if isinstance(value, list):
            found[name] = tuple(item for item in value if isinstance(item, str))
    severity = _get(data, "lint.severity")
    if isinstance(severity, dict):
        found["severity"] = tuple(
            (str(name), cast("Severity | Off", level)) for name, level in severity.items() if level in LEVELS
        )
    switches = {"shellcheck.enable": "shellcheck", "hover.enable": "hover"}
    for key, name in {**switches, "completion.enable": "completion", "format.enable": "format"}.items():
        if isinstance(_get(data, key), bool):
            found[name] = _get(data, key)
    if _get(data, "format.instructionCase") in CASES:
        found["keyword_case"] = _get(data, "format.instructionCase")
    return replace(options, **found)


def _get(data: dict[str, Any], key: str) -> Any:
    if key in data:
        return data[key]
    first, _, rest = key.partition(".")
    inner = data.get(first)
    return _get(inner, rest) if rest and isinstance(inner, dict) else None

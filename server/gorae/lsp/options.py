"""The client's settings: from `initializationOptions`, then from `workspace/configuration`. Wrong types are left out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

from gorae.config.severity import LEVELS
from gorae.hints.kinds import Kinds

if TYPE_CHECKING:
    from gorae.config.severity import Off, Severity
    from gorae.texts import Language

# The words that a setting can have. Those of instructionCase are as the room `formatting` names them; it is large.
CHOICES: dict[str, tuple[str, ...]] = {
    "language": ("auto", "ko", "en"),
    "format.instructionCase": ("consistent", "upper", "lower", "keep"),
}
NAMES = {"lint.select": "select", "lint.extendSelect": "extend_select", "lint.ignore": "ignore"}  # of rules
LISTS = {**NAMES, "trustedRegistries": "trusted_registries"}
_SWITCHES = {
    "shellcheck.enable": "shellcheck",
    "hover.enable": "hover",
    "completion.enable": "completion",
    "format.enable": "format",
    "inlayHints.enable": "inlay_hints",
    "codeLens.enable": "code_lens",
}
_HINTS = {
    "values": "values",
    "stageNumbers": "stage_numbers",
    "latest": "latest",
    "endOfLife": "end_of_life",
    "copiedFiles": "copied_files",
    "weights": "weights",
}
SWITCHES = (*_SWITCHES, *(f"inlayHints.{name}" for name in _HINTS))


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
    inlay_hints: bool = True
    hint_kinds: Kinds = field(default_factory=Kinds)
    code_lens: bool = True

    def resolve_language(self, locale: str | None, otherwise: Language) -> Language:
        """The language to use: what is set; Korean where the client's locale is Korean; else `otherwise`."""
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
    if (language := get_option(data, "language")) in CHOICES["language"]:
        found["language"] = None if language == "auto" else language
    for key, name in LISTS.items():
        value = get_option(data, key)
        if isinstance(value, list):
            found[name] = tuple(item for item in value if isinstance(item, str))
    severity = get_option(data, "lint.severity")
    if isinstance(severity, dict):
        found["severity"] = tuple(
            (str(name), cast("Severity | Off", level)) for name, level in severity.items() if level in LEVELS
        )
    for key, name in _SWITCHES.items():
        if isinstance(get_option(data, key), bool):
            found[name] = get_option(data, key)
    kinds = {
        name: value for key, name in _HINTS.items() if isinstance(value := get_option(data, f"inlayHints.{key}"), bool)
    }
    if kinds:
        found["hint_kinds"] = replace(options.hint_kinds, **kinds)
    if get_option(data, "format.instructionCase") in CHOICES["format.instructionCase"]:
        found["keyword_case"] = get_option(data, "format.instructionCase")
    return replace(options, **found)


def get_option(data: dict[str, Any], key: str) -> Any:
    """A setting of what a client sent, nested or dotted; None where it is not there."""
    if key in data:
        return data[key]
    first, _, rest = key.partition(".")
    inner = data.get(first)
    return get_option(inner, rest) if rest and isinstance(inner, dict) else None

"""`gorae check --show-settings`: what holds for a file, and which file says so."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from gorae.cli.messages import say
from gorae.cli.options import configuration_of, language_of, settings_of
from gorae.cli.outcome import threshold_of
from gorae.cli.terminal import complain, visible
from gorae.lint.registry import options
from gorae.lint.selection import select_rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.cli.options import CheckOptions, LoadedConfig
    from gorae.config.settings import Settings
    from gorae.texts import Language


def show_settings(paths: Sequence[str], options: CheckOptions, fail_on: str | None, language: Language) -> int:
    """Prints the settings of the files, as a `gorae.toml` would say them; files with the same ones together."""
    blocks: dict[str, list[str]] = {}
    failed = False
    for path in paths:
        loaded = configuration_of(path, options)
        failed = failed or bool(loaded.errors)
        complain(loaded.errors)
        settings = settings_of(options, loaded, path, language_of(options, loaded.configuration))
        text = "\n".join(_lines(settings, loaded, fail_on, language))
        blocks.setdefault(text, []).append(path)
    shown = ["".join(f"# {visible(path)}\n" for path in named) + text + "\n" for text, named in blocks.items()]
    sys.stdout.write("\n".join(shown))
    return 2 if failed else 0


def _lines(settings: Settings, loaded: LoadedConfig, fail_on: str | None, language: Language) -> Iterator[str]:
    source = visible(str(loaded.path)) if loaded.path is not None else say("settings-none", language)
    yield f"# {say('settings-from', language, path=source)}"
    if settings.select is not None:
        yield f"select = {_listed(settings.select)}"
    yield f"extend-select = {_listed(settings.extend_select)}"
    yield f"ignore = {_listed(settings.ignore)}"
    yield f"language = {json.dumps(settings.language)}"
    yield f"fail-on = {json.dumps(threshold_of(loaded.configuration.failure_threshold, fail_on))}"
    yield f"exclude = {_listed((*loaded.configuration.exclude, *loaded.configuration.extend_exclude))}"
    yield f"severity = {_table(settings.severity)}"
    if settings.for_development:
        yield f"# {say('settings-development', language)}"
    for option in options():
        yield f"{option.key} = {_value(settings.option(option))}"
    yield f"# {say('settings-rules', language, count=len(select_rules(settings).rules))}"


def _value(value: object) -> str:
    """The value of an option, as TOML."""
    if isinstance(value, tuple) and value and isinstance(value[0], tuple):
        return _table(value)
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def _listed(items: Sequence[str]) -> str:
    return json.dumps(list(items), ensure_ascii=False)


def _table(items: Sequence[tuple[str, str]]) -> str:
    pairs = ", ".join(f"{json.dumps(key)} = {json.dumps(value, ensure_ascii=False)}" for key, value in items)
    return f"{{ {pairs} }}" if pairs else "{}"

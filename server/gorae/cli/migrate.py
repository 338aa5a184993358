"""`gorae migrate`: hadolint's configuration and comments as Gorae's, and what differs."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from gorae.cli import files
from gorae.cli.diffs import unified
from gorae.cli.language import preferred_language
from gorae.cli.messages import say
from gorae.cli.saving import Change, save
from gorae.cli.terminal import complain, diff_for
from gorae.config.hadolint_yaml import is_true
from gorae.context.dockerfiles import dockerfiles_below
from gorae.context.reading import read_regular
from gorae.context.yaml_tree import YamlError, yaml_data
from gorae.lint.registry import resolve
from gorae.source import Edit, apply_edits
from gorae.syntax import parse

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

NAMES = (".hadolint.yaml", ".hadolint.yml", "hadolint.yaml", "hadolint.yml")
_MOST_BYTES = 1_000_000
# hadolint's levels (its README, "Configure"); what it fails on where nothing is said.
_SEVERITIES = {"error": "error", "warning": "warning", "info": "information", "style": "hint"}
_DEFAULT_THRESHOLD = "info"
_MOST_SHOWN = 80  # characters of a value that is named in a sentence
_COMMENT = re.compile(
    r"#[ \t]*hadolint[ \t]+(?P<kind>global[ \t]+)?ignore[ \t]*=[ \t]*(?P<names>[DLSC0-9]+(?:[ \t]*,[ \t]*[DLSC0-9]+)*)[ \t]*(?P<rest>#.*)?\Z"
)


class Migrated(NamedTuple):
    """A `gorae.toml`, and the keys of sentences on what is not in it, with their facts."""

    text: str
    notes: list[tuple[str, dict[str, str]]]


def run(arguments: argparse.Namespace) -> int:
    """Writes `gorae.toml` beside hadolint's file, and the comments of the Dockerfiles below; returns the exit code."""
    language = preferred_language(arguments.lang)
    source = Path(arguments.path or ".")
    if source.is_dir():
        named = next((source / name for name in NAMES if (source / name).is_file()), None)
        if named is None:
            return _fail(say("migrate-nothing", language, path=str(source)))
        source = named
    try:
        text = files.decode(str(source), read_regular(source, _MOST_BYTES))
    except OSError as error:
        text = files.failure(str(source), error, _MOST_BYTES)
    if isinstance(text, files.Unreadable):
        return _fail(say(text.key, language, **text.facts))
    migrated = migrated_configuration(text)
    if isinstance(migrated, str):
        return _fail(say("migrate-broken", language, path=str(source), reason=migrated))
    target = source.with_name("gorae.toml")
    if target.exists() and not arguments.diff:
        return _fail(say("migrate-there", language, path=str(target)))
    changes = [Change(str(target), None, migrated.text)]
    errors: list[str] = []
    for path in dockerfiles_below(source.parent):
        before = files.read(path)
        if isinstance(before, files.Unreadable):
            errors.append(say(before.key, language, **before.facts))
        elif (after := migrated_comments(before)) != before:
            changes.append(Change(path, before, after))
    notes = [say(key, language, **facts) for key, facts in migrated.notes]
    if arguments.diff:
        shown = "".join(unified(*change) for change in changes)
        sys.stdout.write(diff_for(sys.stdout, shown))
    else:
        saved = save(changes, language)
        errors += saved.errors
        notes += saved.notes
        if not saved.errors:
            notes.insert(0, say("migrate-written", language, path=str(target), files=len(changes) - 1))
            notes.append(say("migrate-done", language, path=str(source)))
    complain((*errors, *notes))
    return 2 if errors else 0


def _fail(line: str) -> int:
    complain([line])
    return 2


def migrated_configuration(text: str) -> Migrated | str:
    """hadolint's YAML as a `gorae.toml`; the reason where it is no YAML."""
    data: Any = yaml_data(text)
    if isinstance(data, YamlError):
        return data.reason.partition("\n")[0]
    if data is None:
        data = {}
    if not isinstance(data, dict):
        return "no map of keys"
    notes: list[tuple[str, dict[str, str]]] = []
    lines = [*_threshold(data, notes), *_names(data, notes), *_registries(data), *_tables(data, notes)]
    known = {
        "ignored",
        "override",
        "trustedRegistries",
        "label-schema",
        "strict-labels",
        "failure-threshold",
        "no-fail",
    }
    notes += [
        ("migrate-format", {"value": json.dumps(data[key], ensure_ascii=False)[:_MOST_SHOWN].strip('"')})
        if key == "format"
        else ("migrate-left-out", {"key": str(key)})
        for key in data
        if key not in known
    ]
    return Migrated("\n".join(lines) + "\n", notes)


def _threshold(data: dict[str, Any], notes: list[tuple[str, dict[str, str]]]) -> list[str]:
    threshold = str(data.get("failure-threshold", _DEFAULT_THRESHOLD))
    if is_true(data.get("no-fail")) or threshold in ("none", "ignore"):
        notes.append(("migrate-no-fail", {}))
        return []
    return [f'fail-on = "{_SEVERITIES.get(threshold, "information")}"']


def _names(data: dict[str, Any], notes: list[tuple[str, dict[str, str]]]) -> list[str]:
    ignored = list(_known(_strings(data.get("ignored")), notes))
    return [f"ignore = {json.dumps(list(dict.fromkeys(map(own_name, ignored))))}"] if ignored else []


def _known(names: list[str], notes: list[tuple[str, dict[str, str]]]) -> Iterator[str]:
    """The names that a `gorae.toml` may have: with another, every check would end with exit code 2."""
    for name in names:
        if _is_known(name):
            yield name
        else:
            notes.append(("migrate-unknown-rule", {"name": name}))


def _registries(data: dict[str, Any]) -> list[str]:
    trusted = _strings(data.get("trustedRegistries"))
    lines = [f"trusted-registries = {json.dumps(trusted, ensure_ascii=False)}"] if trusted else []
    return [*lines, "strict-labels = true"] if is_true(data.get("strict-labels")) else lines


def _tables(data: dict[str, Any], notes: list[tuple[str, dict[str, str]]]) -> list[str]:
    lines: list[str] = []
    overrides = data.get("override")
    severity: dict[str, str] = {}
    for level, own in _SEVERITIES.items():
        for name in _known(_strings(overrides.get(level)), notes) if isinstance(overrides, dict) else ():
            severity[own_name(name)] = own
    if severity:
        lines += ["", "[severity]", *(f"{json.dumps(name)} = {json.dumps(level)}" for name, level in severity.items())]
    schema = data.get("label-schema")
    if isinstance(schema, dict) and schema:
        lines += ["", "[label-schema]"]
        lines += [
            f"{json.dumps(str(name), ensure_ascii=False)} = {json.dumps(str(kind or 'text'))}"
            for name, kind in schema.items()
            if not isinstance(kind, (list, dict))
        ]
    return lines


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _is_known(name: str) -> bool:
    return bool(resolve(name)) or re.fullmatch(r"SC\d+", name) is not None


def own_name(name: str) -> str:
    """Gorae's name of the rule where one alone goes by hadolint's; else hadolint's, which Gorae knows too."""
    rules = resolve(name)
    return rules[0].name if len(rules) == 1 else name


def migrated_comments(text: str) -> str:
    """A Dockerfile's text with hadolint's ignore comments as Gorae's; those for a stage have no like and stay."""
    document = parse(text)
    edits = []
    for comment in document.comments:
        match = _COMMENT.match(comment.text.rstrip())
        if match is None:
            continue
        names = ",".join(dict.fromkeys(own_name(name) for name in re.split(r"[,\s]+", match["names"].strip()) if name))
        kind = "ignore-file" if match["kind"] else "ignore"
        reason = f" {match['rest'].lstrip('# ')}" if match["rest"] else ""
        trailing = comment.text[len(comment.text.rstrip()) :]
        edits.append(Edit(comment.span, f"# gorae: {kind}={names}{reason}{trailing}"))
    return apply_edits(text, edits)

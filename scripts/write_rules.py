"""Writes the rules into README.md, README.ko.md and gorae.toml's schema; `--check` only says whether they are current."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from peers import peers_table

from gorae.cli.pages import markdown_table
from gorae.config.schema import configuration_schema
from gorae.lint.registry import vocabulary
from gorae.lint.registry import written as written_rule
from gorae.lint.rules import GROUPS

if TYPE_CHECKING:
    from gorae.lint.rule import Rule
    from gorae.texts import Language

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = "server/gorae/config/data/gorae.schema.json"
INDEX = "server/gorae/lint/rules/index.py"
INDEX_HEAD = '''"""Each rule's facts, written by `scripts/write_rules.py` from the modules of the rules.

They are read at each start, the modules when a text has something for them: see `gorae.lint.registry`.
"""

from __future__ import annotations

from typing import Any

# fmt: off
'''
_PEERS = re.compile(r"(<!-- peers: [^\n]*-->\n).*?(<!-- end of peers -->)", re.DOTALL)
_BETWEEN = re.compile(r"(<!-- rules: [^\n]*-->\n).*?(<!-- end of rules -->)", re.DOTALL)


def written(name: str) -> str:
    """Return the file's text with the table as it should be."""
    text = (ROOT / name).read_text(encoding="utf-8")
    language: Language = "ko" if ".ko." in name else "en"
    text = _PEERS.sub(lambda match: f"{match[1]}\n{peers_table(language)}\n\n{match[2]}", text)
    table = markdown_table(language)
    return _BETWEEN.sub(lambda match: f"{match[1]}\n{table}\n{match[2]}", text)


def schema() -> str:
    """Return the text of the configuration's schema as it should be."""
    return json.dumps(configuration_schema(vocabulary()), ensure_ascii=False, indent=2) + "\n"


def index() -> str:
    """Return the module with the facts of all rules, of which `gorae.lint.registry` makes them."""
    rows = []
    for group, names in GROUPS.items():
        for name in names:
            rule = written_rule(group, name)
            rows.append(
                f"    ({group!r}, {name!r}, {type(rule).__name__!r}, {rule.name!r}, {facts(rule, group, name)!r}),"
            )
    table = "\n".join(rows).replace("'", '"')  # no fact holds a quotation mark
    return f"{INDEX_HEAD}ROWS: tuple[tuple[str, str, str, str, dict[str, Any]], ...] = (\n{table}\n)\n"


def facts(rule: Rule, group: str, name: str) -> dict[str, object]:
    """Return the facts of a rule that are not the usual ones."""
    found: dict[str, object] = {}
    for each in fields(rule):
        value = getattr(rule, each.name)
        if each.name in ("name", "find", "find_with") or value == each.default:
            continue
        if each.name == "options":
            value = len(value)
        elif each.name == "aliases":
            value = tuple(map(tuple, value))
        elif isinstance(value, frozenset):
            value = tuple(sorted(value))
        if value not in ((), None):
            found[each.name] = value
    if getattr(rule, "find_with", None) is not None:
        found["function"] = "find_with"
    if rule.module != f"gorae.lint.rules.{group}.{name}":
        found["pages"] = rule.module
    return found


def main() -> int:
    """Write the files; with `--check`, exit 1 where one is not current."""
    texts = {
        "README.md": written("README.md"),
        "README.ko.md": written("README.ko.md"),
        SCHEMA: schema(),
        INDEX: index(),
    }
    stale = [
        name
        for name, text in texts.items()
        if not (ROOT / name).exists() or text != (ROOT / name).read_text(encoding="utf-8")
    ]
    if "--check" in sys.argv:
        sys.stdout.write("".join(f"{name}: run `python scripts/write_rules.py`\n" for name in stale))
        return 1 if stale else 0
    for name in stale:
        (ROOT / name).write_text(texts[name], encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

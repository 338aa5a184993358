"""Writes what is made from the rules: docs/rules.md, the README's table of linters, gorae.toml's schema and the index.

`--check` only says whether they are current. A rule that still says TODO is named, and nothing is written.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from peers import comparison, peers_table

from gorae.cli.pages import markdown_table, options_table
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
RULES = "server/gorae/lint/rules"
_MADE = re.compile(r"(<!-- (peers|comparison): [^\n]*-->\n).*?(<!-- end of \2 -->)", re.DOTALL)
_HEADS = {
    "en": (
        "# Rules\n\nMade by `python scripts/write_rules.py` from the rules and their pages. `gorae rule NAME` shows a page.\n",
        "## Options of rules\n\nIn `gorae.toml`, beside `select`, `severity` and the others that the README describes.\n",
    ),
    "ko": (
        "# 규칙\n\n`python scripts/write_rules.py`가 규칙과 설명 문서에서 만듭니다. `gorae rule NAME`으로 설명을 볼 수 있습니다.\n",
        "## 규칙의 설정\n\n`gorae.toml`에 적습니다. `select`, `severity` 등 나머지 설정은 README에 있습니다.\n",
    ),
}


def rules(language: Language) -> str:
    """The text of docs/rules.md: all rules, then their options."""
    head, below = _HEADS[language]
    return f"{head}\n{markdown_table(language)}\n{below}\n{options_table(language)}"


def readme(name: str) -> str:
    """The README's text with the tables of other tools as they should be."""
    language: Language = "ko" if ".ko." in name else "en"
    text = (ROOT / name).read_text(encoding="utf-8")
    tables = {"peers": peers_table, "comparison": comparison}
    return _MADE.sub(lambda match: f"{match[1]}\n{tables[match[2]](language)}\n\n{match[3]}", text)


def schema() -> str:
    """The text of the configuration's schema as it should be."""
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
        if each.name in ("name", "find", "find_with", "in_context") or value == each.default:
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
    if getattr(rule, "in_context", None) is not None:
        found["in_context"] = True
    if rule.module != f"gorae.lint.rules.{group}.{name}":
        found["pages"] = rule.module
    return found


def _has_todo(path: Path) -> bool:
    """Whether a rule's module or page has a gap of `new_rule.py` that nobody has filled in."""
    return path.suffix in (".py", ".md") and re.search(r"\bTODO\b", path.read_text(encoding="utf-8")) is not None


def main() -> int:
    """Write the files; exit 1 where a rule is not finished or, with `--check`, where one of them is not current."""
    unfinished = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / RULES).glob("*/*")) if _has_todo(path)]
    if unfinished:
        sys.stderr.write("".join(f"{name}: a TODO of the template is left\n" for name in unfinished))
        return 1
    made = index()
    if "--check" not in sys.argv and made != (ROOT / INDEX).read_text(encoding="utf-8"):
        (ROOT / INDEX).write_text(made, encoding="utf-8")
        sys.stdout.write(f"written: {INDEX}\n")
        sys.stdout.flush()
        # The other texts are made from the rules that the index names: by a process that reads the new one.
        return subprocess.run([sys.executable, *sys.argv], check=False).returncode
    texts = {
        "docs/rules.md": rules("en"),
        "docs/rules.ko.md": rules("ko"),
        "README.md": readme("README.md"),
        "README.ko.md": readme("README.ko.md"),
        SCHEMA: schema(),
        INDEX: made,
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
        sys.stdout.write(f"written: {name}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""The rules by name, alias and group."""

from __future__ import annotations

import difflib
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from gorae.config.vocabulary import Vocabulary
from gorae.lint.rule import ExternalRule
from gorae.lint.shellcheck.codes import GROUP, SHELLCHECK, code_rule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gorae.config.option import Option
    from gorae.lint.rule import Rule


@lru_cache(maxsize=1)
def groups() -> Mapping[str, tuple[Rule, ...]]:
    """The rules of each group, by its name.

    Some two hundred modules: read when the first text is checked, so that a server answers `initialize` before.
    """
    from gorae.lint.rules import GROUPS

    return GROUPS


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """All rules, in the order of their groups."""
    return tuple(rule for rules in groups().values() for rule in rules)


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[Rule, ...]]:
    table: dict[str, list[Rule]] = {"all": [*all_rules(), SHELLCHECK], GROUP: [SHELLCHECK]}
    for group, rules in groups().items():
        table.setdefault(group, []).extend(rules)
        for rule in rules:
            for name in (rule.name, *rule.codes):
                table.setdefault(name.lower(), []).append(rule)
    return {name: tuple(dict.fromkeys(rules)) for name, rules in table.items()}


def resolve(name: str) -> tuple[Rule, ...]:
    """The rules that a name, an alias (in any letter case, also as tally's `buildkit/…`, `hadolint/…`), a group or `all` stands for.

    A code of ShellCheck's (`SC2086`) is a rule, too; all of them together are the one rule `shellcheck`.
    """
    wanted = name.strip().lower()
    table = _table()
    plain = wanted.removeprefix("buildkit/").removeprefix("hadolint/").removeprefix("shellcheck/")
    found = table.get(wanted) or table.get(plain)
    if found is None:
        code = code_rule(plain)
        return (code,) if code else ()
    return found


def options() -> tuple[Option[Any], ...]:
    """The options of all rules, each once, in the order of the rules."""
    return tuple(dict.fromkeys(option for rule in all_rules() for option in rule.options))


def vocabulary() -> Vocabulary:
    """The names that a configuration file may hold, for the reader of configuration files."""
    aliases = dict.fromkeys(code for rule in all_rules() for code in rule.codes)
    names = ["all", *sorted((*groups(), SHELLCHECK.name)), *sorted(rule.name for rule in all_rules())]
    suggested = dict.fromkeys((*names, *sorted(aliases, key=str.lower)))
    return Vocabulary(lambda name: bool(resolve(name)), nearest, tuple(suggested), options())


def nearest(name: str) -> str | None:
    """The known name that is most like a misspelt one."""
    names = (
        [rule.name for rule in all_rules()] + [alias for rule in all_rules() for alias in rule.codes] + list(groups())
    )
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    return close[0] if close else None


def group_of(rule: Rule) -> str:
    """The group that a rule stands in."""
    return (
        rule.program
        if isinstance(rule, ExternalRule)
        else next(group for group, rules in groups().items() if rule in rules)
    )

"""The rules by name, alias and group."""

from __future__ import annotations

import importlib
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from gorae.config.vocabulary import Vocabulary
from gorae.lint import rule as kinds
from gorae.lint.rule import Alias, ExternalRule
from gorae.lint.shellcheck.codes import GROUP, SHELLCHECK, code_rule

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gorae.config.option import Option
    from gorae.lint.rule import Rule

_OF_TRIVY = re.compile(r"(?:avd-)?ds-?(\d{3,4})")


@lru_cache(maxsize=1)
def groups() -> Mapping[str, tuple[Rule, ...]]:
    """The rules of each group, by its name: their facts. The module of each is read when it first has something to
    look at, so that a text waits only for the rules that are about it.
    """
    from gorae.lint.rules.index import ROWS

    found: dict[str, list[Rule]] = {}
    for group, module, kind, name, facts in ROWS:
        found.setdefault(group, []).append(_rule(f"gorae.lint.rules.{group}.{module}", kind, name, facts))
    return {group: tuple(rules) for group, rules in found.items()}


def _rule(module: str, kind: str, name: str, facts: dict[str, Any]) -> Rule:
    facts = dict(facts)
    facts["aliases"] = tuple(Alias(*alias) for alias in facts.get("aliases", ()))
    facts[facts.pop("function", "find")] = LaterFunction(module, facts.pop("pages", module), name)
    for key in ("supersedes", "instructions"):
        if key in facts:
            facts[key] = frozenset(facts[key])
    if facts.pop("in_context", False):
        facts["in_context"] = LaterFunction(module, facts.get("pages", module), name, "in_context")
    facts.pop("options", None)
    rule: Rule = getattr(kinds, kind)(name, **facts)
    return rule


def written(group: str, module: str) -> Rule:
    """The rule as its module says it."""
    rule: Rule = importlib.import_module(f"gorae.lint.rules.{group}.{module}").RULE
    return rule


class LaterFunction:
    """A rule's function, whose module is imported when it is first called."""

    def __init__(self, module: str, pages: str, name: str, function: str = "") -> None:
        self.__module__ = pages  # as that of a function: the pages stand beside it
        self.__name__ = name
        self._of = module
        self._named = function  # which of the rule's functions; empty: the one that it has of `find` and `find_with`
        self._function: Callable[..., Any] | None = None

    def __call__(self, *arguments: Any) -> Any:
        """Calls the function."""
        if self._function is None:
            rule = importlib.import_module(self._of).RULE
            self._function = getattr(rule, self._named or "find", None) or rule.find_with
        return self._function(*arguments)


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

    trivy's codes are known as its versions have written them: `DS002`, `AVD-DS-0002`, `DS-0002`.
    A code of ShellCheck's (`SC2086`) is a rule, too; all of them together are the one rule `shellcheck`.
    """
    wanted = name.strip().lower()
    table = _table()
    plain = wanted.removeprefix("buildkit/").removeprefix("hadolint/").removeprefix("shellcheck/")
    if of_trivy := _OF_TRIVY.fullmatch(plain):
        plain = f"ds-{int(of_trivy[1]):04}"
    found = table.get(wanted) or table.get(plain)
    if found is None:
        code = code_rule(plain)
        return (code,) if code else ()
    return found


@lru_cache(maxsize=1)
def options() -> tuple[Option[Any], ...]:
    """The options of all rules, each once, in the order of the rules. Reads the modules of those that have some."""
    return tuple(options_of_rules())


def options_of_rules() -> dict[Option[Any], list[Rule]]:
    """Each option with the rules that declare it."""
    from gorae.lint.rules.index import ROWS

    found: dict[Option[Any], list[Rule]] = {}
    for group, module, _, _, facts in ROWS:
        if "options" in facts:
            rule = written(group, module)
            for option in rule.options:
                found.setdefault(option, []).append(rule)
    return found


def vocabulary() -> Vocabulary:
    """The names that a configuration file may hold, for the reader of configuration files."""
    aliases = dict.fromkeys(code for rule in all_rules() for code in rule.codes)
    names = ["all", *sorted((*groups(), SHELLCHECK.name)), *sorted(rule.name for rule in all_rules())]
    suggested = dict.fromkeys((*names, *sorted(aliases, key=str.lower)))
    return Vocabulary(lambda name: bool(resolve(name)), nearest_name, tuple(suggested), options())


def nearest_name(name: str) -> str | None:
    """The known name that is most like a misspelt one."""
    names = (
        [rule.name for rule in all_rules()] + [alias for rule in all_rules() for alias in rule.codes] + list(groups())
    )
    from gorae.source.near_words import nearest

    return nearest(name, names)


def group_of(rule: Rule) -> str:
    """The group that a rule stands in."""
    return (
        rule.program
        if isinstance(rule, ExternalRule)
        else next(group for group, rules in groups().items() if rule in rules)
    )

"""What a person has chosen: which rules, how severe, and what the rules need to know."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

from gorae.lint.registry import all_rules, resolve
from gorae.lint.shellcheck.codes import SHELLCHECK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gorae.lint.model import Rule, Severity
    from gorae.texts import Language

MOST_LINES = 50  # three of four public Dockerfiles are shorter, blank lines and comments not counted


@dataclass(frozen=True)
class Settings:
    """Hashable settings of a check. Names are rules, aliases, groups or `all`; unknown ones are left out here."""

    select: tuple[str, ...] | None = None  # None: the rules that are on by default
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity | Literal["off"]], ...] = ()  # of two as exact the later counts
    language: Language = "ko"
    trusted_registries: tuple[str, ...] = ()
    label_schema: tuple[tuple[str, str], ...] = ()  # hadolint's label-schema: name, kind
    strict_labels: bool = False
    max_lines: int = MOST_LINES
    secret_mounts: tuple[tuple[str, str], ...] = ()  # a command, and what follows `--mount=type=secret,`
    inline_ignores: bool = True
    shellcheck: bool = True
    today: dt.date = field(default_factory=lambda: dt.datetime.now(tz=dt.timezone.utc).date())

    @cached_property
    def rules(self) -> RuleSet:
        """The chosen rules."""
        off = tuple(name for name, level in self._levels.items() if level == "off")
        return _rules(self.select, self.extend_select, (*self.ignore, *off))

    @cached_property
    def severities(self) -> dict[str, Severity]:
        """The severities that were set, by a rule's own name."""
        return {name: level for name, level in self._levels.items() if level != "off"}

    @cached_property
    def _levels(self) -> dict[str, Severity | Literal["off"]]:
        """What was set for each rule: a rule's name takes precedence over a group's, a group's over `all`."""
        rows = sorted(self.severity, key=lambda row: -len(resolve(row[0])))
        return {rule.name: level for name, level in rows for rule in resolve(name)}

    def severity_of(self, rule: Rule, found: Severity | None) -> Severity:
        """The severity that was set for a rule or for all of ShellCheck's codes, else what was found, else the rule's."""
        general = self.severities.get(SHELLCHECK.name) if rule.sees == "program" else None
        return self.severities.get(rule.name) or general or found or rule.severity

    @property
    def wants_shellcheck(self) -> bool:
        """Whether ShellCheck has to run at all."""
        return self.shellcheck and any(rule.sees == "program" for rule in self.rules.rules)


@dataclass(frozen=True, eq=False)
class RuleSet:
    """Chosen rules, by what they look at."""

    rules: frozenset[Rule]
    ignored: frozenset[Rule] = frozenset()
    emulated_codes: frozenset[str] = frozenset()  # names of hadolint's and BuildKit's whose own verdict is wanted
    selected_codes: frozenset[str] = frozenset()  # those of them that were written, not meant by `all`
    report_every: frozenset[Rule] = frozenset()  # chosen by name: each place is told, as other linters do

    def has(self, rule: Rule) -> bool:
        """Whether a rule was chosen; a code of ShellCheck's by its own name, or with all the others."""
        if rule.sees != "program" or rule in self.rules:
            return rule in self.rules
        return SHELLCHECK in self.rules and rule not in self.ignored

    @cached_property
    def ordered(self) -> tuple[Rule, ...]:
        """The rules in the order of their groups."""
        return tuple(rule for rule in all_rules() if rule in self.rules)

    @cached_property
    def by_keyword(self) -> dict[str, tuple[Rule, ...]]:
        """The rules of one instruction by its keyword; `*` for keywords that none names."""
        rules = [rule for rule in all_rules() if rule in self.rules and rule.sees == "instruction"]
        keywords = {keyword for rule in rules for keyword in rule.keywords}
        table = {word: tuple(r for r in rules if not r.keywords or word in r.keywords) for word in keywords}
        table["*"] = tuple(rule for rule in rules if not rule.keywords)
        return table

    def seeing(self, sees: str) -> tuple[Rule, ...]:
        """The rules that look at that, in the order of their groups."""
        return tuple(rule for rule in all_rules() if rule in self.rules and rule.sees == sees)

    @cached_property
    def of_stage(self) -> tuple[Rule, ...]:
        """The rules of a stage."""
        return self.seeing("stage")

    @cached_property
    def of_build(self) -> tuple[Rule, ...]:
        """The rules of the whole file."""
        return self.seeing("build")

    @cached_property
    def of_context(self) -> tuple[Rule, ...]:
        """The rules that need the build context."""
        return self.seeing("context")

    @cached_property
    def of_ignores(self) -> tuple[Rule, ...]:
        """The rules that look at what comments silenced."""
        return self.seeing("ignores")


_OF_PEERS = re.compile(r"DL\d{4}|[A-Za-z]+")  # hadolint's, BuildKit's


@lru_cache(maxsize=256)
def _rules(select: tuple[str, ...] | None, extend: tuple[str, ...], ignore: tuple[str, ...]) -> RuleSet:
    selected = {rule for rule in all_rules() if rule.default} | {SHELLCHECK} if select is None else _named(select)
    ignored = _named(ignore)
    if SHELLCHECK in ignored:
        selected = {rule for rule in selected if rule.sees != "program"}
    kept = frozenset((selected | _named(extend)) - ignored)
    names = {
        name.strip().lower().removeprefix("hadolint/").removeprefix("buildkit/") for name in (*(select or ()), *extend)
    }
    codes = frozenset(alias for rule in kept for alias in rule.aliases if _OF_PEERS.fullmatch(alias))
    by_name = frozenset(code for code in codes if code.lower() in names)
    return RuleSet(kept, frozenset(ignored), codes if "all" in names else by_name, by_name, _by_name(kept, names))


def _by_name(rules: frozenset[Rule], names: set[str]) -> frozenset[Rule]:
    """The rules that were chosen by a name of their own, another linter's or ours; not those of a group."""
    selected = names | {name.partition("/")[2] for name in names if "/" in name}
    if "all" in selected:
        return rules
    return frozenset(
        rule
        for rule in rules
        if rule.name.lower() in selected
        or any(alias.lower() in selected or alias.lower().partition("/")[2] in selected for alias in rule.aliases)
    )


def _named(names: Iterable[str]) -> set[Rule]:
    return {rule for name in names for rule in resolve(name)}

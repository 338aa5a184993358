"""From names to rules: which rules run, as what they report, and how severe they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal, TypeVar

from gorae.lint.registry import all_rules, resolve
from gorae.lint.rule import ContextRule, ExternalRule, FileRule, InstructionRule, Rule, StageRule, SuppressionRule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gorae.config.settings import Settings
    from gorae.config.severity import Severity

_Levels = tuple[tuple[str, "Severity | Literal['off']"], ...]
_R = TypeVar("_R", bound=Rule)


@dataclass(frozen=True, eq=False)
class RuleSet:
    """The selected rules by kind, in the order of their groups."""

    ordered: tuple[Rule, ...]
    ignored: frozenset[Rule] = frozenset()
    emulated_codes: frozenset[str] = frozenset()  # codes of hadolint's and BuildKit's whose own verdict is wanted
    selected_codes: frozenset[str] = frozenset()  # those of them that were written, not selected by `all`
    report_every: frozenset[Rule] = frozenset()  # selected by name: each place is reported, as other linters do
    severities: dict[str, Severity] = field(default_factory=dict)  # that were set, by a rule's own name

    def has(self, rule: Rule) -> bool:
        """Whether a rule was selected; a check of a program by its own name, or with all the others."""
        if not isinstance(rule, ExternalRule) or rule in self.rules:
            return rule in self.rules
        return rule.family in self.rules and rule not in self.ignored

    def reports_every(self, rule: Rule) -> bool:
        """Whether each place is reported, since the rule was selected by name."""
        if isinstance(rule, ExternalRule) and rule.family in self.report_every:
            return True
        return rule in self.report_every

    def severity_of(self, rule: Rule, found: Severity | None) -> Severity:
        """The severity that was set for a rule or for all checks of its program, else what was found, else the rule's."""
        if not self.severities:
            return found or rule.severity
        family = rule.family if isinstance(rule, ExternalRule) else None
        general = self.severities.get(family.name) if family is not None else None
        return self.severities.get(rule.name) or general or found or rule.severity

    def of_program(self, name: str) -> bool:
        """Whether any check of a program was selected, so that it has to run at all."""
        return any(isinstance(rule, ExternalRule) and rule.program == name for rule in self.rules)

    @cached_property
    def rules(self) -> frozenset[Rule]:
        """The rules in no order."""
        return frozenset(self.ordered)

    def of_kind(self, kind: type[_R]) -> tuple[_R, ...]:
        """The rules of one kind, in the order of their groups."""
        return tuple(rule for rule in self.ordered if isinstance(rule, kind))

    def on_instruction(self, name: str) -> tuple[InstructionRule, ...]:
        """The rules on instructions of that name."""
        return self._by_instruction.get(name, self._on_any_instruction)

    def of_code(self, code: str) -> tuple[Rule, ...]:
        """The selected rules that have an alias of that code, in the order of their groups."""
        return self._by_code.get(code, ())

    @cached_property
    def _by_code(self) -> dict[str, tuple[Rule, ...]]:
        found: dict[str, list[Rule]] = {}
        for rule in self.ordered:
            for code in dict.fromkeys(rule.codes):
                found.setdefault(code, []).append(rule)
        return {code: tuple(rules) for code, rules in found.items()}

    @cached_property
    def _by_instruction(self) -> dict[str, tuple[InstructionRule, ...]]:
        rules = self.of_kind(InstructionRule)
        names = {name for rule in rules for name in rule.instructions}
        return {
            name: tuple(rule for rule in rules if not rule.instructions or name in rule.instructions) for name in names
        }

    @cached_property
    def _on_any_instruction(self) -> tuple[InstructionRule, ...]:
        return tuple(rule for rule in self.of_kind(InstructionRule) if not rule.instructions)

    @cached_property
    def on_stage(self) -> tuple[StageRule, ...]:
        """The rules on a stage."""
        return self.of_kind(StageRule)

    @cached_property
    def on_file(self) -> tuple[FileRule, ...]:
        """The rules on the whole file."""
        return self.of_kind(FileRule)

    @cached_property
    def on_context(self) -> tuple[ContextRule, ...]:
        """The rules on the build context."""
        return self.of_kind(ContextRule)

    @cached_property
    def on_suppressions(self) -> tuple[SuppressionRule, ...]:
        """The rules on what comments suppressed."""
        return self.of_kind(SuppressionRule)


def select_rules(settings: Settings) -> RuleSet:
    """The rules that the settings select. The same set, remembered, for the same names and severities."""
    return _select(
        settings.select, settings.extend_select, settings.ignore, settings.severity, settings.for_development
    )


def wants_shellcheck(settings: Settings) -> bool:
    """Whether ShellCheck has to run at all."""
    return settings.shellcheck and select_rules(settings).of_program("shellcheck")


@lru_cache(maxsize=256)
def _select(
    select: tuple[str, ...] | None,
    extend: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: _Levels,
    for_development: bool,
) -> RuleSet:
    levels = _levels(severity)
    ignored = _named((*ignore, *(name for name, level in levels.items() if level == "off")))
    selected = _by_default(for_development=for_development) if select is None else _named(select)
    families = {rule for rule in ignored if isinstance(rule, ExternalRule) and rule.family is None}
    selected = {rule for rule in selected if not (isinstance(rule, ExternalRule) and rule.family in families)}
    rules = frozenset((selected | _named(extend)) - ignored)
    names = {name.strip().lower() for name in (*(select or ()), *extend)}
    names |= {name.removeprefix("hadolint/").removeprefix("buildkit/") for name in names}
    codes = frozenset(
        alias.code for rule in rules for alias in rule.aliases if alias.linter in ("hadolint", "buildkit")
    )
    written = frozenset(code for code in codes if code.lower() in names)
    external = sorted((rule for rule in rules if isinstance(rule, ExternalRule)), key=lambda rule: rule.name)
    return RuleSet(
        (*(rule for rule in all_rules() if rule in rules), *external),
        frozenset(ignored),
        codes if "all" in names else written,
        written,
        _selected_by_name(rules, names),
        {name: level for name, level in levels.items() if level != "off"},
    )


def _by_default(*, for_development: bool) -> set[Rule]:
    return {rule for rule in resolve("all") if rule.default and not (for_development and rule.shipped_only)}


def _levels(severity: _Levels) -> dict[str, Severity | Literal["off"]]:
    """What was set for each rule: a rule's name takes precedence over a group's, a group's over `all`."""
    rows = sorted(severity, key=lambda row: -len(resolve(row[0])))
    return {rule.name: level for name, level in rows for rule in resolve(name)}


def _selected_by_name(rules: frozenset[Rule], names: set[str]) -> frozenset[Rule]:
    """The rules that were selected by a name of their own, another linter's or ours; not those of a group."""
    known = names | {name.partition("/")[2] for name in names if "/" in name}
    if "all" in known:
        return rules
    return frozenset(
        rule
        for rule in rules
        if rule.name.lower() in known
        or any(alias.code.lower() in known or alias.code.lower().partition("/")[2] in known for alias in rule.aliases)
    )


def _named(names: Iterable[str]) -> set[Rule]:
    return {rule for name in names for rule in resolve(name)}

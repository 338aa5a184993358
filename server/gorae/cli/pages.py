"""`gorae rule`, `gorae rules`; hands `gorae explain` on."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from gorae.cli.language import preferred_language
from gorae.cli.messages import say
from gorae.cli.outputs.text import COLOURS, pad, paint
from gorae.cli.rule_page import rule_page
from gorae.cli.terminal import columns, complain, wants_colour
from gorae.config.messages import OPTIONS
from gorae.config.severity import SEVERITIES
from gorae.lint import messages
from gorae.lint.frequency import findings_in_1000_files
from gorae.lint.registry import all_rules, group_of, groups, nearest_name, options_of_rules, resolve
from gorae.texts.width import width

if TYPE_CHECKING:
    import argparse

    from gorae.texts import Language


def run(arguments: argparse.Namespace) -> int:
    """Prints pages or the table of rules; returns the exit code."""
    language: Language = preferred_language(arguments.lang)
    if arguments.command == "rules":
        sys.stdout.write(_table(arguments.output_format, language))
        return 0
    if arguments.command == "rule":
        return _rule(arguments.name, language)
    from gorae.cli.explain import explain

    return explain(" ".join(arguments.word), language)


def _rule(name: str, language: Language) -> int:
    rules = resolve(name)
    if not rules or name.lower() == "all":
        close = nearest_name(name)
        complain([say("unknown-rule-near" if close else "unknown-rule", language, name=name, nearest=close)])
        return 2
    sys.stdout.write("\n".join(rule_page(rule, language) for rule in rules))
    return 0


def _table(kind: str, language: Language) -> str:
    rules = all_rules()
    if kind == "json":
        rows = [
            {
                "code": rule.name,
                "aliases": list(rule.codes),
                "group": group_of(rule),
                "severity": rule.severity,
                "default": rule.default,
                "fix": rule.fixes,
                "summary": messages.summary(rule, language),
            }
            for rule in rules
        ]
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    if kind == "markdown":
        return markdown_table(language)
    return _for_people(language)


_STATES = {True: "32", False: "90"}


def _for_people(language: Language) -> str:
    """A table for the terminal's width: name, severity, on or off, and the summary in what is left."""
    from gorae.cli.markdown import wrapped

    colour = wants_colour(sys.stdout)
    room = columns()
    names = max(width(rule.name) for rule in all_rules()) + 2
    severities = max(width(say(severity, language)) for severity in SEVERITIES) + 2
    states = max(width(say(word, language)) for word in ("on", "off")) + 2
    left = names + severities + states
    out: list[str] = []
    for group, rules in groups().items():
        if not rules:
            continue
        out += ["", paint(f"[{group}]", "1", colour=colour)]
        for rule in rules:
            severity, state = say(rule.severity, language), say("on" if rule.default else "off", language)
            head = (
                pad(rule.name, names)
                + paint(pad(severity, severities), COLOURS[rule.severity], colour=colour)
                + paint(pad(state, states), _STATES[rule.default], colour=colour)
            )
            first, *more = wrapped(messages.summary(rule, language), room - left, colour=colour)
            out += [head + first, *(" " * left + line for line in more)]
    count = sum(rule.default for rule in all_rules())
    closing = say("rules-closing", language, count=len(all_rules()), on=count)
    return "\n".join([*out[1:], "", *wrapped(closing, room, colour=colour)]) + "\n"


def markdown_table(language: Language) -> str:
    """The table of rules for `docs/rules.md`, with links from there."""
    head = [
        say(f"column-{name}", language)
        for name in ("rule", "aliases", "severity", "default", "fix", "often", "summary")
    ]
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    for rule in all_rules():
        cells = [
            f"[`{rule.name}`](../{messages.url(rule, language).split('/blob/main/')[1]})",
            ", ".join(rule.codes),
            say(rule.severity, language),
            say("on" if rule.default else "off", language),
            say(rule.fixes, language),
            findings_in_1000_files(rule.name) or "–",
            messages.summary(rule, language).replace("|", "\\|"),
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def options_table(language: Language) -> str:
    """The options that rules declare: key, default, rules, what it is for."""
    head = [say(f"column-{name}", language) for name in ("option", "default-value", "rule", "summary")]
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    for option, rules in options_of_rules().items():
        having = ", ".join(f"`{rule.name}`" for rule in rules)
        default = json.dumps(option.default, ensure_ascii=False) if option.default != () else "–"
        lines.append(f"| `{option.key}` | {default} | {having} | {OPTIONS.say(option.key, language)} |")
    return "\n".join(lines) + "\n"

"""A rule's page for the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from gorae.cli.messages import say
from gorae.cli.outputs.text import paint
from gorae.cli.terminal import wants_colour
from gorae.lint import messages
from gorae.lint.frequency import findings_in_1000_files
from gorae.lint.registry import group_of

if TYPE_CHECKING:
    from gorae.lint.rule import Rule
    from gorae.texts import Language


def rule_page(rule: Rule, language: Language) -> str:
    """A rule's page for the terminal."""
    from gorae.cli.markdown import to_terminal, wrapped
    from gorae.cli.terminal import columns

    page = messages.page(rule, language)
    colour = wants_colour(sys.stdout)
    facts = [
        f"{say('group', language)}: {group_of(rule)}",
        f"{say('column-severity', language)}: {say(rule.severity, language)}",
        f"{say('column-default', language)}: {say('on' if rule.default else 'off', language)}",
        f"{say('column-fix', language)}: {say(rule.fixes, language)}",
    ]
    often = findings_in_1000_files(rule.name)
    if often is not None:
        facts.append(say("often", language, number=often))
    room = columns()
    lines = [paint(rule.name, "1", colour=colour), *wrapped(page.text("summary"), room, colour=colour), ""]
    lines += wrapped(" · ".join(facts), room, colour=colour)
    if rule.codes:
        lines += wrapped(f"{say('column-aliases', language)}: {', '.join(rule.codes)}", room, colour=colour)
    lines += ["", to_terminal(page.body, language, colour=colour).rstrip("\n")]
    if page.text("source"):
        lines += ["", f"{say('source', language)}: {page.text('source')}"]
    return "\n".join(lines) + "\n"

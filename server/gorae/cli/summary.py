"""The last lines for a person: how many findings, how often each rule, and what can be done about it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gorae.cli.messages import say
from gorae.config.severity import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.cli.outcome import Outcome, RenderedFinding
    from gorae.texts import Language


def closing_lines(outcomes: Sequence[Outcome], language: Language, *, failed: bool) -> str:
    """How many findings there are, and what can be done about it.

    Where something could not be checked nobody knows that there is nothing to find.
    """
    rows = [finding for outcome in outcomes for finding in outcome.findings]
    fixed = sum(outcome.fixed for outcome in outcomes)
    changed = {path for outcome in outcomes for path in outcome.changed}
    lines = [say("fixed", language, count=fixed, files=len(changed))] if fixed else []
    if not rows:
        lines += [] if failed else [say("clean", language)]
        return "".join(f"{line}\n" for line in lines)
    counts = Counter(finding.severity for finding in rows)
    listed = [say(f"count-{severity}", language, count=counts[severity]) for severity in SEVERITIES if counts[severity]]
    lines.append(say("found", language, count=len(rows), list=", ".join(listed)))
    safe = sum(1 for finding in rows if finding.fix and finding.fix.applicability == "safe")
    unsafe = sum(1 for finding in rows if finding.fix and finding.fix.applicability == "unsafe")
    if safe:
        lines.append(say("found-fixable", language, count=safe))
    if unsafe:
        lines.append(say("found-unsafe-too" if safe else "found-unsafe", language, count=unsafe))
    return "\n".join(lines) + "\n"


def statistics(rows: Sequence[RenderedFinding], language: Language) -> str:
    """How often each rule spoke, the most frequent first, and whether `--fix` can help."""
    from gorae.cli.outputs.text import pad
    from gorae.texts.width import width

    counts = Counter(finding.code for finding in rows)
    if not counts:
        return ""
    first = {finding.code: finding for finding in reversed(rows)}
    fixes = dict.fromkeys(counts, "none")
    for finding in rows:
        if finding.fix and fixes[finding.code] != "safe":
            fixes[finding.code] = finding.fix.applicability
    digits = len(str(max(counts.values())))
    names = max(width(code) for code in counts) + 2
    severities = max(width(say(severity, language)) for severity in SEVERITIES) + 2
    lines = [
        f"{count:>{digits}}  {pad(code, names)}{pad(say(first[code].severity, language), severities)}"
        f"{say(f'statistics-{fixes[code]}', language)}".rstrip()
        for code, count in sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    ]
    return "\n".join(lines) + "\n\n"

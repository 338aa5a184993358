"""The last lines for a person: how many findings, how often each rule, and what can be done about it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gorae.cli.messages import say
from gorae.lint.model import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.cli.rendered import RenderedFinding
    from gorae.texts import Language


def closing_lines(rows: Sequence[RenderedFinding], fixed: Sequence[int], language: Language, *, failed: bool) -> str:
    """How many findings, and what can be done about it. `fixed`: how many fixes each file got.

    Where something could not be checked nobody knows that there is nothing to find.
    """
    lines = []
    if any(fixed):
        lines.append(say("fixed", language, count=sum(fixed), files=sum(1 for count in fixed if count)))
    if not rows:
        lines += [] if failed else [say("clean", language)]
        return "".join(f"{line}\n" for line in lines)
    count = Counter(finding.severity for finding in rows)
    lines.append(say("found", language, count=len(rows), errors=count["error"], warnings=count["warning"],
                     informations=count["information"], hints=count["hint"]))  # fmt: skip
    safe = sum(1 for finding in rows if finding.fix and finding.fix.applicability == "safe")
    unsafe = sum(1 for finding in rows if finding.fix and finding.fix.applicability == "unsafe")
    if safe:
        lines.append(say("found-fixable", language, count=safe))
    if unsafe:
        lines.append(say("found-unsafe", language, count=unsafe))
    return "\n".join(lines) + "\n"


def statistics(rows: Sequence[RenderedFinding], language: Language) -> str:
    """How often each rule spoke, the most frequent first, and whether `--fix` can help."""
    from gorae.cli.outputs.text import pad, width

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

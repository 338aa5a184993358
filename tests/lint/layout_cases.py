"""What the tests of layout rules share: a fix changes the layout, and not what the file says."""

from __future__ import annotations

from gorae.facts.equivalence import meaning
from gorae.stages import build
from gorae.syntax import parse
from lint.cases import findings_of, fixed


def said(text: str) -> list[list[object]]:
    """What the file says: directives, and for each instruction its parts and commands."""
    whole = build(parse(text))
    return [
        [(one.name, one.value) for one in whole.document.directives],
        [meaning(node.instruction, whole.scope_of(node)) for node in whole.document.nodes],
        [comment.text.rstrip() for comment in whole.document.comments],
    ]


def check_fix(rule: str, why: str, text: str, wanted: str | None) -> None:
    """The rule's safe fixes make the wanted text of this one, or leave it (None); it is reported only where they change it."""
    after = fixed(text, rule, unsafe=False)
    assert after == (text if wanted is None else wanted), why
    assert bool(findings_of(text, rule)) == (after != text), why
    assert findings_of(after, rule) == [], why
    assert said(after) == said(text), why

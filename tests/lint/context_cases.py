"""What the tests of rules of the build context share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.cases import findings_of, fixed

if TYPE_CHECKING:
    from gorae.context import BuildContext


def check_fix(rule: str, text: str, after: str | None, context: BuildContext) -> None:
    """The lines below FROM are reported, and the rule's fixes make these of them, or leave them as they are (None)."""
    text, after = f"FROM alpine:3.22\n{text}\n", f"FROM alpine:3.22\n{after or text}\n"
    assert findings_of(text, rule, context)
    assert fixed(text, rule, context=context) == after

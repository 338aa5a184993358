"""More texts to fix and to build: the rules' test cases, and their pages written as other people write."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lint.rule_cases import ALL
from proof.catalogue import Case, cases
from proof.variants import VARIANTS, as_written

if TYPE_CHECKING:
    from collections.abc import Iterator

_FROM = re.compile(r"^\s*FROM\s", re.IGNORECASE | re.MULTILINE)
_FORMS_OF_EACH = 9
MORE_FROM = 1000  # their numbers begin here


def more_cases() -> Iterator[Case]:
    """Of each a case; those that nothing fixes are among them."""
    seen: set[tuple[str, str]] = set()
    for number, case in enumerate(ALL, MORE_FROM):
        text = case.text if _FROM.search(case.text) else "FROM alpine:3.22\n" + case.text
        if (case.rule, text) not in seen:
            seen.add((case.rule, text))
            yield Case(case.rule, number, text)
    forms = [variant for variant in VARIANTS if variant is not as_written]
    for place, case in enumerate(cases()):
        for turn in range(_FORMS_OF_EACH):  # each form as often as the others
            at = (place * _FORMS_OF_EACH + turn) % len(forms)
            text = forms[at](case.text)
            if text != case.text:
                yield replace(case, number=(at + 2) * MORE_FROM + case.number, text=text)

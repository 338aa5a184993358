"""Which fixes are applied together."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from gorae.lint.apply_fixes import compatible
from gorae.lint.model import fix
from gorae.source import Edit, Span

TAG = Span(5, 15)
REPLACED = fix(Edit(TAG, "debian:13"), safe=False)
READS = fix(Edit(Span(20, 20), "sed -i … && "), safe=False, reads=(TAG,))
ELSEWHERE = fix(Edit(Span(30, 31), "x"), safe=True)

CASES = {
    "what one fix reads, another replaces": ([REPLACED, READS], [REPLACED]),
    "the same, the other way round": ([READS, REPLACED], [READS]),
    "nothing that is read is changed": ([READS, ELSEWHERE], [READS, ELSEWHERE]),
    "something is put at the end of what is read": (
        [READS, fix(Edit(Span(15, 15), "@sha256:0"), safe=True)],
        [READS],
    ),
    "both replace the same": ([REPLACED, REPLACED], [REPLACED]),
}


@pytest.mark.parametrize(("fixes", "applied"), CASES.values(), ids=CASES)
def test_compatible(fixes, applied):
    edits, _, count = compatible([(SimpleNamespace(), one) for one in fixes])
    assert (edits, count) == ([edit for one in applied for edit in one.edits], len(applied))

"""`heredoc-unformatted`: a JSON file written by a heredoc is not indented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gorae.lint.registry import groups
from lint.cases import findings_of, fixed
from lint.layout_cases import said

FIXING = [rule.name for rule in groups()["layout"] if rule.fixes == "safe" and rule.name != "heredoc-unformatted"]


PIECES = st.sampled_from([
    "FROM", "RUN", "COPY", "ENV", "LABEL", "a", "b=c", '"d  e"', "'f  '", "&&", "||", "|", ";", "\\", "\\\n", "\n", " ",
    "  ", "\t", "#", "# x", "<<E", "\nE\n", "`", "--mount=type=ssh", "$(", ")", ">", "[", '"', "\r\n", "# escape=`",
])  # fmt: skip


@given(st.lists(PIECES, max_size=24), st.sampled_from(FIXING))
def test_the_file_says_the_same(pieces, rule):
    text = " ".join(pieces)
    after = fixed(text, rule, unsafe=False)
    assert said(after) == said(text)
    assert findings_of(after, rule) == []


@pytest.mark.parametrize(
    ("why", "body", "wanted"),
    [
        ("one line", '{"a":1}\n', '{\n  "a": 1\n}\n'),
        ("numbers and names as they are", '{"a":1.50,"a":1e3}\n', '{\n  "a": 1.50,\n  "a": 1e3\n}\n'),
        ("empty lists and tables stay on their line", '{"a":[],"b":{}}\n', '{\n  "a": [],\n  "b": {}\n}\n'),
        ("marks in strings", '{"a":"b,{\\"c\\":[ ]}"}\n', '{\n  "a": "b,{\\"c\\":[ ]}"\n}\n'),
        ("its own indentation", '{\n    "a": [1]\n}\n', '{\n    "a": [\n        1\n    ]\n}\n'),
        ("well laid out", '{\n\t"a": 1\n}\n', None),
        ("no JSON", '{"a": $B}\n', None),
        ("a variable in a string", '{"a":"$B"}\n', '{\n  "a": "$B"\n}\n'),
    ],
)
def test_json(why, body, wanted):
    text = f"COPY <<E /a.json\n{body}E\n"
    after = fixed(text, "heredoc-unformatted", unsafe=False)
    assert after == (text if wanted is None else f"COPY <<E /a.json\n{wanted}E\n"), why
    assert findings_of(after, "heredoc-unformatted") == []


def test_json_keeps_its_tabs():
    text = 'COPY <<-E /a.json\n\t{"a":1}\n\tE\n'
    assert fixed(text, "heredoc-unformatted") == 'COPY <<-E /a.json\n\t{\n\t  "a": 1\n\t}\n\tE\n'

"""Blanks and lines change, what the file says does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gorae.facts.equivalence import meaning
from gorae.lint.registry import groups
from gorae.shell import MAX_BODY_CHARACTERS
from gorae.stages import build
from gorae.syntax import parse
from lint.cases import findings_of, fixed

FIXING = [rule.name for rule in groups()["layout"] if rule.fixes == "safe" and rule.name != "heredoc-unformatted"]


def said(text):
    """What the file says: directives, and for each instruction its parts and commands."""
    whole = build(parse(text))
    return [
        [(one.name, one.value) for one in whole.document.directives],
        [meaning(node.instruction, whole.scope_of(node)) for node in whole.document.nodes],
        [comment.text.rstrip() for comment in whole.document.comments],
    ]


@pytest.mark.parametrize(
    ("rule", "why", "text", "wanted"),
    [
        ("trailing-blanks", "a plain line", "FROM a  \n", "FROM a\n"),
        ("trailing-blanks", "behind a continuation", "RUN a \\ \t\n  b\t\r\n", "RUN a \\\n  b\r\n"),
        ("trailing-blanks", "a comment, a blank line", "# x \n  \nFROM a", "# x\n\nFROM a"),
        ("trailing-blanks", "a heredoc", "RUN <<E \na  \nE\n", "RUN <<E\na  \nE\n"),
        ("trailing-blanks", "no end of a heredoc", "RUN <<E\nE \nE\n", "RUN <<E\nE \nE\n"),
        ("final-newline-missing", "the file's line ends", "FROM a\r\nRUN b", "FROM a\r\nRUN b\r\n"),
        ("final-newline-missing", "an open heredoc", "RUN <<E\na", "RUN <<E\na"),
        ("final-newline-missing", "a closed heredoc", "RUN <<E\na\nE", "RUN <<E\na\nE\n"),
        ("final-newline-missing", "empty", "", ""),
        ("blank-lines-repeated", "between", "FROM a\n\n \n\nRUN b\n", "FROM a\n\nRUN b\n"),
        ("blank-lines-repeated", "one", "FROM a\n\nRUN b\n", "FROM a\n\nRUN b\n"),
        ("blank-lines-repeated", "start and end", "\n\nFROM a\n\n", "FROM a\n"),
        ("blank-lines-repeated", "would make a directive", "\n# escape=`\nFROM a\n", "\n# escape=`\nFROM a\n"),
        ("blank-lines-repeated", "a heredoc", "RUN <<E\n\n\n\nE\n", "RUN <<E\n\n\n\nE\n"),
        ("blank-lines-repeated", "inside of an instruction", "RUN a \\\n\n\n b\n", "RUN a \\\n\n\n b\n"),
        ("blank-lines-repeated", "CRLF", "FROM a\r\n\r\n\r\nRUN b\r\n", "FROM a\r\n\r\nRUN b\r\n"),
        ("blanks-repeated", "flags and words", "COPY  --from=a   b \t c", "COPY --from=a b c"),
        ("blanks-repeated", "before a continuation", "RUN a   \\\n    b", "RUN a \\\n    b"),
        ("blanks-repeated", "quotes", "RUN echo  'a  b'  \"c  d\" e\\  f", "RUN echo 'a  b' \"c  d\" e\\  f"),
        ("blanks-repeated", "a comment", "RUN a \\\n#  x  y\n  b", "RUN a \\\n#  x  y\n  b"),
        ("blanks-repeated", "a legacy value", "ENV a  b   c", "ENV a  b   c"),
        ("blanks-repeated", "pairs", 'ENV a=b   c="d  e"', 'ENV a=b c="d  e"'),
        ("blanks-repeated", "a heredoc", "COPY  <<E  /a\nx  y\nE\n", "COPY <<E /a\nx  y\nE\n"),
        ("blanks-repeated", "a trigger's heredoc", "ONBUILD  COPY <<E  /a\nx  y\nE\n", "ONBUILD COPY <<E /a\nx  y\nE\n"),
        ("blanks-repeated", "an unfinished script", "RUN  a  $(b  c", "RUN a  $(b  c"),
        ("blanks-repeated", "exec form", 'CMD  ["a  b",   "c"]', 'CMD ["a  b", "c"]'),
        ("blanks-repeated", "a shell that is not known", 'FROM a\nSHELL ["pwsh"]\nRUN a  b', 'FROM a\nSHELL ["pwsh"]\nRUN a  b'),
        ("indentation-uneven", "one of three", "FROM a\nRUN b\n  RUN c\nRUN d", "FROM a\nRUN b\nRUN c\nRUN d"),
        ("indentation-uneven", "most are indented", "FROM a\n  A b\n  C d\nE f", "FROM a\n  A b\n  C d\n  E f"),
        ("indentation-uneven", "FROM", "ARG a\n  FROM b\n", "ARG a\nFROM b\n"),
        ("indentation-uneven", "continued lines stay", "FROM a\n RUN b \\\n   c\nRUN d", "FROM a\nRUN b \\\n   c\nRUN d"),
        ("instruction-spacing-uneven", "two kinds", "FROM a\nRUN b", "FROM a\n\nRUN b"),
        ("instruction-spacing-uneven", "one kind", "RUN a\n\n\nRUN b", "RUN a\nRUN b"),
        ("instruction-spacing-uneven", "a section", "RUN a\n\n# x\nRUN b", "RUN a\n\n# x\nRUN b"),
        ("instruction-spacing-uneven", "its comment", "RUN a\n# x\nENV b=c", "RUN a\n\n# x\nENV b=c"),
        ("instruction-spacing-uneven", "stages", "FROM a\nFROM b", "FROM a\n\nFROM b"),
        ("commands-on-one-line", "a chain", "RUN a && b || c", "RUN a \\\n    && b \\\n    || c"),
        ("commands-on-one-line", "broken already", "RUN a && \\\n  b", "RUN a && \\\n  b"),
        ("commands-on-one-line", "one of two", "RUN a && b \\\n && c", "RUN a \\\n    && b \\\n && c"),
        ("commands-on-one-line", "inner lists", "RUN (a && b) ; if c && d; then e; fi", None),
        ("commands-on-one-line", "quotes", "RUN sh -c 'a && b'", None),
        ("commands-on-one-line", "exec form", 'RUN ["a", "&&", "b"]', None),
        ("commands-on-one-line", "a heredoc", "RUN cat <<E && b\nx\nE\n", None),
        ("commands-on-one-line", "labels", "  LABEL a=b c=d", "  LABEL a=b \\\n      c=d"),
        ("commands-on-one-line", "legacy label", "LABEL a b c", None),
        ("commands-on-one-line", "one mount", "RUN --mount=type=cache,target=/a b", None),
        (
            "commands-on-one-line", "mounts", "RUN --mount=type=ssh --mount=type=secret,id=a b",
            "RUN --mount=type=ssh \\\n    --mount=type=secret,id=a \\\n    b",
        ),
        ("commands-on-one-line", "a health check", "HEALTHCHECK CMD a || exit 1", "HEALTHCHECK CMD a \\\n    || exit 1"),
        ("commands-on-one-line", "the escape", "# escape=`\nRUN a && b", "# escape=`\nRUN a `\n    && b"),
    ],
)  # fmt: skip
def test_fixes(rule, why, text, wanted):
    after = fixed(text, rule, unsafe=False)
    assert after == (text if wanted is None else wanted), why
    assert bool(findings_of(text, rule)) == (after != text), why
    assert findings_of(after, rule) == [], why
    assert said(after) == said(text), why


def test_a_body_too_long_to_be_read_stays():
    assert findings_of(f"RUN a  {'b' * MAX_BODY_CHARACTERS}", "blanks-repeated") == []


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
        ("empty", '{"a":[],"b":{}}\n', '{\n  "a": [],\n  "b": {}\n}\n'),
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


@pytest.mark.parametrize(
    "text", ['COPY <<E /a.txt\n{"a":1}\nE\n', 'COPY <<E <<F /a.json\n{"a":1}\nE\nF\n', "COPY a /b.json\n"]
)
def test_no_json(text):
    assert findings_of(text, "heredoc-unformatted") == []


def test_lines_are_counted():
    text = "FROM a\n\n# x\nRUN b\nRUN c \\\n  d\nRUN e\n"
    assert findings_of(text, "file-too-long", max_lines=4) == ["RUN"]
    assert findings_of(text, "file-too-long", max_lines=5) == []

"""Where the rules on layout begin and end to speak: a text on either side of each condition."""

import pytest

from lint.cases import findings_of, fixed, problems_of

LINES, BLANKS, CHAIN, LONG, END, JSON, INDENT, SPACING, TRAILING = (
    "blank-lines-repeated", "blanks-repeated", "commands-on-one-line", "file-too-long", "final-newline-missing", "heredoc-unformatted",
    "indentation-uneven", "instruction-spacing-uneven", "trailing-blanks",
)  # fmt: skip
D = "FROM debian:13\n"

FIXED = [
    (LINES, "\n\n\n", None),
    (LINES, "\n\nFROM a\n\n\n\nRUN b\n\n", "FROM a\n\nRUN b\n"),
    (LINES, "\n# syntax=docker/dockerfile:1\nFROM a\n", None),
    (LINES, "FROM a\nRUN <<E\n\n\n\nE\n", None),
    (BLANKS, "FROM  a\n", "FROM a\n"),
    (BLANKS, "FROM\ta\n", None),
    (BLANKS, "FROM\t\ta\n", "FROM a\n"),
    (BLANKS, "FROM  a\tAS  b\n", "FROM a\tAS b\n"),
    (BLANKS, D + "RUN  ls   -l  &&  make\n", D + "RUN ls -l && make\n"),
    (BLANKS, D + "RUN echo 'a  b'  \"c  d\"\n", D + "RUN echo 'a  b' \"c  d\"\n"),
    (BLANKS, D + "RUN A='b  c'  make  > 'd  e'\n", D + "RUN A='b  c' make > 'd  e'\n"),
    (BLANKS, D + "RUN ls  # a  b\n", D + "RUN ls # a  b\n"),
    (BLANKS, D + "RUN for  i in  a  b; do ls; done\n", D + "RUN for i in a b; do ls; done\n"),
    (BLANKS, D + "RUN \\\n# a  b\n  ls  -l\n", D + "RUN \\\n# a  b\n  ls -l\n"),
    (BLANKS, D + "RUN  <<E\na  b\nE\n", D + "RUN <<E\na  b\nE\n"),
    (BLANKS, D + "ONBUILD  RUN  <<E\na  b\nE\n", D + "ONBUILD RUN <<E\na  b\nE\n"),
    (BLANKS, D + "RUN <<E\na  b\n", None),
    (BLANKS, D + "ENV  A=1  B='c  d'\n", D + "ENV A=1 B='c  d'\n"),
    (BLANKS, D + "ENV A  b  c\n", None),
    (BLANKS, D + 'CMD  ["a  b",  "c"]\n', D + 'CMD ["a  b", "c"]\n'),
    (BLANKS, D + "ONBUILD  ENV  A='c  d'  B=1\n", D + "ONBUILD ENV A='c  d' B=1\n"),
    (BLANKS, D + "COPY  --chown=1  'a  b'  c\n", D + "COPY --chown=1 'a b' c\n"),  # COPY knows no quotes: two words
    (BLANKS, D + 'SHELL ["pwsh", "-c"]\nRUN a  b\n', None),
    (BLANKS, D + "RUN echo 'a  b\n", None),
    (BLANKS, D + "RUN a$(echo  b)  c\n", D + "RUN a$(echo  b) c\n"),
    (CHAIN, D + "RUN a && b || c\n", D + "RUN a \\\n    && b \\\n    || c\n"),
    (CHAIN, D + "RUN a; b\n", None),
    (CHAIN, D + "RUN a && \\\n  b\n", None),
    (CHAIN, D + "RUN a & b\n", None),
    (CHAIN, D + 'RUN ["a", "&&", "b"]\n', None),
    (CHAIN, D + "RUN <<E\na && b\nE\n", None),
    (CHAIN, D + "RUN a && b # why\n", None),
    (CHAIN, D + "RUN a && b '\n", None),
    (CHAIN, D + "CMD a && b\nENTRYPOINT a && b\n", None),
    (CHAIN, D + "ONBUILD RUN a && b\n", None),
    (CHAIN, D + "HEALTHCHECK CMD a && b\n", D + "HEALTHCHECK CMD a \\\n    && b\n"),
    (CHAIN, D + "LABEL a=1 b=2\n", D + "LABEL a=1 \\\n    b=2\n"),
    (CHAIN, D + "LABEL a=1 b='2 && 3' \\\n  c=4\n", D + "LABEL a=1 \\\n    b='2 && 3' \\\n  c=4\n"),
    (CHAIN, D + "LABEL a b && c\n", None),
    (CHAIN, D + "ENV a=1 b=2\n", None),
    (CHAIN, D + "  LABEL a=1 b=2\n", D + "  LABEL a=1 \\\n      b=2\n"),
    (
        CHAIN,
        D + "RUN --mount=type=cache,target=/a --mount=type=cache,target=/b ls\n",
        D + "RUN --mount=type=cache,target=/a \\\n    --mount=type=cache,target=/b \\\n    ls\n",
    ),
    (CHAIN, D + "RUN --mount=type=cache,target=/a ls\n", None),
    (CHAIN, D + "RUN --mount=type=cache,target=/a \\\n --mount=type=cache,target=/b \\\n ls\n", None),
    (CHAIN, "# escape=`\nFROM a\nRUN a && b\n", "# escape=`\nFROM a\nRUN a `\n    && b\n"),
    (END, "FROM a", "FROM a\n"),
    (END, "FROM a\r\nRUN b", "FROM a\r\nRUN b\r\n"),
    (END, "", None),
    (END, "  ", None),
    (END, "# note", "# note\n"),
    (END, "FROM a\n", None),
    (END, "FROM a\nRUN <<E\nb", None),
    (END, "FROM a\nRUN <<E\nb\nE", "FROM a\nRUN <<E\nb\nE\n"),
    (JSON, D + 'COPY <<E /a.json\n{"a":1,"b":[],"c":{"d":[2,3]}}\nE\n',
     D + 'COPY <<E /a.json\n{\n  "a": 1,\n  "b": [],\n  "c": {\n    "d": [\n      2,\n      3\n    ]\n  }\n}\nE\n'),
    (JSON, D + 'COPY <<E /A.JSON\n[1]\nE\n', D + "COPY <<E /A.JSON\n[\n  1\n]\nE\n"),
    (JSON, D + 'COPY <<E /a.txt\n[1]\nE\n', None),
    (JSON, D + 'COPY <<E /a.json\n[1\nE\n', None),
    (JSON, D + 'COPY <<E /a.json\n[1]\n', None),
    (JSON, D + 'COPY <<E <<F /a.json\n[1]\nE\n[1]\nF\n', None),
    (JSON, D + 'COPY <<E b /a.json\n[1]\nE\n', None),
    (JSON, D + 'COPY <<E /a.json\n[\n    1,2]\nE\n', D + "COPY <<E /a.json\n[\n    1,\n    2\n]\nE\n"),
    (JSON, D + 'COPY <<-E /a.json\n\t[\n\t  1,2]\n\tE\n', D + "COPY <<-E /a.json\n\t[\n\t  1,\n\t  2\n\t]\n\tE\n"),
    (JSON, D + 'COPY <<-E /a.json\n\t[\n\n\t1,2]\n\tE\n', D + "COPY <<-E /a.json\n\t[\n\t  1,\n\t  2\n\t]\n\tE\n"),
    (JSON, D + 'COPY <<E /a.json\n[\n   \n 1,2]\nE\n', D + "COPY <<E /a.json\n[\n 1,\n 2\n]\nE\n"),
    (JSON, "FROM a\r\nCOPY <<E /a.json\r\n[1]\r\nE\r\n", "FROM a\r\nCOPY <<E /a.json\r\n[\r\n  1\r\n]\r\nE\r\n"),
    (INDENT, D + "RUN a\n  RUN b\nRUN c\n", D + "RUN a\nRUN b\nRUN c\n"),
    (INDENT, D + "  RUN a\n  RUN b\nRUN c\n", D + "  RUN a\n  RUN b\n  RUN c\n"),
    (INDENT, "  FROM a\n", "FROM a\n"),
    (INDENT, "  ARG A\nFROM a\n", "ARG A\nFROM a\n"),
    (SPACING, "FROM a\nRUN b\n", "FROM a\n\nRUN b\n"),
    (SPACING, "FROM a\n\nRUN b\n\nRUN c\n", "FROM a\n\nRUN b\nRUN c\n"),
    (SPACING, "FROM a\n \nRUN b\n", None),
    (SPACING, "FROM a\nFROM b\n", "FROM a\n\nFROM b\n"),
    (SPACING, "FROM a\n\nRUN b\n\n# why\nRUN c\n", None),
    (SPACING, "FROM a\n\nRUN b\n# why\nRUN c\n", None),
    (TRAILING, "FROM a \nRUN b\t\nRUN <<E\nc \nE\n", "FROM a\nRUN b\nRUN <<E\nc \nE\n"),
    (TRAILING, "FROM a\nRUN <<E\nc \n", None),
    (TRAILING, "FROM a\nRUN echo '<<'  \n", "FROM a\nRUN echo '<<'\n"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "after"), FIXED)
def test_fixed(rule, text, after):
    assert bool(findings_of(text, rule)) is (after is not None)
    assert fixed(text, rule, unsafe=False) == (after or text)


@pytest.mark.parametrize(
    ("text", "found", "variant"),
    [
        (D + "RUN a\n  RUN b\nRUN c\n", "  ", "none"),
        (D + "  RUN a\n  RUN b\nRUN c\n", "RUN", ""),
        (D + "  RUN a\n  RUN b\n RUN c\n", " ", ""),
        ("  FROM a\n", "  ", "none"),
    ],
)
def test_indentation(text, found, variant):
    (problem,) = problems_of(text, INDENT)
    assert (problem.span.of(text), problem.finding.variant) == (found, variant)


@pytest.mark.parametrize(
    ("text", "most", "found"),
    [
        ("FROM a\nRUN b\nRUN c\n", 2, ["RUN"]),
        ("FROM a\nRUN b\nRUN c\n", 3, []),
        ("FROM a\n\n# note\n  # note\n \t\nRUN b\n", 2, []),
        ("FROM a\nRUN b \\\n  c \\\n  d\n", 2, ["RUN"]),
    ],
)
def test_too_long(text, most, found):
    assert findings_of(text, LONG, max_lines=most) == found

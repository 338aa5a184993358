"""An ARG from above the first FROM, in stages that do not declare it."""

import pytest

from lint.cases import findings_of, problems_of

RULE = "arg-not-in-scope"


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("in a word", "FROM a\nCOPY $V /x\n", ["V"]),
        ("for the shell", "FROM a\nRUN echo ${V}\n", ["V"]),
        ("before a command", "FROM a\nRUN GOARCH=$V go build\n", ["V"]),
        ("in an assignment", 'FROM a\nRUN x="$V"; echo $x\n', ["V"]),
        ("in the name of a file", "FROM a\nRUN echo a > /$V\n", ["V"]),
        ("in a loop's list", "FROM a\nRUN for x in $V; do echo $x; done\n", ["V"]),
        ("in quotes that keep it", "FROM a\nRUN sh -c 'echo $V'\n", []),
        ("the first use only", "FROM a\nRUN echo $V\nRUN echo $V\n", ["V"]),
        ("in each stage", "FROM a\nRUN echo $V\nFROM b\nENV x=$V\n", ["V", "V"]),
        ("two names", "FROM a\nRUN echo $W $V\n", ["W", "V"]),
        ("the stage declares it", "FROM a\nARG V\nRUN echo $V\n", []),
        ("declared too late", "FROM a\nRUN echo $V\nARG V\n", ["V"]),
        ("with a default", "FROM a\nENV x=${V:-1}\n", []),
        ("with the shell's default", "FROM a\nRUN echo ${V:-1}\n", []),
        ("the shell's own", "FROM a\nRUN V=2; echo $V\n", []),
        ("for the image that comes after", "FROM a\nONBUILD RUN echo $V\nONBUILD COPY $V /x\n", []),
        ("no shell reads it", 'FROM a\nRUN ["echo", "$V"]\n', []),
        ("another name", "FROM a\nRUN echo $X\n", []),
        ("BuildKit's own, which only ARG brings in", "FROM a\nRUN echo $TARGETARCH\n", ["TARGETARCH"]),
    ],
)
def test_uses(why, text, found):
    assert findings_of(f"ARG V=1 W=2\n{text}", RULE) == found, why


DEBIAN = "FROM debian:13\n"


def test_it_names_the_line_of_the_argument():
    (problem,) = problems_of("# one\nARG U=1\nARG V=1\n" + DEBIAN + "ENV A=$V\n", RULE)
    assert dict(problem.finding.facts)["line"] == 3

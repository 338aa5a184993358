"""What BuildKit refuses, each on the characters that are wrong, and what it takes."""

from __future__ import annotations

import pytest

from gorae.syntax import parse

# A text, and each fault as its kind and the characters that it stands on.
WRONG = {
    "a keyword": ("FRM a\n", [("instruction-unknown", "FRM")]),
    "no argument": ("FROM a\nRUN\nUSER  \n", [("run-empty", "RUN"), ("arguments-missing", "USER")]),
    "podman's mounts": (
        "FROM a\nRUN --mount=type=bind,source=a,target=/b,relabel=shared c\nRUN --mount=type=bind,target=/b,Z c\n",
        [("mount-key-podman", "relabel"), ("mount-key-podman", "Z")],
    ),
    "an open quote": ('FROM a\nENV A="b c\n', [("quote-open", '"b c')]),
    "an open quote ends with its instruction": (
        "FROM a\nENV A='b \\\n c\nRUN d\nENV E=\"\n",
        [("quote-open", "'b \\\n c"), ("quote-open", '"')],
    ),
    "an open brace": ("FROM a\nENV A=${B\nWORKDIR /${\n", [("variable-open", "${B"), ("variable-open", "${")]),
    "no name in braces": ("FROM a\nENV A=${}\nENV B=${:-x}\n", [("variable-invalid", "${}"), ("variable-invalid", "${:-x}")]),
    "a modifier of the shell's": ("FROM a\nENV A=${B^^}\n", [("modifier-unknown", "${B^^}")]),
    "a modifier with a colon": ("FROM a\nENV A=${B:#x}\n", [("modifier-unknown", "${B:#x}")]),
    "a replacement without its second slash": ("FROM a\nENV A=${B/x}\n", [("variable-invalid", "${B/x}")]),
    "a pair without =": ("FROM a\nENV A=1 B\n", [("pair-without-equals", "B")]),
    "words of one value without quotes: one fault": ("FROM a\nENV A={{ b }}\n", [("pair-without-equals", "b")]),
    "two pairs without =, apart": (
        "FROM a\nENV A=1 B C=2 D\n",
        [("pair-without-equals", "B"), ("pair-without-equals", "D")],
    ),
    "a pair without value": ("FROM a\nENV A\n", [("pair-without-value", "A")]),
    "a pair without name": ("FROM a\nLABEL =x\n", [("name-empty", "=x")]),
    "arguments and names of FROM": (
        "FROM a b\nFROM a AS\nFROM a AS 1b\n",
        [("from-arguments", "b"), ("stage-name-absent", "AS"), ("stage-name-invalid", "1b")],
    ),
    "a flag": ("FROM --platfrm=x a\n", [("flag-unknown", "--platfrm")]),
    "a flag of another instruction": ("FROM a\nRUN --from=x b\n", [("flag-unknown", "--from")]),
    "a flag without value": ("FROM a\nCOPY --from b c\n", [("flag-without-value", "--from")]),
    "a flag twice": ("FROM a\nCOPY --chmod=1 --chmod=2 b c\n", [("flag-twice", "--chmod=2")]),
    "a flag's value": ("FROM a\nRUN --network=all b\n", [("flag-value-invalid", "all")]),
    "a switch's value": ("FROM a\nCOPY --link=ja b c\n", [("flag-value-invalid", "ja")]),
    "a duration": ("FROM a\nHEALTHCHECK --interval=30 CMD x\n", [("flag-value-invalid", "30")]),
    "a variable in --from": ("FROM a\nCOPY --from=$X b c\n", [("from-variable", "$X")]),
    "a mount's key": ("FROM a\nRUN --mount=type=cache,targt=/x b\n", [("mount-key-unknown", "targt")]),
    "a mount's type": ("FROM a\nRUN --mount=type=cahce,target=/x b\n", [("mount-value-invalid", "cahce")]),
    "a mount's value": ("FROM a\nRUN --mount=type=cache,target b\n", [("mount-value-missing", "target")]),
    "a destination": ("FROM a\nCOPY b\nADD\n", [("destination-missing", "b"), ("arguments-missing", "ADD")]),
    "a destination that is a heredoc": ("FROM a\nCOPY b <<E\nE\n", [("destination-heredoc", "<<E")]),
    "a heredoc's end": ("FROM a\nRUN <<EOF\nb\n", [("heredoc-open", "<<EOF")]),
    "an empty volume": ('FROM a\nVOLUME [""]\n', [("volume-empty", '""')]),
    "a SHELL that is no list, or an empty one": ("FROM a\nSHELL bash -c\nSHELL []\n", [("shell-not-json", "bash -c"), ("arguments-missing", "[]")]),
    "arguments of a HEALTHCHECK": (
        "FROM a\nHEALTHCHECK curl x\nHEALTHCHECK NONE x\n",
        [("healthcheck-type", "curl"), ("healthcheck-none-arguments", "x")],
    ),
    "triggers of ONBUILD": (
        "FROM a\nONBUILD FROM b\nONBUILD ONBUILD RUN c\nONBUILD\n",
        [("onbuild-trigger", "FROM"), ("onbuild-trigger", "ONBUILD"), ("arguments-missing", "ONBUILD")],
    ),
    "what is within ONBUILD": ("FROM a\nONBUILD COPY b\n", [("destination-missing", "b")]),
    "a directive's wrong value, and one twice": (
        "# escape=x\n# syntax=a\n# syntax=b\nFROM a\n",
        [("escape-invalid", "x"), ("directive-twice", "# syntax=b")],
    ),
    "all at once": (
        "FRM a\nFROM a\nCOPY --form=x b\nENV A=${\n",
        [("instruction-unknown", "FRM"), ("flag-unknown", "--form"), ("destination-missing", "b"), ("variable-open", "${")],
    ),
}  # fmt: skip

VALID = {
    "a mount of a type that the builder is told": "RUN --mount=type=$T,target=/x b\n",
    "switches of mounts": "RUN --mount=type=secret,id=a,required --mount=type=bind,target=.,rw b\n",
    "the shell's own": "RUN echo ${A^^} ${B:0:3} ${C[@]} \"$(d 'e')\" it\\'s\n",
    "an open quote that the shell sees": "RUN echo it's\nCMD echo \"\n",
    "heredocs of all kinds": 'RUN <<EOF cat && <<"B" sh\na\nEOF\nit\'s ${^}\nB\nCOPY <<A <<-B /c/\n$D\nA\n\tB\n',
    "no heredocs": "RUN echo $((1<<2)) a<<b <<<c '<<D'\n",
    "old pairs": "ENV A b c\nLABEL d e=f\n",
    "pairs with quotes": "ENV A=\"b c\" D='e' F=g\\ h\nLABEL \"a.b\"=\"c\" x=\n",
    "arguments with and without values": "ARG A\nARG B=c D\nARG E=${F:-g}\n",
    "flags with quotes": "COPY --chown='a b' --from=x y z\nRUN --mount=type=cache,\"target=/a b\" c\n",
    "lists of JSON": 'COPY ["a b", "/c"]\nVOLUME ["/a"]\nSHELL ["sh"]\nCMD []\nENTRYPOINT ["a", "\\u0062"]\n',
    "not JSON": "CMD [ -f x ] && y\nENTRYPOINT ['a']\n",
    "health checks": "HEALTHCHECK NONE\nHEALTHCHECK --interval=1m30s --retries=0 CMD a\nHEALTHCHECK --timeout=.5s CMD [\"a\"]\n",
    "an argument of nothing but a heredoc": "RUN <<EOF\nEOF\n",
    "modifiers of all kinds": "ENV A=${B:-c} D=${E:+f} G=${H#i} J=${K%%l} M=${N/o/p} Q=${R//s/t} U=${V?w}\n",
    "variables in FROM": "FROM ${A:-b}:${C} AS d\nFROM d\n",
    "names of stages": "FROM a AS b-c.d_1\nFROM --platform=$BUILDPLATFORM a as E\n",
    "comments and blank lines within": "RUN a \\\n# b\n\n  && c\n",
    "an escape before a comment's end": "RUN a # b \\\n  c\n",
    "a last line that goes on": "RUN a \\\n",
    "ports of all kinds": "EXPOSE 80 443/tcp $P 8000-8010/udp\n",
    "triggers, one with a heredoc": "ONBUILD RUN <<EOF\na\nEOF\nONBUILD COPY . /x\n",
    "nothing below FROM": "",
    "a fragment": "RUN a\nENV B=c\n",
    "keywords in lower case": "run a\nCopy b c\nonbuild run d\n",
}  # fmt: skip


@pytest.mark.parametrize(("text", "issues"), WRONG.values(), ids=WRONG.keys())
def test_faults_stand_on_what_is_wrong(text: str, issues: list[tuple[str, str]]) -> None:
    assert [(fault.kind, fault.span.of(text)) for fault in parse(text).issues()] == issues


@pytest.mark.parametrize("text", VALID.values(), ids=VALID.keys())
def test_what_is_valid_has_none(text: str) -> None:
    assert parse("FROM a\n" + text).issues() == []


@pytest.mark.parametrize("text", VALID.values(), ids=VALID.keys())
def test_line_ends_change_nothing(text: str) -> None:
    assert parse(("FROM a\n" + text).replace("\n", "\r\n")).issues() == []

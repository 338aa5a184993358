"""Every place of a name: drawn into the text, declarations as ⟪…⟫, uses as ⟦…⟧."""

from __future__ import annotations

import textwrap

import pytest

from gorae.navigation import declaration, definition, linked, names, references
from gorae.stages import build
from gorae.syntax import parse
from navigation.marks import draw, draw_mentions, plain

# Each text holds one name that is looked for, drawn; other names are not drawn.
CASES = {
    "a stage, by name and by number, in FROM, COPY and a mount": """\
        FROM alpine AS ⟪base⟫
        FROM ⟦base⟧ AS test
        COPY --from=⟦base⟧ /a /b
        COPY --from=⟦0⟧ /a /b
        RUN --mount=type=bind,from=⟦base⟧,target=/x --mount=type=cache,target=/base ls /base
        """,
    "a stage's name in capitals is the same name": """\
        FROM alpine AS ⟪Base⟫
        FROM ⟦BASE⟧
        COPY --from=⟦base⟧ /a /b
        """,
    "of two stages of one name each use means the one before it": """\
        FROM alpine AS a
        FROM a
        FROM debian AS ⟪a⟫
        FROM ⟦a⟧
        """,
    "a part of a file, whose stages stand elsewhere": """\
        COPY --from=⟦toolchain⟧ /a /b
        RUN --mount=type=bind,from=⟦toolchain⟧,target=/x ls /x
        COPY --from=0 /a /b
        """,
    "a global ARG, the FROM that uses it, and the stage that takes it over": """\
        ARG ⟪VERSION⟫=3.19
        FROM alpine:${⟦VERSION⟧:-3}
        ARG ⟪VERSION⟫
        RUN echo $⟦VERSION⟧
        """,
    "an ENV over an ARG": """\
        FROM alpine
        ARG ⟪PORT⟫=1
        ENV ⟪PORT⟫=${⟦PORT⟧}
        EXPOSE $⟦PORT⟧
        """,
    "inherited through FROM": """\
        FROM alpine AS base
        ENV ⟪FOO⟫=1
        FROM base
        RUN echo "$⟦FOO⟧"
        """,
    "a stage of its own has variables of its own": """\
        FROM alpine
        ENV ⟪FOO⟫=1
        RUN echo $⟦FOO⟧
        FROM debian
        ENV FOO=2
        RUN echo $FOO
        """,
    "within another variable's default": """\
        FROM alpine
        ARG ⟪A⟫
        ARG B=${C:-${⟦A⟧}}
        """,
    "not in single quotes, and not behind the script's own value": """\
        FROM alpine
        ENV ⟪X⟫=1
        RUN echo '$X' "$⟦X⟧" ${⟦X⟧:-y} && X=${⟦X⟧}2 && echo $X
        RUN (X=2; echo $X); echo $⟦X⟧
        RUN X=3 make $⟦X⟧
        RUN for X in a $⟦X⟧; do echo $X; done
        """,
    "of two values that may be seen, with the places that set one of them": """\
        FROM alpine
        ENV ⟪X⟫=1
        RUN if [ -z "$⟦X⟧" ]; then ⟦X⟧=2; fi; echo $⟦X⟧
        RUN : ${⟦X⟧:=2}; echo $⟦X⟧
        RUN for i in a b; do echo $⟦X⟧; ⟦X⟧=$i; done
        RUN f() { local X=2; echo $X; }; f; echo $⟦X⟧
        RUN set -e; make && X=2 && echo $X
        RUN make && ⟦X⟧=2 || exit 1; echo $⟦X⟧
        RUN (( ⟦X⟧ = 2 )); echo $⟦X⟧
        """,
    "by its bare name, and appended to": """\
        FROM alpine
        ENV ⟪X⟫=1
        RUN export ⟦X⟧ Y; ⟦X⟧+=2; unset ⟦X⟧; printenv ⟦X⟧; [ -v ⟦X⟧ ]
        RUN X=1; X+=2; unset X; unset -f X
        RUN test -v ⟦X⟧; export ⟦X⟧+=2; echo $⟦X⟧
        RUN envsubst '$⟦X⟧ ${⟦X⟧}' < a > b && sed 's/$X/b/' a
        """,
    "in the expressions of let, which read what they set, or set what nobody read": """\
        FROM alpine
        SHELL ["/bin/bash", "-c"]
        ENV ⟪X⟫=1
        RUN let ⟦X⟧=⟦X⟧+1; echo $⟦X⟧
        RUN let ⟦X⟧++ "Y = ⟦X⟧"; echo $⟦X⟧ $Y
        RUN let X=3; echo $X
        """,
    "in a heredoc behind the script's own value": """\
        FROM alpine
        ENV ⟪X⟫=1
        RUN X=2 && cat <<EOF
        $X
        EOF
        RUN cat <<EOF && X=2
        $⟦X⟧
        EOF
        """,
    "in the heredocs that a shell or BuildKit fills in": """\
        FROM alpine
        ENV ⟪X⟫=1
        RUN <<EOF
        echo $⟦X⟧
        EOF
        RUN cat <<EOF > /a
        $⟦X⟧
        EOF
        COPY <<EOF /b
        ${⟦X⟧}
        EOF
        COPY <<'EOF' /b
        $X
        EOF
        """,
    "in CMD, HEALTHCHECK, and the one exec form that a shell reads": """\
        FROM alpine
        ENV ⟪X⟫=1
        CMD echo $⟦X⟧
        CMD ["echo", "$X"]
        CMD ["sh", "-c", "echo $⟦X⟧"]
        HEALTHCHECK CMD curl $⟦X⟧
        ONBUILD RUN echo $⟦X⟧
        """,
    "a name that is continued": "# escape=`\nFROM alpine\nARG ⟪po`\nrt⟫\nEXPOSE ${⟦po`\nrt⟧}\n",
    "a text without FROM": """\
        ENV ⟪X⟫=🐳
        RUN\techo 고래🐳 $⟦X⟧
        """,
    "Windows' shells": """\
        # escape=`
        FROM mcr.microsoft.com/windows/servercore:ltsc2022
        ENV ⟪DEST⟫=C:\\
        RUN echo %⟦DEST⟧%
        SHELL ["powershell", "-Command"]
        RUN Write-Host $env:⟦DEST⟧ "it's ${env:⟦DEST⟧}" '$env:DEST'
        """,
    "a heredoc's word": """\
        FROM alpine
        RUN <<-"⟪EOF⟫" cat
        \techo EOF
        \t⟦EOF⟧
        """,
}


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("drawn", CASES.values(), ids=CASES)
def test_all_places(drawn: str, ending: str) -> None:
    drawn = textwrap.dedent(drawn)
    drawn = drawn.replace("\n", ending)
    text = plain(drawn)
    found = [draw_mentions(text, named.mentions) for named in names(build(parse(text)))]
    assert drawn in found


DEFINITIONS = {
    "the ARG or ENV in force": "FROM alpine\nARG ⟦A⟧=1\nRUN echo $‸A\nENV A=2\n",
    "the ENV that came later": "FROM alpine\nARG A=1\nENV ⟦A⟧=2\nRUN echo $‸A\n",
    "a stage's number": "FROM alpine AS ⟦x⟧\nFROM scratch\nCOPY --from=‸0 /a /b\n",
    "a stage without a name": "FROM ⟦alpine⟧\nFROM scratch\nCOPY --from=‸0 /a /b\n",
    "a base stage's variable": "FROM alpine AS b\nENV ⟦A⟧=1\nFROM b\nRUN echo $‸A\n",
    "what the same ENV sets, where nothing else does": "FROM alpine\nENV ⟦A⟧=1 B=$‸A\n",
    "the end of a heredoc": "FROM alpine\nRUN <<⟦EOF⟧\nls\nEO‸F\n",
}


@pytest.mark.parametrize("drawn", DEFINITIONS.values(), ids=DEFINITIONS)
def test_definition(drawn: str) -> None:
    text = plain(drawn)
    offset = drawn.replace("⟦", "").replace("⟧", "").index("‸")
    found = definition(build(parse(text)), offset)
    assert found is not None
    assert draw(text, [found]) == drawn.replace("‸", "")


def test_declaration_is_the_outermost() -> None:
    text = "ARG A=1\nFROM alpine\nARG A\nRUN echo $A\n"
    found = declaration(build(parse(text)), text.index("$A") + 1)
    assert found is not None
    assert found.start == 4


def test_nothing_is_defined_where_nothing_is_named() -> None:
    made = build(parse("FROM alpine\nRUN echo 'a' $UNKNOWN\n"))
    assert definition(made, 2) is None
    assert definition(made, 26) is None
    assert len(references(made, 26)) == 1
    assert references(made, 2) == ()


def test_linked_places_read_alike() -> None:
    text = "FROM alpine AS a\nFROM a\nCOPY --from=0 /x /y\n"
    assert len(linked(build(parse(text)), 15)) == 2  # the number stays, whatever the name becomes
    assert linked(build(parse(text)), text.index("0")) == ()
    text = "FROM alpine AS A\nFROM a\n"
    assert linked(build(parse(text)), 15) == ()


def test_every_prefix_has_names() -> None:
    text = '# escape=`\nARG A=1\nFROM x AS y\nRUN --mount=from=y <<EOF cat ${A:-${B\nEOF\nCMD ["sh", "-c", "$A"]\n'
    for end in range(len(text) + 1):
        made = build(parse(text[:end]))
        for named in names(made):
            for mention in named.mentions:
                assert 0 <= mention.span.start <= mention.span.end <= end

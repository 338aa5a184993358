"""Strategies of Dockerfiles, right and wrong, that make what parsers get wrong."""

from __future__ import annotations

from hypothesis import strategies as st

KEYWORDS = (
    "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER",
    "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    "run", "Copy", "ONBUILD RUN", "onbuild copy", "HEALTHCHECK CMD", "FRM", "ENV\t", "RUN\f",
)  # fmt: skip
WORDS = (
    "a", "b=c", "한글", "🐳", "$X", "${X}", "${X:-y}", "${X:+'y z'}", "${X#*.}", "${X%%/*}", "${X/a/b}", "${X:-${Y:-z}}",
    "\\$X", "'single $X'", '"double $X"', '"a \\" b"', "'open", '"open', "${open", "${}", "${X^^}", "$", "$(date)", "$1",
    'k="v w"', "k='v w'", "k=v\\ w", "=", "=v", "C:\\x", "a\\\\", "#", "a#b", "&&", "|", "<", "<<", "<<<", "<<<x", "1<<2",
    "<<EOF", "<<-EOF", "<<'EOF'", '<<"E F"', "3<<EOF", "<<E\\OF", "<<$X", "\"<<EOF\"", "a<<EOF", "<<''", "--", "--x",
    '["a", "b"]', '["a" "b"]', '["a", 1]', "[]", "['a']", '["\\u0061$X"]', "[NaN]", "AS", "as", "builder", "CMD", "NONE",
    "80/tcp", "\u00a0", "\u2028", "\x1c", "\x85", "it's",
)  # fmt: skip
FLAGS = (
    "--from=a", "--mount=type=cache,target=/x", '--mount=type=bind,"source=a b"', "--platform=$BUILDPLATFORM", "--chown='a b'",
    "--link", "--chmod=a\\ b", '--x="open', "--interval=3s", "--", "--network=none", "--a=b=c", "---x",
)  # fmt: skip
BREAKS = (
    " \\\n", "\\\n", " \\\n  ", " \\ \t\n", "\\\r\n", " \\\n# 주석\n", " \\\n\n", " \\\n \t\n  # c\r\n\n", "\\\\\n", " \\\f\n", " `\n",
    "`\n", " ` \n\n", "\\\n\u2028\n",
)  # fmt: skip
LINES = ("", "# comment", "  # comment \\", "\t", "\f", "\u2028", "#", "EOF", "\tEOF", "E F", " EOF", "\\", "`", "\\\\")
HEADS = (
    "", "", "", "# escape=`\n", "#escape=\\\n", "# syntax=docker/dockerfile:1\n# escape = `\n", "# check=skip=all\n#escape=`\n",
    "\ufeff", "\ufeff# escape=`\n", "# a comment\n# escape=`\n", "\n# escape=`\n", "# escape=x\n", "# unknown=x\n# escape=`\n",
    "# ESCAPE=`\r\n", " \t# escape=`\n", "# escape=`\n# escape=`\n", "# escape\f=`\n",
)  # fmt: skip
ENDS = ("\n", "\n", "\n", "\r\n", "\n\n")

_separators = st.one_of(st.just(" "), st.just(" "), st.just("\t "), st.sampled_from(BREAKS))
_words = st.one_of(st.sampled_from(WORDS), st.text("ab'\"\\`$ {}<#=\t\u00a0한", max_size=5))


@st.composite
def instructions(draw: st.DrawFn) -> str:
    """An instruction, perhaps over several lines, with its newline."""
    pieces = [draw(st.sampled_from(KEYWORDS))]
    for part in (
        *draw(st.lists(st.sampled_from(FLAGS), max_size=2)),
        *draw(st.lists(_words, max_size=5)),
    ):
        pieces += [draw(_separators), part]
    if draw(st.booleans()):
        pieces.append(draw(st.sampled_from((*BREAKS, " "))))
    pieces.append(draw(st.sampled_from(ENDS)))
    if "<<" in "".join(pieces) and draw(st.booleans()):
        pieces.append(
            draw(st.sampled_from(("body $X\n\nEOF\n", "\tbody ${\n\tEOF\n", "EOF\n", "a\nE F\nEOF\n", "$X\n")))
        )
    return "".join(pieces)


@st.composite
def dockerfiles(draw: st.DrawFn) -> str:
    """A text made of instructions, comments and odd lines; most are no valid Dockerfiles."""
    lines = st.tuples(st.sampled_from(LINES), st.sampled_from(ENDS)).map("".join)
    body = draw(st.lists(st.one_of(instructions(), instructions(), lines), max_size=6))
    text = draw(st.sampled_from(HEADS)) + "".join(body)
    return text[: draw(st.integers(0, len(text)))] if draw(st.integers(0, 3)) == 0 else text


@st.composite
def valid_dockerfiles(draw: st.DrawFn) -> str:
    """A Dockerfile that nothing is wrong with, in all the forms that lines can take."""
    escape = draw(st.sampled_from("\\\\\\`"))
    end = draw(st.sampled_from(("\n", "\r\n")))
    rows = draw(st.lists(st.sampled_from(_VALID), max_size=8))
    body: list[str] = []
    for row in ("FROM alpine:3 AS base", *rows):
        words = row.split(" ")
        joined = words[0]
        for word in words[1:]:
            gap = draw(st.sampled_from((" ", " ", "  ", "\t", " ⏎", " ⏎  ", "⏎ ", " ⏎# 주석↵", " ⏎↵  ")))
            joined += gap.replace("⏎", escape + end).replace("↵", end) + word
        body.append(joined.replace("␠", " ").replace("¶", end))
        body.append(draw(st.sampled_from(("", "", "# 주석 \\", "\t"))))
    head = "" if escape == "\\" else f"# escape=`{end}"
    return draw(st.sampled_from(("", "\ufeff"))) + head + end.join(body) + end


_VALID = (
    'RUN --mount=type=cache,target=/root/.cache --network=none apk add "$X"', "COPY --from=base --chown=1:1 a b /c/",
    'ENV A=b C="d␠$A" E=${A:-x} F=${A/b/c}', "ENV A b c", "ARG X=1 Y", 'CMD ["a", "b"]', "ENTRYPOINT a b", "USER a:b",
    "HEALTHCHECK --interval=1m30s --retries=3 CMD curl -f x", "HEALTHCHECK NONE", "EXPOSE 80 443/tcp", 'SHELL ["sh", "-c"]',
    "WORKDIR /a$X", "STOPSIGNAL SIGTERM", "ONBUILD COPY a b", 'VOLUME ["/a", "/b"]', 'LABEL a="b␠c" d=e', "MAINTAINER o'neil",
    "RUN <<EOF cat¶it's $(x) ${y^^} \"¶EOF", 'COPY <<-"EOF" <<B /x/¶${{¶\tEOF¶$A ${A:-b}¶B', "RUN it's 'fine' here",
    "FROM --platform=$BUILDPLATFORM base AS next", "RUN echo $((1<<2)) a<<b", "ADD --link=true http://x/y /z",
)  # fmt: skip

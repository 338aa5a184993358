"""`syntax-error`: cases that are more than a text."""

from __future__ import annotations

import pytest

from gorae.context import read_context
from gorae.syntax import parse
from lint.cases import check, check_offers, findings_of, fixes_of, settings_of

RULE = "syntax-error"


@pytest.mark.parametrize(
    ("why", "before", "after"),
    [
        ("two letters have changed places", "FROM a\nCOPY --form=b /x /y\n", ["FROM a\nCOPY --from=b /x /y\n"]),
        ("the right flag is there already", "FROM a\nCOPY --form=b --from=c /x /y\n", []),
        ("nothing comes near", "FROM a\nCOPY --nothing=b /x /y\n", []),
        (
            "the keyword is missing",
            "FROM a\nHEALTHCHECK --timeout=3s curl x\n",
            ["FROM a\nHEALTHCHECK --timeout=3s CMD curl x\n"],
        ),
        (
            "the keyword takes the instruction's letters",
            "from a\nhealthcheck curl x\n",
            ["from a\nhealthcheck cmd curl x\n"],
        ),
        ("an array is written of the words", "FROM a\nSHELL /bin/bash -c\n", ['FROM a\nSHELL ["/bin/bash", "-c"]\n']),
        ("single quotes are no JSON", "FROM a\nSHELL ['bash', '-c']\n", ['FROM a\nSHELL ["bash", "-c"]\n']),
        ("nobody knows which folder", "FROM a\nVOLUME\n", []),
        ("a quoted word of the shell may be one or two", "FROM a\nSHELL bash 'x y'\n", []),
        ("capitals make another flag", "FROM a\nCOPY --FORM=b /x /y\n", ["FROM a\nCOPY --from=b /x /y\n"]),
        ("indentation is kept", "from a\n  healthcheck curl x\n", ["from a\n  healthcheck cmd curl x\n"]),
        ("at the end of the file the right flag is there, too", "FROM a\nCOPY --form=b --from=c /x /y", []),
        (
            "the flag of another line does not count",
            "FROM a\nCOPY --form=b /x /y\nCOPY --from=c /x /y\n",
            ["FROM a\nCOPY --from=b /x /y\nCOPY --from=c /x /y\n"],
        ),
    ],
)
def test_fixes(why, before, after):
    check_offers(RULE, before, after)


F = "FROM a\n"


@pytest.mark.parametrize(
    ("why", "before", "after"),
    [
        ("a letter too many", "HEALTHCHECK --intervall=3s CMD x", "HEALTHCHECK --interval=3s CMD x"),
        ("the flag stands there already", "HEALTHCHECK --interval=3s --intervall=3s CMD x", None),
        ("a flag of what ONBUILD keeps", "ONBUILD COPY --form=x a b", "ONBUILD COPY --from=x a b"),
        ("no equals sign", "COPY --from build /a /b", "COPY --from=build /a /b"),
        ("no value at all", "COPY --from /a /b", None),
        ("the value begins on the next line", "RUN --network \\\n  none x", None),
        ("a flag's value", "RUN --network=nonee x", "RUN --network=none x"),
        ("nothing that is like it", "RUN --network=bridge x", None),
        ("a truth value", "COPY --link=ture a b", "COPY --link=true a b"),
        ("a truth value of other languages", "COPY --link=yes a b", "COPY --link=true a b"),
        ("a time without its unit", "HEALTHCHECK --interval=30 CMD x", "HEALTHCHECK --interval=30s CMD x"),
        ("a time in words", "HEALTHCHECK --interval=5min CMD x", "HEALTHCHECK --interval=5m CMD x"),
        ("no time", "HEALTHCHECK --interval=often CMD x", None),
        ("a mount's type", "RUN --mount=type=cach,target=/x a", "RUN --mount=type=cache,target=/x a"),
        (
            "a type behind 한글 🐳",
            "RUN --mount=id=한글🐳,type=cach,target=/x a",
            "RUN --mount=id=한글🐳,type=cache,target=/x a",
        ),
        ("a mount's key", "RUN --mount=typ=cache,target=/x a", "RUN --mount=type=cache,target=/x a"),
        ("a key of two lines", "RUN --mount=type=cache,targ\\\nett=/x a", None),
        (
            "a mount's mode",
            "RUN --mount=type=cache,target=/x,sharing=lock a",
            "RUN --mount=type=cache,target=/x,sharing=locked a",
        ),
        ("a blank behind a comma", "RUN --mount=type=cache, target=/x a", "RUN --mount=type=cache,target=/x a"),
        ("a comma of the command", "RUN --mount=type=cache,target=/x, echo", None),
        ("two letters of NONE swapped", "HEALTHCHECK NOEN", "HEALTHCHECK NONE"),
        ("two letters of CMD swapped", "HEALTHCHECK CDM curl x", "HEALTHCHECK CMD curl x"),
        ("a stage without AS", "FROM a build", "FROM a AS build"),
        ("a stage without as", "from a build", "from a as build"),
        ("two letters of AS swapped", "FROM a SA build", "FROM a AS build"),
        ("a tag without its colon", "FROM alpine 3.22", "FROM alpine:3.22"),
        ("a tag beside a tag", "FROM alpine:3 3.22", None),
        ("several words", "FROM a AS my build", None),
        ("numbers in an array", 'CMD ["a", 1, true]', 'CMD ["a", "1", "true"]'),
        ("an array in an array", 'CMD ["a", ["b"]]', None),
        ("an open quote", 'ENV A="b c', 'ENV A="b c"'),
        ("an open quote before another name", 'ENV A="b C=d', None),
        ("an open brace", "ENV A=${B", "ENV A=${B}"),
        ("an open brace before a path", "WORKDIR /${B/c", "WORKDIR /${B}/c"),
        ("an open brace and a modifier", "ENV A=${B:-c", None),
        ("an indented end", "RUN <<EOF\na\n  EOF\nUSER x", "RUN <<EOF\na\nEOF\nUSER x"),
        ("an end in small letters, CRLF", "RUN <<EOF\r\na\r\neof\r\nUSER x", "RUN <<EOF\r\na\r\nEOF\r\nUSER x"),
        ("no end and nothing below", "COPY <<EOF /x\na", "COPY <<EOF /x\na\nEOF"),
        ("no end before an instruction", "RUN <<EOF\na\nUSER x", None),
    ],
)
def test_where_one_form_was_meant(why, before, after):
    found = fixes_of(F + before + "\n", RULE)[0]
    assert found == ([F + after + "\n"] if after else []), why
    if after:
        assert not check(parse(found[0]), settings_of(RULE)), why


TEXTS = {
    "options of mounts": ("RUN --mount=type=bind,source=a,target=/a,relabel=shared ls", ["relabel"]),
    "a variable names a stage": ("ARG X=a\nCOPY --from=$X /a /a", ["$X"]),
}


@pytest.mark.parametrize(("text", "refused"), TEXTS.values(), ids=TEXTS.keys())
def test_what_podman_knows(text: str, refused: list[str], tmp_path) -> None:
    found = {
        name: findings_of(f"FROM debian:13\n{text}\n", RULE, read_context(tmp_path, tmp_path / name))
        for name in ("Dockerfile", "Containerfile")
    }
    assert found == {"Dockerfile": refused, "Containerfile": []}


MOST = 65_535  # bytes of a line that a real Engine reads; of one more it said «dockerfile line greater than max allowed size»


@pytest.mark.parametrize(("more", "is_refused"), [(0, False), (1, True)], ids=["as long as it reads", "one byte more"])
@pytest.mark.parametrize(
    ("why", "text", "reported"),
    [
        ("an instruction in the middle", "FROM a\nLABEL a={}\nUSER b\n", "LABEL"),
        ("the last instruction, without a newline", "FROM a\nLABEL a={}", "LABEL"),
        ("a comment", "FROM a\n# {}\nUSER b\n", "# "),
        ("bytes are counted, not letters", "FROM a\nLABEL a=한글🐳{}\nUSER b\n", "LABEL"),
        ("CRLF counts, too", "FROM a\nLABEL a={}\r\nUSER b\r\n", "LABEL"),
        ("a line of a heredoc: the Engine says that it never ends", "FROM a\nCOPY <<EOF /x\nb\n{}\nEOF\n", "<<EOF"),
    ],
)
def test_a_line_that_buildkit_does_not_read(why: str, text: str, reported: str, more: int, is_refused: bool) -> None:
    line = next(one for one in text.split("\n") if "{}" in one)
    text = text.replace("{}", "x" * (MOST + more - len(line.replace("{}", "").encode())))
    assert [one[: len(reported)] for one in findings_of(text, RULE)] == [reported] * is_refused, why


def test_many_long_lines_are_one_finding() -> None:
    long = "# " + "x" * MOST
    assert len(findings_of("FROM a\n" + f"{long}\n{'y' * 20_000}\n{long}\n", RULE)) == 1


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("blanks around the sign", "ENV A=1 B = 2\n", ["B"]),
        ("a modifier with blanks", "ENV A=${X:?must be set}\n", ["${X:?must"]),
        ("two that have nothing to do with each other", "ENV A=1 B C=2 D\n", ["B", "D"]),
    ],
)
def test_words_of_one_slip_are_told_once(why, text, found):
    assert findings_of("FROM debian:13-slim\n" + text, "syntax-error") == found, why

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, example, given, reject, settings

from gorae.syntax import parse
from syntax.dockerfiles import dockerfiles, valid_dockerfiles
from syntax.oracle import buildkit, gorae, is_beyond_compare

TEXTS = {
    "comments and blank lines between continued lines": "FROM a\nRUN b \\\n# c\n\n  # d \\\n  e\nRUN f\n",
    "a comment as the last continued line": "FROM a\nRUN b \\\n# c\nRUN d\n",
    "an escape before the escape": "FROM a\nRUN b \\\\\nRUN c\n",
    "an escape and blanks": "FROM a\nRUN b \\ \t\nc\n",
    "an escape and a form feed": "FROM a\nRUN b \\\f\nRUN c\n",
    "a keyword in two pieces": "FROM a\nR\\\nUN b\nENV\\\n A=b\n",
    "only an escape in the first line": "FROM a\n  \\\n  RUN b\n",
    "an unfinished end": "FROM a\nRUN b \\\n\n# c",
    "carriage returns": "FROM a\r\nRUN b \\\r\n  c\r\n\r\nCMD d\r\n",
    "a carriage return within": "FROM a\rb\nRUN c\rd\n",
    "byte order mark": "\ufeff# escape=`\nFROM a\nRUN b `\n c\n",
    "no directive behind a comment": "# c\n# escape=`\nFROM a\nRUN b `\n\n",
    "no directive behind a blank line": "\n# escape=`\nFROM a\nRUN b `\n\n",
    "directives in another order": "# SYNTAX = x\n#escape=`\nFROM a\nRUN b `\n c\n",
    "two heredocs": "FROM a\nRUN <<A cat <<-'B C'\nx\nA\n\ty\n\tB C\nCMD d\n",
    "a heredoc of ONBUILD": "FROM a\nONBUILD RUN <<A\nx\nA\nCMD d\n",
    "a heredoc of COPY": 'FROM a\nCOPY <<"A" <<B /x/\n$y\nA\nz\nB\nCMD d\n',
    "no heredoc in quotes": "FROM a\nRUN echo \"<<A\" '<<B' \\<<C a<<D <<<E\nCMD d\n",
    "no heredoc where a quote is open": "FROM a\nRUN echo it's <<A\nCMD d\n",
    "no heredoc where the shell's braces are not BuildKit's": "FROM a\nRUN echo ${a^^} <<A\nCMD d\n",
    "no heredoc in CMD": "FROM a\nCMD cat <<A\nUSER d\n",
    "a heredoc's name with an escape, whatever the directive": "# escape=`\nFROM a\nRUN cat <<A\\B\nx\nAB\nCMD d\n",
    "a heredoc behind a continuation": "FROM a\nRUN cat \\\n  <<A \\\n > b\nx\nA\nCMD d\n",
    "a heredoc's end is the whole line": "FROM a\nRUN <<A\n A\nA \nA\r\nCMD d\n",
    "lists of JSON, two of them broken": 'FROM a\nCMD ["b", "c\\n\\u0064"]\nRUN [ "e" ]\nENTRYPOINT ["f",]\nSHELL [\'g\']\nVOLUME []\n',
    "flags with quotes and blanks": "FROM --platform=a b\nRUN --mount=type=x,\"y=z w\" --network='n' -- --c\nCOPY --link --chown=a\\ b c d\n",
    "old pairs": 'FROM a\nENV b  c d \nLABEL "e f\nLABEL g\th\n',
    "a no-break space before the command of a check": 'FROM a\nHEALTHCHECK CMD \u00a0b c\nHEALTHCHECK CMD \u00a0["d"]\n',
    "pairs with quotes and blanks": "FROM a\nENV b=\"c d\" e='f' g=h\\ i j=${k:-l} m=\n",
    "a health check": 'FROM a\nHEALTHCHECK --interval=1s CMD ["b"]\nHEALTHCHECK CMD \u00a0b\nHEALTHCHECK NONE\nHEALTHCHECK CMD --c d\n',
    "blanks of Unicode": "FROM a\n\u00a0RUN b\u00a0\n\u2028\nRUN\u00a0c d\nENV e=f\u2028g=h\n",
    "blanks of Unicode before a health check": 'FROM a\nHEALTHCHECK CMD \u00a0b\nHEALTHCHECK CMD \u2003["c"]\nHEALTHCHECK CMD \u00a0\n',
    "an escape in a flag's name": "FROM a\nADD ---x\\\n\\$X a b\nCOPY --fr\\om=c d e\n",
    "an unknown instruction": "FROM a\nRUNN b\n--x y\n",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_instructions_are_buildkits(text: str) -> None:
    expected = buildkit(text)
    assert expected is not None
    assert gorae(parse(text)) == expected


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dockerfiles())
def test_any_text(text: str) -> None:
    document = parse(text)
    assume(not is_beyond_compare(document))
    try:
        expected = buildkit(text)
    except UnicodeDecodeError:  # BuildKit took a letter's bytes apart, and the binding has no word for half a letter
        reject()
    if expected is not None:
        assert gorae(document) == expected
    elif document.nodes:  # BuildKit refuses a file without instructions too, Gorae has nothing to say of one
        assert document.issues()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(valid_dockerfiles())
@example("FROM a AS b\nCOPY --from=b c d\n")
def test_a_valid_file_has_no_fault(text: str) -> None:
    document = parse(text)
    assert document.issues() == []
    assert gorae(document) == buildkit(text)

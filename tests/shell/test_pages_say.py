"""What pages say of shells and of the programs beside them is run: each claim by the shell and the words that the page names.

A page whose claims stand here says so: `verified-by: tests/shell/test_pages_say.py`.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from gorae.texts import LANGUAGES, parse_page

ROOT = Path(__file__).parents[2]
HERE = str(Path(__file__).relative_to(ROOT))
PAGES = ROOT / "server/gorae"


class Claim(NamedTuple):
    """A script, the shell that runs it, how that ends and what it prints of it."""

    why: str
    shell: str
    script: str
    code: int
    prints: str = ""


CLAIMS = {
    "lint/rules/shell/shell_syntax_error": [
        Claim("an open quote ends the whole script", "dash", 'echo "a', 2, "Syntax error: Unterminated quoted string"),
        Claim("an if without fi does, too", "dash", "if true; then echo a", 2, "Syntax error: end of file unexpected"),
        Claim("nothing has run by then", "dash", "touch ran; if true; then echo a", 2, ""),
    ],
    "reference/pages/operators/and": [
        Claim("what follows does not run after a failure", "dash", "false && echo b", 1),
        Claim("with ; the last command alone counts", "dash", "false; true", 0),
    ],
    "reference/pages/operators/or": [
        Claim("|| true hides a failure", "dash", "false || true", 0),
        Claim("it is no if: c runs after b's failure", "dash", "true && false || echo c", 0, "c"),
    ],
    "reference/pages/operators/not": [
        Claim("it turns success round", "dash", "! true", 1),
        Claim("set -e does not stop at it", "dash", "set -e; ! true; echo on", 0, "on"),
    ],
    "reference/pages/operators/semicolon": [
        Claim("a failure before it is lost", "dash", "false; echo on", 0, "on"),
        Claim("set -e in front stops there", "dash", "set -e; false; echo on", 1),
    ],
    "reference/pages/operators/newline": [Claim("lines go on after a failure", "dash", "false\necho on", 0, "on")],
    "reference/pages/operators/pipe": [
        Claim("sh asks the last command alone", "dash", "false | true", 0),
        Claim("pipefail asks all", "bash", "set -o pipefail; false | true", 1),
        Claim("|& is bash's", "dash", "echo a |& cat", 2, "Syntax error"),
        Claim("|& sends errors, too", "bash", "(echo a >&2) |& sed s/a/b/", 0, "b"),
    ],
    "reference/pages/operators/both-outputs": [
        Claim("dash runs the command in the background", "dash", "false &> x; echo $?", 0, "0"),
        Claim("dash empties the file", "dash", "echo a > x; true &> x; cat x", 0, ""),
        Claim("bash writes both", "bash", "ls /nonexist &> x; grep -c nonexist x", 0, "1"),
        Claim("what the page offers does it everywhere", "dash", "ls /nonexist > x 2>&1; grep -c nonexist x", 0, "1"),
    ],
    "reference/pages/operators/here-string": [
        Claim("dash has none", "dash", "cat <<< x", 2, "Syntax error"),
        Claim("bash has", "bash", "cat <<< x", 0, "x"),
        Claim("printf does it everywhere", "dash", "printf '%s\\n' x | cat", 0, "x"),
    ],
    "reference/pages/operators/process-substitution": [
        Claim("dash has none", "dash", "cat <(echo a)", 2, 'Syntax error: "(" unexpected'),
        Claim("a failure inside is not seen", "bash", "set -eo pipefail; cat <(false); echo on", 0, "on"),
    ],
    "reference/pages/operators/subshell": [
        Claim("cd stays inside", "dash", "(cd /); [ $PWD != / ]", 0),
        Claim("exit leaves the brackets with its code", "dash", "(exit 3); echo $?", 0, "3"),
    ],
    "reference/pages/operators/group": [
        Claim("braces run in the shell itself", "dash", "{ cd /; }; echo $PWD", 0, "/"),
        Claim("without ; the brace is a word", "dash", "{ echo a }", 2, "Syntax error"),
    ],
    "reference/pages/operators/substitution": [
        Claim("a failure inside leaves an empty word", "dash", 'echo "[$(false)]"', 0, "[]"),
        Claim("an assignment keeps the failure", "dash", "set -e; x=$(false); echo on", 1),
    ],
    "reference/pages/operators/arithmetic": [
        Claim("names need no $", "dash", "n=3; echo $(( n - 1 ))", 0, "2"),
        Claim("integers only", "dash", "echo $(( 1.5 + 1 ))", 2),
    ],
    "reference/pages/operators/input": [Claim("a missing file fails", "dash", "cat < nonexist", 2, "cannot open")],
    "reference/pages/operators/stderr-to-stdout": [
        Claim("from left to right: both in the file", "dash", "ls /nonexist > x 2>&1", 2, ""),
        Claim("the other way round errors stay outside", "dash", "ls /nonexist 2>&1 > x | grep -c nonexist", 0, "1"),
    ],
    "reference/pages/commands/echo": [
        Claim("dash prints -e", "dash", "echo -e a", 0, "-e a"),
        Claim("dash always reads \\n", "dash", "echo 'a\\nb'", 0, "a\nb"),
        Claim("bash does not without -e", "bash", "echo 'a\\nb'", 0, "a\\nb"),
    ],
    "reference/pages/commands/printf": [
        Claim("dash and bash read the form alike", "dash", "printf '%s\\n' a b", 0, "a\nb"),
        Claim("the form is used again for what is left", "bash", "printf '%s\\n' a b", 0, "a\nb"),
    ],
    "reference/pages/commands/test": [
        Claim("an empty variable without quotes is true", "dash", "X=; [ -f $X ]", 0),
        Claim("== is an error in dash", "dash", "[ a == a ]", 2, "unexpected operator"),
        Claim("[[ is not found in dash", "dash", "[[ a = a ]] || echo on", 0, "on"),
    ],
    "reference/pages/commands/read": [
        Claim("dash has -p", "dash", "echo a | { read -p x y; echo $y; }", 0, "a"),
        Claim("dash has no -d", "dash", "read -d x y < /dev/null", 2, "Illegal option -d"),
    ],
    "reference/pages/commands/set": [
        Claim("-e stops at a failure", "dash", "set -e; false; echo on", 1),
        Claim("not left of && and ||", "dash", "set -e; false || true; false && true; echo on", 0, "on"),
        Claim("-u fails for what is not set", "dash", "set -u; echo $nonexist", 2),
        Claim("-C does not write over a file", "dash", "echo a > x; set -C; echo b > x", 2),
    ],
    "reference/pages/commands/source": [
        Claim("dash knows the dot alone", "dash", "source /dev/null", 127, "source: not found"),
        Claim("the dot is there", "dash", ". /dev/null", 0),
    ],
    "reference/pages/commands/local": [
        Claim("outside of a function it is an error", "dash", "local x=1", 2, "not in a function"),
        Claim("a failure in it is lost", "dash", "f() { local x=$(false); echo $?; }; f", 0, "0"),
        Claim("apart it is not", "dash", "f() { local x; x=$(false); echo $?; }; f", 0, "1"),
    ],
    "reference/pages/commands/declare": [Claim("dash has none", "dash", "declare -a x", 127, "declare: not found")],
    "reference/pages/commands/wait": [
        Claim("a number gives that command's code", "dash", "false & wait $!; echo $?", 0, "1"),
        Claim("without one it is a success", "dash", "false & wait; echo $?", 0, "0"),
    ],
    "reference/pages/commands/export": [Claim("a failure in it is lost", "dash", "export X=$(false); echo $?", 0, "0")],
    "reference/pages/commands/mkdir": [
        Claim("braces are a name in sh", "dash", "mkdir {a,b}; ls", 0, "{a,b}"),
        Claim("bash makes two", "bash", "mkdir {a,b}; ls", 0, "a\nb"),
    ],
    "reference/pages/commands/grep": [Claim("no line that fits is a failure", "dash", "echo a | grep x", 1)],
    "reference/pages/commands/find": [
        Claim("nothing found is a success", "dash", "find . -name nonexist", 0),
        Claim("a failure of -exec \\; is lost", "dash", "touch x; find . -name x -exec false ';'", 0),
        Claim("with + it is not", "dash", "touch x; find . -name x -exec false {} +", 1),
    ],
    "reference/pages/commands/xargs": [Claim("a failing command is 123", "dash", "echo a | xargs false", 123)],
    "reference/pages/commands/timeout": [Claim("time out is 124", "dash", "timeout 0.1 sleep 5", 124)],
    "reference/pages/commands/head": [
        Claim("pipefail sees the SIGPIPE before it", "bash", "set -o pipefail; seq 99999 | head -1 > x", 141),
    ],
    "reference/pages/commands/exit": [Claim("in brackets it leaves them alone", "dash", "(exit 1); echo on", 0, "on")],
    "reference/pages/commands/uniq": [Claim("what is apart stays", "dash", "printf 'a\\nb\\na\\n' | uniq", 0, "a\nb\na")],
    "reference/pages/commands/sed": [Claim("no match is a success", "dash", "echo a > x; sed -i s/b/c/ x; cat x", 0, "a")],
}  # fmt: skip


@pytest.mark.parametrize(
    ("page", "claim"), [(page, claim) for page, claims in CLAIMS.items() for claim in claims], ids=lambda one: str(one)[-70:]
)  # fmt: skip
def test_the_shell_does_what_the_page_says(page: str, claim: Claim, tmp_path: Path) -> None:
    if shutil.which(claim.shell) is None:
        pytest.skip(f"{claim.shell} is not installed here")
    done = subprocess.run(
        [claim.shell, "-c", claim.script], capture_output=True, text=True, cwd=tmp_path, timeout=20, check=False
    )
    said = (done.stdout + done.stderr).strip()
    assert (done.returncode, claim.prints in said) == (claim.code, True), f"{page}: {claim.why}: {said!r}"
    assert claim.prints or not done.stdout.strip(), f"{page}: {claim.why}: {said!r}"


def test_what_an_open_if_left_did_not_run(tmp_path: Path) -> None:
    subprocess.run(["sh", "-c", "touch ran; if true; then :"], cwd=tmp_path, capture_output=True, check=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_with_claims_name_this_file(language: str) -> None:
    naming = {
        path.relative_to(PAGES).as_posix().removesuffix(f".{language}.md")
        for path in PAGES.rglob(f"*.{language}.md")
        if HERE in parse_page(path.read_text(encoding="utf-8")).texts("verified-by")
    }
    assert naming == set(CLAIMS)

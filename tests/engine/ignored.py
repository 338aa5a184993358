"""What the ignore file names, by the Engine and by Gorae: CopyIgnoredFile, text by text, with a folder of files beside each.

python ignored.py            prints what differs; fails where that is not what newer frontends do otherwise
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path[:0] = [str(Path(__file__).resolve().parent)]  # run as a file

from engine import Engine, home_folder, lacking
from oracle import check as ask

from gorae.compat.hadolint import apply_hadolint_semantics
from gorae.config.settings import Settings
from gorae.context import read_context
from gorae.lint.engine import check
from gorae.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECK = "CopyIgnoredFile"
FILES = ("a", "b/c", "d e", "x.txt", "y.txt", ".env", "b/secret.txt", "c/d/e")
PATTERNS = (
    "a", "/a", "*", "**", "*\n!a", "b", "b/*", "b/**", "**/c", "c", "*.txt", "x.txt", "d e", ".*", "**/.env", "A", "[a]", "\\a", "../a", "./a", "b/../a", "a/", "a/**",
    "a\r", "# a", " a ", "secret.txt", "**/secret.txt", "*/secret.txt", "Dockerfile", ".dockerignore", "nope", "c/d", "*/d", "c/**/e",
)  # fmt: skip
LINES = (
    "COPY a /x", "COPY b /x", "COPY b/c /x", "COPY . /x", "COPY *.txt /x/", "COPY a x.txt /x/", 'COPY ["d e", "/x"]', "ADD a /x", "COPY $F /x", "ARG F=a\nCOPY $F /x",
    "ARG F\nCOPY ${F:-a} /x", "ENV F=b/c\nCOPY ${F} /x", "ONBUILD COPY a /x", "RUN --mount=type=bind,source=a,target=/x ls", "COPY .env /x", "COPY Dockerfile /x", "COPY nope /x",
    "COPY --from=debian a /x", "COPY <<a /x\n1\na", "ADD https://e.com/a /x", "COPY b/secret.txt c/d/e /x/", "copy 'a' /x",
    "COPY /a /x", "COPY //a /x", "COPY /b/c /x", "ADD /c/d/e /x", "COPY /x.txt ./y.txt /x/", "COPY b//c /x", "COPY b/../a /x",
)  # fmt: skip


def texts() -> Iterator[tuple[str, str]]:
    """Each line with each pattern: the Dockerfile and its ignore file."""
    for line in LINES:
        for pattern in PATTERNS:
            yield f"FROM debian:13-slim\n{line}\n", pattern + "\n"


def is_newer(text: str, patterns: str) -> bool:
    """Whether newer frontends say otherwise: since 1.22 nothing beside an exception, nor on `.` but where all is ignored."""
    return "!" in patterns or ("COPY . " in text and patterns.strip() not in ("*", "**"))


def said_by_gorae(folder: Path) -> set[int]:
    """The lines of its findings."""
    text = (folder / "Dockerfile").read_text(encoding="utf-8")
    context = read_context(folder, folder / "Dockerfile")
    found = check(parse(text), Settings(select=(CHECK,)), context, emulate=apply_hadolint_semantics)
    return {text.count("\n", 0, one.span.start) + 1 for one in found if CHECK in one.aliases}


def said_by_engine(answer: dict[str, Any]) -> set[int]:
    """The first lines of its warnings."""
    return {first for one in answer["warnings"] if one["rule"] == CHECK for first, _ in one["lines"]}


def main() -> int:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    if why := lacking():
        print(f"ignored: not asked here: {why}")
        return 0
    rows = list(texts())
    both = newer = differ = 0
    with tempfile.TemporaryDirectory() as made, Engine(home_folder()) as engine:
        for number, (text, patterns) in enumerate(rows):
            for path in FILES:
                file = Path(made, f"{number:06d}", path)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text("1")
            Path(made, f"{number:06d}", "Dockerfile").write_text(text)
            Path(made, f"{number:06d}", ".dockerignore").write_text(patterns, newline="")
        answers = {one["file"]: one for one in ask(engine, Path(made))}
        for number, (text, patterns) in enumerate(rows):
            theirs = said_by_engine(answers[f"{number:06d}/Dockerfile"])
            ours = said_by_gorae(Path(made, f"{number:06d}"))
            if theirs == ours:
                both += bool(ours)
            elif is_newer(text, patterns):
                newer += 1
            else:
                differ += 1
                print(f"  differs  {text!r} with {patterns!r}: the Engine {sorted(theirs)}, Gorae {sorted(ours)}")
    print(f"ignored: {len(rows)} texts, both speak on {both}, {newer} as newer frontends do, {differ} differ")
    return int(differ > 0)


if __name__ == "__main__":
    sys.exit(main())

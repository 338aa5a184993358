"""`gorae`: the command line's arguments, and which command runs."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from gorae import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

_FORMATS = ("full", "concise", "json", "sarif", "github")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command; returns the exit code: 0 nothing found, 1 findings remain, 2 wrong usage or an error."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words and not sys.stdin.isatty():
        words = ["server"]
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    parser = _parser()
    arguments, rest = parser.parse_known_args(words)
    if arguments.command == "explain":
        arguments.word += rest  # `COPY --from`: the flag is what is asked about
        if not arguments.word:
            parser.error("explain: WORD")
    elif rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    try:
        return _run(arguments, parser)
    except BrokenPipeError:
        import os

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter complains at its end
        return 1
    except KeyboardInterrupt:
        return 130


def _run(arguments: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    command = arguments.command
    if command == "server":
        from gorae.lsp.main import run

        return run(tcp=arguments.tcp, ws=arguments.ws)
    if command == "check":
        from gorae.cli import check

        return check.run(arguments)
    if command == "context":
        from gorae.cli import context

        return context.run(arguments)
    if command in ("rule", "rules", "explain"):
        from gorae.cli import pages

        return pages.run(arguments)
    parser.print_help()
    return 2


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="gorae", description="Dockerfile을 검사하고, 고치고, 설명합니다. Checks, fixes and explains Dockerfiles."
    )
    parser.add_argument("--version", action="version", version=f"gorae {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _add_check(commands.add_parser("check", help="Dockerfile 검사하기 / check Dockerfiles"))
    context = commands.add_parser("context", help="빌드 컨텍스트의 파일 / the build context's files")
    context.add_argument("path", nargs="?", default=".")
    context.add_argument("--output-format", choices=("text", "json"), default="text")
    _add_language(context)
    rule = commands.add_parser("rule", help="규칙 설명 / one rule's page")
    rule.add_argument("name")
    _add_language(rule)
    rules = commands.add_parser("rules", help="모든 규칙 / the table of all rules")
    rules.add_argument("--output-format", choices=("text", "json", "markdown"), default="text")
    _add_language(rules)
    explain = commands.add_parser("explain", help="단어 설명 / explain a word of a Dockerfile")
    explain.add_argument("word", nargs="*", metavar="WORD")
    _add_language(explain)
    server = commands.add_parser("server", help="언어 서버 / the language server")
    server.add_argument("--stdio", action="store_true", help="표준 입출력 (기본) / standard input and output (default)")
    server.add_argument("--tcp", type=int, metavar="PORT")
    server.add_argument("--ws", type=int, metavar="PORT")
    return parser


def _add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=("ko", "en"), help="언어 / language")


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH")
    parser.add_argument("--select", type=_names, metavar="NAMES", help="이 규칙만 / only these rules")
    parser.add_argument("--extend-select", type=_names, default=(), metavar="NAMES", help="더할 규칙 / rules to add")
    parser.add_argument("--ignore", type=_names, default=(), metavar="NAMES", help="뺄 규칙 / rules to leave out")
    parser.add_argument("--fix", action="store_true", help="안전한 수정 적용 / apply the safe fixes")
    parser.add_argument("--unsafe-fixes", action="store_true", help="--fix와 함께: 나머지 수정도 / the others too")
    parser.add_argument("--diff", action="store_true", help="바뀔 내용만 보기 / show the change, write nothing")
    parser.add_argument("--output-format", choices=_FORMATS, default="full")
    parser.add_argument("--output-file", metavar="FILE")
    parser.add_argument("--stdin-filename", metavar="PATH")
    _add_language(parser)
    parser.add_argument("--config", metavar="FILE")
    parser.add_argument("--isolated", action="store_true", help="설정 파일을 읽지 않음 / read no configuration file")
    parser.add_argument("--no-shellcheck", dest="shellcheck", action="store_false")
    parser.add_argument("--exit-zero", action="store_true", help="찾아도 0으로 끝냄 / exit 0 whatever is found")
    parser.add_argument("--statistics", action="store_true", help="규칙별 개수 / how often each rule speaks")


if __name__ == "__main__":
    raise SystemExit(main())

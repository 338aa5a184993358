"""`gorae`: which command runs, and how it ends."""

from __future__ import annotations

import atexit
import contextlib
import errno
import gc
import os
import sys
from typing import TYPE_CHECKING

from gorae.start import later_modules

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import NoReturn, TextIO

    from gorae.cli.parser import Parser


# A run makes some hundred thousand objects and keeps most of them.
_COLLECT_AFTER = (300_000, 50, 50)

_PATHS = ("path", "config", "baseline", "write_baseline", "output_file", "stdin_filename")
# How an editor starts the server: there is nothing to find out, and argparse takes a twentieth of a start.
_AS_EDITORS_DO = (["server"], ["server", "--stdio"])
_SHOWN = 40  # characters of a path that is too long


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command; returns the exit code: 0 nothing found, 1 findings remain, 2 wrong usage or an error."""
    _start_quickly()
    _open_closed_streams()
    words = list(sys.argv[1:] if argv is None else argv)
    if not words and _is_client(sys.stdin):
        words = ["server"]
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    if argv is None:
        gc.set_threshold(*_COLLECT_AFTER)
    try:
        code = _serve() if words in _AS_EDITORS_DO else _run_words(words)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter complains at its end
        code = 1
    except OSError as error:
        code = _unwritten(error, words)
    except KeyboardInterrupt:
        code = 130
    if argv is None and sys.gettrace() is None and sys.getprofile() is None:
        _end(code)
    return code


def _start_quickly() -> None:
    later_modules.install()
    from gorae.start import kept_answers, kept_functions, kept_modules, kept_patterns, later_patterns, quick_tuples

    kept_patterns.install()
    later_patterns.install()
    kept_modules.install()
    kept_answers.install()

    kept_functions.install()
    quick_tuples.install()


def _open_closed_streams() -> None:
    """Opens what the caller closed (`>&-`) on nothing: the next file that is opened would stand in its place otherwise."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115  # as long as the process
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def _run_words(words: list[str]) -> int:
    try:
        arguments = _arguments(words)
    except SystemExit as end:  # help, version, wrong usage: argparse ends the process, and what it wrote is not out yet
        return end.code if isinstance(end.code, int) else 0
    return _run(arguments)


def _unwritten(error: OSError, words: list[str]) -> int:
    """Says that the disk behind standard output is full; what else may be wrong is raised."""
    if error.errno not in (errno.ENOSPC, errno.EIO, errno.EBADF):
        raise error
    from gorae.cli.language import preferred_language
    from gorae.cli.messages import say

    language = preferred_language(_asked_language(words))
    with contextlib.suppress(OSError):  # or it is standard error that cannot be written
        sys.stderr.write(say("output-unwritten", language, reason=error.strerror or "") + "\n")
        sys.stderr.flush()
    nothing = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nothing, stream.fileno())
    return 2


def _end(code: int) -> NoReturn:
    """Ends the process without taking its modules and objects to pieces, which takes a twentieth of a run."""
    atexit._run_exitfuncs()  # noqa: SLF001
    os._exit(code)


def _is_client(stream: TextIO) -> bool:
    """Whether an editor may be the other end of standard input: it is no terminal, and not nothing."""
    try:
        return not stream.isatty() and not os.path.samestat(os.fstat(stream.fileno()), os.stat(os.devnull))
    except (AttributeError, OSError, ValueError):
        return False


def _arguments(words: list[str]) -> argparse.Namespace:
    from gorae.cli.language import preferred_language
    from gorae.cli.parser import COMMANDS, command_parser, overall_parser

    language = preferred_language(_asked_language(words))
    if words[:1] == ["--lang"]:  # before the command it says the same
        words = [*words[2:3], *words[:2], *words[3:]]
    if not words or words[0] not in COMMANDS:
        parser = overall_parser(language)
        if words and not words[0].startswith("-"):
            _unknown_command(parser, words[0])
        arguments, rest = parser.parse_known_args(words)
        if rest and rest[0] == words[0]:
            parser.error(f"unrecognized arguments: {rest[0]}")
        if arguments.command is None:
            parser.parse_args(words)
            parser.exit(2, parser.format_help())
        _unknown_command(parser, arguments.command)
    parser = command_parser(words[0], language)
    arguments, rest = parser.parse_known_args(words[1:])
    arguments.command = words[0]
    if words[0] == "explain":
        arguments.word += rest  # `COPY --from`: the flag is what is asked about
        if not arguments.word:
            parser.error("the following arguments are required: WORD")
    elif rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    _refuse_paths(parser, arguments)
    return arguments


def _refuse_paths(parser: Parser, arguments: argparse.Namespace) -> None:
    """Ends with a sentence where a path is none: empty, as of an unset variable, or longer than a name can be."""
    from gorae.cli.messages import say

    given = vars(arguments)
    if given.get("stdin_filename") and "-" not in given["paths"]:
        parser.error(say("wrong-stdin", parser.language, name="--stdin-filename"))
    for path in (*(given.get("paths") or ()), *(given.get(name) for name in _PATHS)):
        if path == "":
            parser.error(say("path-empty", parser.language))
        if path is not None and _is_too_long(path):
            parser.error(say("path-too-long", parser.language, path=path[:_SHOWN]))


def _is_too_long(path: str) -> bool:
    try:
        os.lstat(path)
    except OSError as error:
        return error.errno == errno.ENAMETOOLONG
    except ValueError:  # it holds a NUL
        return True
    return False


def _asked_language(words: list[str]) -> str | None:
    """What `--lang` says: known before the arguments are read, so that complaints about them are in it."""
    for number, word in enumerate(words):
        if word.startswith("--lang="):
            return word.partition("=")[2]
        if word == "--lang":
            return words[number + 1] if number + 1 < len(words) else None
    return None


# What other programs call it.
_GUESSES = {
    "lint": "check", "test": "check", "fix": "check --fix", "fmt": "format", "help": "--help", "version": "--version",
    "lsp": "server", "serve": "server", "start": "server", "show": "rule", "list": "rules", "new": "init",
    "scaffold": "init", "generate": "init", "convert": "migrate", "trivy": "scan", "layers": "image",
}  # fmt: skip


def _unknown_command(parser: Parser, word: str) -> NoReturn:
    from gorae.cli.messages import say
    from gorae.cli.parser import COMMANDS
    from gorae.source.near_words import nearest

    close = _GUESSES.get(word) or nearest(word, COMMANDS)
    key = (
        "command-is-path"
        if not close and os.path.exists(word)
        else "unknown-command-near"
        if close
        else "unknown-command"
    )
    parser.error(say(key, parser.language, word=word, nearest=close or ""))


def _run(arguments: argparse.Namespace) -> int:
    command = arguments.command
    if command == "server":
        return _serve(arguments.lang, arguments.tcp, arguments.ws)
    if command == "check":
        from gorae.cli import check

        return check.run(arguments)
    if command == "format":
        from gorae.cli import format as format_command

        return format_command.run(arguments)
    if command == "context":
        from gorae.cli import context

        return context.run(arguments)
    if command == "migrate":
        from gorae.cli import migrate

        return migrate.run(arguments)
    if command == "init":
        from gorae.cli import init

        return init.run(arguments)
    if command == "scan":
        from gorae.cli import scan

        return scan.run(arguments)
    if command == "image":
        from gorae.cli import image

        return image.run(arguments)
    from gorae.cli import pages

    return pages.run(arguments)


def _serve(asked_language: str | None = None, tcp: int | None = None, ws: int | None = None) -> int:
    from gorae.cli.language import preferred_language
    from gorae.lsp.main import run

    language = preferred_language(asked_language)
    if tcp is None and ws is None:
        return run(language=language)
    import importlib.util

    from gorae.cli.messages import say

    if ws is not None and importlib.util.find_spec("websockets") is None:
        sys.stderr.write(say("websockets-missing", language) + "\n")
        return 2
    try:
        return run(language=language, tcp=tcp, ws=ws)
    except (OSError, OverflowError) as error:
        port = tcp if tcp is not None else ws
        reason = getattr(error, "strerror", None) or str(error)
        sys.stderr.write(say("port", language, port=port, reason=reason.rpartition(": ")[2]) + "\n")
        return 2


if __name__ == "__main__":
    raise SystemExit(main())

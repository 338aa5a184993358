"""Commands that run another one named among their arguments, as a reader sees them: `uv run uvicorn`, `python -m pip`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.reference import library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.shell import Word

_FIND = frozenset(("-exec", "-execdir", "-ok"))


class _Runner(NamedTuple):
    """The command of its own behind which a program runs another, and its options that take the next word."""

    command: str
    values: frozenset[str] = frozenset()


_RUNNERS = {
    "uv": _Runner("run", frozenset((
        "-p", "--python", "--with", "--extra", "--group", "--package", "--env-file", "--directory", "--project", "--index-url",
    ))),
    "conda": _Runner("run", frozenset(("-n", "--name", "-p", "--prefix", "--cwd"))),
    "poetry": _Runner("run"), "pipenv": _Runner("run"), "pdm": _Runner("run"), "bundle": _Runner("exec"),
    "pnpm": _Runner("exec"), "cmd": _Runner("/c"), "carton": _Runner("exec"), "stack": _Runner("exec"),
}  # fmt: skip
# Programs whose first operand is a program, with their options that take the next word.
_STARTERS = {
    "tini": frozenset(("-p", "-e")), "dumb-init": frozenset(("-r", "--rewrite")), "catatonit": frozenset[str](),
    "emcmake": frozenset[str](), "emmake": frozenset[str](), "emconfigure": frozenset[str](), "ccache": frozenset(("-M", "-o")),
    "sccache": frozenset[str](),
}  # fmt: skip


def command_at(words: Sequence[Word], word: Word) -> Sequence[Word]:
    """The words of the innermost command that the word is one of."""
    while True:
        inner = _inner(words, word)
        if not inner or inner[0].span == words[0].span or word.span.start < inner[0].span.start:
            return words
        words = inner


def _inner(words: Sequence[Word], word: Word) -> Sequence[Word]:
    plain = words[0].value.replace("\\", "/").rpartition("/")[2].removesuffix(".exe")
    name = library.command_name(plain) or plain
    if name == "find":
        return _of_find(words, word)
    if name == "python":
        return words[1:] if len(words) > 1 and words[1].value.endswith("manage.py") else _module(words)
    if name == "php":
        return _script(words)
    if name == "npx":
        return _of_package(words)
    if plain in _STARTERS:
        return _first_operand(words, _STARTERS[plain])
    runner = _RUNNERS.get(name)
    return _behind(words, runner) if runner is not None else ()


def _behind(words: Sequence[Word], runner: _Runner) -> Sequence[Word]:
    is_on, skip = False, False
    for number, one in enumerate(words[1:], start=1):
        if skip:
            skip = False
        elif one.value in runner.values:
            skip = True
        elif one.value.lower() == runner.command and not is_on:
            is_on = True
        elif is_on and not one.is_option:
            return words[number:]
        elif not is_on and not one.is_option and not one.value.startswith("/"):
            return ()
    return ()


def _first_operand(words: Sequence[Word], values: frozenset[str]) -> Sequence[Word]:
    for number, one in enumerate(words[1:], start=1):
        if one.value != "--" and not one.is_option and words[number - 1].value not in values:
            return words[number:]
    return ()


def _of_package(words: Sequence[Word]) -> Sequence[Word]:
    """What `npx` runs, where it has a page."""
    takes_next = ("-p", "--package")
    for number, one in enumerate(words[1:], start=1):
        if not one.is_option and words[number - 1].value not in takes_next:
            return words[number:] if library.command_name(one.value.partition("@")[0]) else ()
    return ()


def _module(words: Sequence[Word]) -> Sequence[Word]:
    """The module that `python -m` runs, where it has a page; its first name counts: `vllm.entrypoints.openai`."""
    for number, one in enumerate(words[1:-1], start=1):
        if one.value == "-m":
            module = words[number + 1].value
            return words[number + 1 :] if library.command_name(module.partition(".")[0]) else ()
        if not one.is_option:
            return ()
    return ()


def _script(words: Sequence[Word]) -> Sequence[Word]:
    """The script that `php` runs, where it has a page: `php artisan`, `php -d memory_limit=-1 /usr/bin/composer.phar`."""
    takes_next = ("-d", "-c")
    for number, one in enumerate(words[1:], start=1):
        if not one.is_option and words[number - 1].value not in takes_next:
            name = one.value.rpartition("/")[2].removesuffix(".phar")
            return words[number:] if library.command_name(name) else ()
    return ()


def _of_find(words: Sequence[Word], word: Word) -> Sequence[Word]:
    inner: Sequence[Word] = ()
    for number, one in enumerate(words[1:-1], start=1):
        if one.span.end >= word.span.start:
            break
        if one.value in _FIND:
            inner = words[number + 1 :]
        elif one.value in (";", "\\;", "+"):
            inner = ()
    return inner if word.value not in (";", "\\;", "+") else ()

"""Programs that read another: which file an interpreter is given among its options, and what `uv run` and the like start.

Options as `python --help`, `node --help`, perlrun(1), ruby(1), bash(1), `java --help`, `php --help` and the pages of
.NET, Deno and Bun have them (2026-11).
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from gorae import shell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ReadKind = Literal["file", "module", "nothing"]


class Read(NamedTuple):
    """What an interpreter reads: a file, or a module of its own, by the position of its word; or nothing that is a file."""

    kind: ReadKind
    position: int = 0


_NOTHING = Read("nothing")


class _Options(NamedTuple):
    """How the options before a program's file are read."""

    letters_with_value: str = ""  # these take the rest of their word, or the next word
    letters_with_rest: str = ""  # these take the rest of their word alone
    letters_without_file: str = ""  # behind these stands no file: code, or another folder that it is looked for in
    letters_with_file: str = ""  # the value is the file
    letters_with_module: str = ""
    with_value: frozenset[str] = frozenset()  # whole words that take the next one
    without_file: frozenset[str] = frozenset()
    is_clustered: bool = True  # several letters stand behind one `-`
    subcommands: frozenset[str] = frozenset()  # may stand before the file
    wants: str = ".*"  # a pattern that the file's word matches: other words are no file
    signs: tuple[str, ...] = ("-",)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SHELL = _Options("oO", "", "cs", with_value=_set("--rcfile --init-file"), signs=("-", "+"))
_NODE = _Options(
    with_value=_set(
        "-r --require --import --loader --experimental-loader --env-file --env-file-if-exists -C --conditions --title --input-type "
        "--icu-data-dir --watch-path --unhandled-rejections --dns-result-order --max-http-header-size --openssl-config "
        "--diagnostic-dir --redirect-warnings --report-dir --report-directory --report-filename --report-signal "
        "--trace-event-categories --trace-event-file-pattern --tls-cipher-list --tls-keylog --cpu-prof-dir --cpu-prof-name "
        "--heap-prof-dir --heap-prof-name --localstorage-file --inspect-port --secure-heap"
    ),
    without_file=_set("-e --eval -p --print -pe -i --interactive --run --test -v --version -h --help"),
    is_clustered=False,
)
_FOR_NODE = _Options(
    with_value=_set("-r --require --import -P --project --tsconfig -C --conditions -O --compiler-options --env-file"),
    without_file=_NODE.without_file,
    is_clustered=False,
    subcommands=_set("watch"),
)
_INTERPRETERS: tuple[tuple[str, _Options], ...] = (
    (
        r"python[\d.]*|pypy[\d.]*",
        _Options("WX", "", "chV?", letters_with_module="m", with_value=_set("--check-hash-based-pycs")),
    ),
    (r"node|nodejs", _NODE),
    (r"tsx|ts-node|ts-node-esm|babel-node", _FOR_NODE),
    (r"perl[\d.]*", _Options("I", "0CDFilmMx", "eESVvh")),
    (
        r"ruby[\d.]*",
        _Options("rIE", "0FiKTWx", "eCSXvh", with_value=_set("--encoding --external-encoding --enable --disable")),
    ),
    (
        r"php[\d.]*",
        _Options(
            "cdtzS",
            "",
            "rBREmivha",
            letters_with_file="f",
            with_value=_set("--php-ini --define --docroot --server --zend-extension"),
            without_file=_set("--run --process-begin --process-code --process-end --interactive --version --info"),
        ),
    ),
    (r"Rscript|lua[\d.]*", _Options("l", "", "ev")),
    (
        r"dotnet",
        _Options(
            with_value=_set(
                "--additionalprobingpath --additional-deps --depsfile --fx-version --roll-forward --runtimeconfig"
            ),
            is_clustered=False,
            subcommands=_set("exec"),
            wants=r".*\.(?:dll|exe)",
        ),
    ),
    (
        r"deno",
        _Options(
            with_value=_set("-c --config --import-map -L --log-level --cert --location --seed --port --host"),
            is_clustered=False,
            subcommands=_set("run serve"),
            wants=r".*\.[cm]?[jt]sx?",
        ),
    ),
    (
        r"bun",
        _Options(
            with_value=_set("-r --preload -c --config --port"),
            without_file=_set("-e --eval -p --print --cwd -x"),
            is_clustered=False,
            subcommands=_set("run"),
            wants=r".*\.[cm]?[jt]sx?",
        ),
    ),
)
_JAVA = re.compile(r"java[\d.]*")
_JAVA_WITH_VALUE = _set(
    "-cp -classpath --class-path -p --module-path --upgrade-module-path --add-modules --limit-modules --add-reads --add-exports "
    "--add-opens --patch-module --enable-native-access --illegal-native-access"
)


def is_interpreter(program: str) -> bool:
    """Whether a program, with its folder or without, reads a file that it is given and runs what it says."""
    name = posixpath.basename(program)
    return shell.is_shell(program) or _JAVA.fullmatch(name) is not None or _options_of(name) is not None


def is_python(program: str) -> bool:
    """Whether a program, with its folder or without, is CPython or PyPy of some version."""
    return _options_of(posixpath.basename(program)) is _INTERPRETERS[0][1]


def what_is_read(words: Sequence[str]) -> Read:
    """What the interpreter that the words begin with reads; `nothing` where it is code, standard input, or not known."""
    name = posixpath.basename(words[0]) if words else ""
    if _JAVA.fullmatch(name):
        return _archive(words)
    options = _SHELL if words and shell.is_shell(words[0]) else _options_of(name)
    return _read(words, options) if options is not None else _NOTHING


def _options_of(name: str) -> _Options | None:
    return next((options for names, options in _INTERPRETERS if re.fullmatch(names, name)), None)


def _read(words: Sequence[str], options: _Options) -> Read:
    index, subcommands = 1, options.subcommands
    while index < len(words) and words[index] not in ("--", "-"):
        word = words[index]
        if word.startswith(options.signs):
            kind, length = _option(word, options)
            if kind is not None:
                is_given = kind != "nothing" and length == 2 and index + 1 < len(words)
                return Read(kind, index + 1) if is_given else _NOTHING
            index += length
        elif word in subcommands:
            subcommands = frozenset()
            index += 1
        else:
            break
    if words[index : index + 1] == ["--"]:
        index += 1
    is_file = index < len(words) and words[index] != "-" and re.fullmatch(options.wants, words[index])
    return Read("file", index) if is_file else _NOTHING


def _option(word: str, options: _Options) -> tuple[ReadKind | None, int]:
    """What an option says of the file, None for nothing; and how many words it takes, itself included."""
    if word.partition("=")[0] in options.without_file:
        return "nothing", 1
    if word in options.with_value:
        return None, 2
    if not options.is_clustered or word.startswith("--"):
        return None, 1
    for offset, letter in enumerate(word[1:], start=2):
        length = 1 if word[offset:] else 2
        if letter in options.letters_with_rest:
            break
        if letter in options.letters_with_value:
            return None, length
        if letter in options.letters_with_module:
            return "module", length
        if letter in options.letters_with_file:
            return "file", length
        if letter in options.letters_without_file:
            return "nothing", 1
    return None, 1


def _archive(words: Sequence[str]) -> Read:
    """The file behind `-jar`, options and variables before it passed over; a class that is named is no file."""
    index, is_archive = 1, False
    while index < len(words):
        word = words[index]
        if word == "-jar":
            is_archive = True
        elif word in _JAVA_WITH_VALUE:
            index += 1
        elif not word.startswith(("-", "$")):
            return Read("file", index) if is_archive and not word.startswith("@") else _NOTHING
        index += 1
    return _NOTHING


# Who starts a program by its name: the words that stand before it, and the options that take the next word.
_OF_UV = _set(
    "--with --with-editable --with-requirements -p --python --project --directory --extra --no-extra --group --no-group "
    "--only-group --env-file --package --index --default-index --index-url --extra-index-url -f --find-links --cache-dir "
    "--config-file --python-platform -w"
)
_OF_NPM = _set("-w --workspace --prefix -p --package -C")
_OF_PNPM = _set("-C --dir --filter -F")
_OF_YARN = _set("--cwd")
_Runner = tuple[frozenset[str], frozenset[str]]  # the words that make it start something, the options with a value
_RUNNERS: dict[str, _Runner] = {
    "uv": (_set("run"), _OF_UV),
    "poetry": (_set("run"), _set("-C --directory -P --project")),
    "pipenv": (_set("run"), frozenset()),
    "pdm": (_set("run"), _set("-p --project --venv")),
    "rye": (_set("run"), frozenset()),
    "hatch": (_set("run"), frozenset()),
    "pixi": (_set("run"), _set("-e --environment --manifest-path")),
    "bundle": (_set("exec"), _set("--gemfile")),
    "npm": (_set("exec x"), _OF_NPM),
    "pnpm": (_set("exec dlx"), _OF_PNPM),
    "yarn": (_set("exec dlx"), _OF_YARN),
    "bun": (_set("x"), frozenset()),
    "newrelic-admin": (_set("run-program"), frozenset()),
}
# These need no such word: `npx vite`.
_BARE: dict[str, frozenset[str]] = {
    "npx": _OF_NPM, "bunx": _OF_NPM, "opentelemetry-instrument": frozenset(), "ddtrace-run": frozenset(),
}  # fmt: skip
# These start a script of package.json, which has the name of what it starts more often than not: `yarn vite`.
_OF_SCRIPTS = {
    "npm": (_set("run"), _OF_NPM), "pnpm": (_set("run"), _OF_PNPM), "yarn": (_set("run"), _OF_YARN), "bun": (_set("run"), frozenset[str]()),
}  # fmt: skip
_OF_SCRIPTS_BARE = {"yarn": _OF_YARN, "pnpm": _OF_PNPM}


def runner_length(words: Sequence[str]) -> int:
    """How many of the words are who starts the program and no part of it: `uv run`, `npx`, `bundle exec`; 0 for none."""
    length = 0
    while step := _runner(words[length:], _RUNNERS, _BARE):
        length += step
    return length


def _runner(words: Sequence[str], runners: Mapping[str, _Runner], bare: Mapping[str, frozenset[str]]) -> int:
    """How many words one runner takes; 0 where the first word is none, or starts nothing here."""
    name = posixpath.basename(words[0]) if words else ""
    length = 0
    if name in runners:
        subcommands, values = runners[name]
        index = _behind_options(words, 1, values)
        if index < len(words) and words[index] in subcommands:
            length = _behind_options(words, index + 1, values)
    if not length and name in bare:
        length = _behind_options(words, 1, bare[name])
    return length if length < len(words) else 0


def _behind_options(words: Sequence[str], index: int, values: frozenset[str]) -> int:
    while index < len(words) and words[index].startswith("-"):
        if words[index] in ("-m", "--module"):
            return index + 1
        if words[index] == "--":
            return index + 1
        index += 2 if words[index] in values else 1
    return index


def served_index(words: Sequence[str]) -> int:
    """The index of the program's own name: behind runners, behind `python -m`, and behind PHP before `artisan`.

    A script of package.json is taken for the program of its name. 0 where the first word is the program.
    """
    index = 0
    while step := _step(words[index:]):
        index += step
    return index


def _step(words: Sequence[str]) -> int:
    length = _runner(words, _RUNNERS, _BARE) or _runner(words, _OF_SCRIPTS, _OF_SCRIPTS_BARE)
    if length:
        return length
    read = what_is_read(words)
    is_artisan = read.kind == "file" and posixpath.basename(words[read.position]) == "artisan"
    return read.position if read.kind == "module" or is_artisan else 0

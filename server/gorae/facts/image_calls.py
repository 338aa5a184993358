"""Which programs a stage calls: in RUN, HEALTHCHECK, CMD and ENTRYPOINT, in texts given to `sh -c`, behind tini and env, and
in the scripts of the build context that it runs.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from gorae import shell
from gorae.facts.copies import landings_of_chain, source_of
from gorae.facts.entrypoint import command_line, launched, start_nodes
from gorae.facts.git_over_ssh import GIT_READS, ssh_host
from gorae.facts.scripts import inner_script, script
from gorae.shell.packages import MANAGERS
from gorae.source.derived import derived, derived_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gorae.context import BuildContext
    from gorae.shell import Command, Script, Word
    from gorae.shell.nodes import Effective
    from gorae.source import Span
    from gorae.stages import Stage
    from gorae.stages.model import Value
    from gorae.syntax import Node

# What is asked for: programs that come with packages, and that images are missing. Others cost no look.
_WATCHED = """
    a2enmod add-apt-repository addgroup adduser apache2ctl aria2c autoconf autoreconf automake aws bash bc bison
    bun bunzip2 bundle bzip2 c++ cargo cc chromium clang cmake column composer convert corepack cron crontab curl
    deluser deno dig dos2unix dumb-init envsubst fc-cache ffmpeg file flex free g++ gcc gem git git-lfs gosu go gpg gpg1
    gradle groupadd groupmod hg host hostname htop identify ifconfig iostat ip iptables java javac jq killall less
    libtoolize locale-gen lsb_release lsof lsmod make man meson mkpasswd modprobe mvn mysql mysqladmin nano nasm nc
    netcat netstat nginx ninja node npm npx nslookup openssl parallel patch pdm php pidof ping pip pip3 pipenv pkg-config
    pkgconf pkill pgrep pnpm poetry ps psql pg_isready python python3 python2 redis-cli redis-server rsync ruby rustc
    rustup scp screen service sqlite3 ss ssh ssh-keygen ssh-keyscan sshd strace su-exec supervisord svn telnet tini
    tmux top traceroute tree unzip update-ca-certificates useradd userdel usermod uuidgen uv vi vim vmstat w watch wget
    whois xmllint xvfb-run xxd xz yarn yq yum apk apt-get apt dnf microdnf zip
    systemctl docker kubectl helm terraform ansible ansible-playbook nvcc tar amazon-linux-extras socat expect mysqldump mariadb pg_dump
    mongosh protoc msgfmt pandoc pdflatex xelatex gs pdftotext wkhtmltopdf tesseract rg zsh fish tcpdump nmap apachectl haproxy setcap
    zstd pigz 7z unrar htpasswd sponge dotnet chromedriver google-chrome deno perl lua Rscript julia erl elixir mix ghc stack cabal
"""
WATCHED = frozenset(_WATCHED.split())
# What tar calls to unpack: by an option (`xJf`, `--xz`), or by itself for what an archive is packed with.
_PACKERS = (("xz", "J", "--xz", (".xz", ".txz")), ("bzip2", "j", "--bzip2", (".bz2", ".tbz", ".tbz2")))
_FETCHES_BY_GIT = frozenset(("pip", "pip3", "pipx", "uv", "npm", "yarn", "pnpm", "poetry"))
_LOOKED_AT = WATCHED | {"tar", "pecl", "go"}
_ASKS = re.compile(r"\b(?:command\s+-v|which|type|hash|\[\s+-x|test\s+-x)\b")
_LEFT = MANAGERS & frozenset(("apt-get", "apt", "apk", "dnf", "yum", "microdnf", "zypper", "tdnf"))
_DEEPEST = 3  # texts of `sh -c` in texts of `sh -c`
# Folders that a program without a folder is looked for in, and a COPY puts scripts into.
_PATH = ("/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin", "/sbin")
_SYSTEM_FOLDER = re.compile(r"^/(?:usr/)?s?bin/")
_SCRIPT_NAME = re.compile(r"[\w./@+-]+")
_MOST_BYTES = 100_000
_CGO = "CGO_ENABLED"  # 1: Go compiles the C of its packages
# What a script may bring programs with, or hide them behind.
_BRINGS = frozenset((*MANAGERS, "source", ".", "eval", "sdk", "nvm", "conda", "dpkg", "rpm", "alias", "tar", "unzip", "install", "cp", "ln", "mv"))  # fmt: skip


class Called(NamedTuple):
    """A call of a watched program."""

    node: Node
    span: Span  # in the document: of the program, or of the script that calls it
    program: str
    is_start: bool  # called when the container runs: after all instructions
    is_first: bool  # of a RUN: nothing before it in its script can have brought it
    file: str = ""  # the script in the build context that calls it
    line: int = 0  # there, from 1


@derived
def calls(stage: Stage) -> tuple[Called, ...]:
    """The stage's calls of watched programs that decide how its RUN, check or start ends."""
    found = {(one.span, one.program): one for one in (*_of_shell(stage), *_calls(stage), *_launched(stage))}
    return tuple(found.values())


def _calls(stage: Stage) -> Iterator[Called]:
    # What a static image starts is copied; what checks it has to be, too.
    without_shell = stage.root.is_scratch or stage.os_family == "distroless"
    kinds = ("HEALTHCHECK",) if without_shell else ("RUN", "HEALTHCHECK", "CMD", "ENTRYPOINT")
    starts, check = start_nodes(stage), stage.last("HEALTHCHECK")
    for node in stage.nodes:
        if node.name not in kinds:
            continue
        text = node.instruction.text
        if not any(word in _LOOKED_AT for word in re.findall(r"[\w.+-]+", text)):
            continue
        is_start = node.name in ("CMD", "ENTRYPOINT")
        if is_start and not any(one is node for one in starts):
            continue
        if node.name == "HEALTHCHECK" and node is not check:
            continue  # the last one alone is ever asked
        if node is starts[1] and starts[0] is not None:
            continue  # what CMD is then: arguments
        # A RUN that names the variable itself may set it for some of its commands.
        environment = {} if _CGO in text else stage.environment_at(node)
        for one in _commands(script(node.instruction, stage.scope_of(node))):
            if is_start and not one.is_first:
                break
            for word, program in (*_programs(one.command, environment), *_of_dotnet(stage, one.command)):
                if _counts(one, node.name) and not _is_asked_for(text, program):
                    yield Called(node, word.span.shift(node.start), program, node.name != "RUN", one.is_first)


def _of_shell(stage: Stage) -> Iterator[Called]:
    """The shell that a SHELL names, where a RUN in shell form stands below it."""
    for node in stage.instructions("SHELL"):
        first = node.instruction.words[:1]
        below = next((one for one in stage.instructions("RUN") if one.index > node.index), None)
        if first and below is not None and below.instruction.form == "shell":
            program = posixpath.basename(first[0].value)
            if program in ("bash", "zsh", "fish"):
                yield Called(below, first[0].span.shift(node.start), program, is_start=False, is_first=True)


class _Placed(NamedTuple):
    """A command of a script."""

    command: Command
    after: Command | None  # the one that follows it
    is_first: bool


def _commands(body: Script, depth: int = 0) -> Iterator[_Placed]:
    """A script's commands without its functions; those in the text of a `sh -c` follow it."""
    own = {compound.name for compound in body.compounds if compound.kind == "function"}
    for at, command in enumerate(body.commands):
        if command.effective.program not in own:
            yield _Placed(command, next(iter(body.commands[at + 1 :]), None), at == 0)
        inner = inner_script(command) if depth < _DEEPEST and command.runs_unconditionally else None
        if inner is not None and command.operator_after not in ("||", "&"):
            for nested in _commands(inner, depth + 1):
                yield nested._replace(is_first=nested.is_first and at == 0)


def _launched(stage: Stage) -> Iterator[Called]:
    """What tini, env and the like start: CMD's program behind an init program, and the text of a shell there."""
    line = command_line(stage)
    words = launched(line)
    if not words or words[0].node not in stage.nodes:
        return
    first = words[0]
    if len(words) < len(line) and first.value in WATCHED - _LEFT:
        yield Called(first.node, first.span, first.value, is_start=True, is_first=True)
    if shell.is_shell(posixpath.basename(first.value)) and first.node.instruction.form == "exec":
        body = shell.from_argv([(word.value, word.span.shift(-first.node.start)) for word in words])
        inner = inner_script(body.commands[0]) if body.commands and len(words) < len(line) else None
        for one in [*_commands(inner)][:1] if inner is not None else ():
            for word, program in _programs(one.command, {}):
                if _counts(one, "CMD"):
                    yield Called(first.node, word.span.shift(first.node.start), program, is_start=True, is_first=True)  # fmt: skip


def _programs(command: Command, environment: Mapping[str, Value]) -> Iterator[tuple[Word, str]]:
    """The watched programs that a command calls, by name or in the system's folders: its own (`bash`, `sudo`), and what this runs.

    `environment` is what ENV and ARG have set where it is called.
    """
    if command.kind != "simple" or not command.words:
        return
    words = [command.words[0], *command.effective.words[:1]]
    for word in {one.span: one for one in words}.values():
        program = _SYSTEM_FOLDER.sub("", word.value)
        if word.static and program in WATCHED and program not in _LEFT:
            yield word, program
    effective = command.effective
    if effective.program == "tar":
        yield from _unpackers(command)
    elif effective.program == "pecl" and effective.args and effective.args[0].value == "install":
        yield effective.words[0], "autoconf"  # phpize calls it
    elif effective.program == "go":
        if _calls_c_compiler(effective, environment):
            yield effective.words[0], "gcc"
    elif effective.program in _FETCHES_BY_GIT:
        fetched = [word for word in effective.args if re.match(r"[\"']?git\+(?:https?|ssh|git):", word.text)]
        yield from ((word, "git") for word in fetched[:1])
        yield from ((word, "ssh") for word in fetched if ssh_host(word.value))
    elif effective.program == "git" and GIT_READS.match(" ".join(word.value for word in effective.words)):
        yield from ((word, "ssh") for word in effective.args if word.static and ssh_host(word.value))


_RUNTIMES = frozenset(f"mcr.microsoft.com/dotnet/{name}" for name in ("aspnet", "runtime"))
_OF_SDK = frozenset(("build", "publish", "restore", "test", "pack", "new", "tool", "run", "watch", "clean"))
DOTNET_SDK = ".NET SDK"


def _calls_c_compiler(go: Effective, environment: Mapping[str, Value]) -> bool:
    """Whether a call of Go is asked to compile C: by an assignment before it, else by what is set where it is called."""
    if not go.args or go.args[0].value not in ("build", "install", "test", "run"):
        return False
    before = [one.value for one in go.assignments if one.name == _CGO]
    if before:
        return before[-1] is not None and before[-1].value == "1"
    asked = environment.get(_CGO)
    return asked is not None and asked.value == "1"


def _of_dotnet(stage: Stage, command: Command) -> Iterator[tuple[Word, str]]:
    """.NET's SDK, for whoever builds with an image that has its runtime alone."""
    reference, effective = stage.root.reference, command.effective
    if effective.program != "dotnet" or reference is None or reference.familiar not in _RUNTIMES or not effective.args:
        return
    if effective.args[0].value in _OF_SDK and "sdk" not in stage.span.of(stage.document.text.value).lower():
        yield effective.words[0], DOTNET_SDK


def _unpackers(command: Command) -> Iterator[tuple[Word, str]]:
    """The programs that a tar calls: GNU's packs nothing itself; BusyBox's does, and BusyBox has them all."""
    args = command.effective.args
    if not args:
        return
    letters = args[0].value if re.fullmatch(r"-?[A-Za-z]+", args[0].value) else ""
    letters += "".join(word.value for word in args[1:] if re.fullmatch(r"-[A-Za-z]+", word.value))
    for program, letter, option, endings in _PACKERS:
        by_option = letter in letters or any(word.value == option for word in args)
        by_name = "x" in letters and any(word.static and word.value.endswith(endings) for word in args[1:])
        if by_option or by_name:
            yield command.effective.words[0], program


def _is_asked_for(text: str, program: str) -> bool:
    """Whether somebody asks whether a program is there."""
    if not _ASKS.search(text):
        return False
    return re.search(rf"(?:(?:command\s+-v|which|type|hash)\s+|-x\s+)\S*{re.escape(program)}\b", text) is not None


def _counts(one: _Placed, keyword: str) -> bool:
    """Whether the script ends where the program is not there: it is no branch, and nothing stands in for it."""
    command = one.command
    if not command.runs_unconditionally or command.negated or command.operator_after == "&":
        return False
    if command.operator_after != "||":
        return True
    # `|| exit 1` of a health check only says again that it failed.
    return keyword == "HEALTHCHECK" and one.after is not None and one.after.program in ("exit", "false", "kill")


def calls_in_scripts(stage: Stage, context: BuildContext) -> Iterator[Called]:
    """The programs that the scripts of the context call which the stage's RUN, HEALTHCHECK, CMD and ENTRYPOINT run."""
    every = landings_of_chain(stage)
    if not any(landing.is_local for landing in every):
        return
    yield from _of_requirements(stage, context)
    for node, span, paths, is_first, is_direct in _scripts_run(stage):
        for path in paths:
            above = [landing for landing in every if landing.node.index < node.index] if node.name == "RUN" else every
            hit = source_of(path, above, context)
            if hit is None:
                continue
            by_system = _interpreter(context, hit[1]) if is_direct else ()
            for program, line in (*by_system, *_of_file(context, hit[1])):
                yield Called(node, span, program, node.name != "RUN", is_first, file=hit[1], line=line)
            break


_FROM_GIT = re.compile(r"(?m)^[^#\n]*\bgit\+(?:https?|ssh|git):")


class RequirementFile(NamedTuple):
    """A file of the context that names packages, which a RUN gives to pip."""

    node: Node
    program: Word  # pip or uv, in the instruction
    is_first: bool
    file: str
    text: str


def requirement_files(stage: Stage, context: BuildContext) -> Iterator[RequirementFile]:
    """The files of requirements that the stage's RUNs install and a COPY has brought."""
    every = landings_of_chain(stage)
    for node in stage.instructions("RUN") if any(landing.is_local for landing in every) else ():
        scope = stage.scope_of(node)
        for one in _commands(script(node.instruction, scope)):
            effective = one.command.effective
            if effective.program not in ("pip", "pip3", "uv") or not _counts(one, "RUN"):
                continue
            file = effective.option_value("-r", "--requirement", "--requirements")
            if file is None or not file.static:
                continue
            above = [landing for landing in every if landing.node.index < node.index]
            for path in _paths(file.value, scope.workdir or "/", by_name=False):
                hit = source_of(path, above, context)
                text = context.read_text(hit[1], _MOST_BYTES) if hit is not None else None
                if hit is not None and text:
                    yield RequirementFile(node, effective.words[0], one.is_first, hit[1], text)


def _of_requirements(stage: Stage, context: BuildContext) -> Iterator[Called]:
    """git, where a file of requirements that pip is given names a repository."""
    for one in requirement_files(stage, context):
        match = _FROM_GIT.search(one.text)
        if match is not None:
            line = one.text.count("\n", 0, match.end()) + 1
            at = one.program.span.shift(one.node.start)
            yield Called(one.node, at, "git", is_start=False, is_first=one.is_first, file=one.file, line=line)


def _scripts_run(stage: Stage) -> Iterator[tuple[Node, Span, tuple[str, ...], bool, bool]]:
    """The words that may run a script: where they stand, the paths that they may mean, whether nothing ran before, and
    whether the system starts it by its `#!`, not a shell that reads it.
    """
    for node in stage.instructions("RUN", "HEALTHCHECK"):
        scope = stage.scope_of(node)
        for one in _commands(script(node.instruction, scope)):
            words = one.command.effective.words
            if one.command.kind != "simple" or not words or not _counts(one, node.name):
                continue
            if shell.is_shell(words[0].value) and len(words) > 1 and not words[1].is_option:
                words = words[1:]
            if words[0].static:
                is_direct = words is one.command.effective.words
                paths = _paths(words[0].value, scope.workdir or "/", by_name=is_direct)
                yield node, words[0].span.shift(node.start), paths, one.is_first, is_direct
    started = launched(command_line(stage))
    if started and started[0].node in stage.nodes:
        by_name = not shell.is_shell(started[0].value)
        words_of_start = started if by_name else started[1:]
        for word in words_of_start[:1]:
            paths = _paths(word.value, stage.final_state.workdir or "/", by_name=by_name)
            yield word.node, word.span, paths, True, by_name


def _paths(word: str, workdir: str, *, by_name: bool) -> tuple[str, ...]:
    if not _SCRIPT_NAME.fullmatch(word) or word.startswith("-"):
        return ()
    if "/" in word or not by_name:
        return (posixpath.normpath(posixpath.join(workdir, word)),)
    return tuple(posixpath.join(folder, word) for folder in _PATH)


@derived_by(lambda file: file)
def _interpreter(context: BuildContext, file: str) -> tuple[tuple[str, int], ...]:
    """The watched program that a script's `#!` names, in the first line; `sh` is everywhere."""
    program = shell.interpreter(context.read_text(file, _MOST_BYTES) or "")
    return ((program, 1),) if program in WATCHED else ()


@derived_by(lambda file: file)
def _of_file(context: BuildContext, file: str) -> tuple[tuple[str, int], ...]:
    """The watched programs that a shell script of the context surely calls, each with its first line; none where it brings some itself."""
    text = context.read_text(file, _MOST_BYTES)
    if text is None or len(text) >= _MOST_BYTES:
        return ()
    program = shell.interpreter(text)
    if program is None and not file.endswith(".sh"):
        return ()
    if program is not None and not shell.is_shell(program):
        return ()
    body = shell.parse(text.replace("\r\n", "\n"))
    if any(command.effective.program in _BRINGS for command in body.commands) or re.search(r"\bPATH=", text):
        return ()
    found: dict[str, int] = {}
    for one in _commands(body):
        if _counts(one, "RUN"):
            for word, program in _programs(one.command, {}):
                if not _is_asked_for(text, program):
                    found.setdefault(program, text.count("\n", 0, word.span.start) + 1)
    return tuple(found.items())

"""Which programs one command calls: its own, those of what it runs, and those that these call in turn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.git_over_ssh import GIT_READS, ssh_host
from gorae.images import has_own_program
from gorae.shell.packages import MANAGERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gorae.shell import Command, Word
    from gorae.shell.nodes import Effective
    from gorae.stages import Stage
    from gorae.stages.model import Value

# What is asked for: programs that come with packages, and that images are missing. Others cost no look.
_WATCHED = """
    a2enmod add-apt-repository addgroup adduser apache2ctl aria2c autoconf autoreconf automake aws bash bc bison
    bun bunzip2 bundle bzip2 c++ cargo cc chromium clang cmake column composer convert corepack cron crontab curl
    deluser deno dig dos2unix dumb-init envsubst fc-cache ffmpeg file flex free g++ gcc gem git git-lfs gosu go gpg gpg1
    gradle groupadd groupmod hg host hostname htop identify ifconfig iostat ip iptables java javac jq killall less
    libtoolize locale-gen lsb_release lsof lsmod make man meson mkpasswd modprobe mvn mysql mysqladmin nano nasm nc
    netcat netstat nginx ninja node npm npx nslookup openssl parallel patch pdm php pidof ping pip pip3 pipenv pkg-config
    pkgconf pkill pgrep pnpm poetry ps psql pg_isready python python3 python2 redis-cli redis-server rsync ruby rustc
    rustup jlink jar keytool jdeps scp screen service sqlite3 ss ssh ssh-keygen ssh-keyscan sshd strace su-exec supervisord svn telnet tini
    tmux top traceroute tree unzip update-ca-certificates useradd userdel usermod uuidgen uv vi vim vmstat w watch wget
    whois xmllint xvfb-run xxd xz yarn yq yum apk apt-get apt dnf microdnf zip
    systemctl docker kubectl helm terraform ansible ansible-playbook nvcc tar amazon-linux-extras socat expect mysqldump mariadb pg_dump
    yum-config-manager repoquery mongo mongosh protoc msgfmt pandoc pdflatex xelatex gs pdftotext wkhtmltopdf tesseract rg zsh fish tcpdump nmap apachectl haproxy setcap
    find xargs zstd pigz 7z unrar htpasswd sponge dotnet chromedriver google-chrome deno perl lua Rscript julia erl elixir mix ghc stack cabal
"""
WATCHED = frozenset(_WATCHED.split())
# What tar calls to unpack: by an option (`xJf`, `--xz`), or by itself for what an archive is packed with.
_PACKERS = (("xz", "J", "--xz", (".xz", ".txz")), ("bzip2", "j", "--bzip2", (".bz2", ".tbz", ".tbz2")))
_FETCHES_BY_GIT = frozenset(("pip", "pip3", "pipx", "uv", "npm", "yarn", "pnpm", "poetry"))
LEFT = MANAGERS & frozenset(("apt-get", "apt", "apk", "dnf", "yum", "microdnf", "zypper", "tdnf"))
_SYSTEM_FOLDER = re.compile(r"^/(?:usr/)?s?bin/")
CGO = "CGO_ENABLED"  # 1: Go compiles the C of its packages


def programs(command: Command, environment: Mapping[str, Value]) -> Iterator[tuple[Word, str]]:
    """The watched programs that a command calls, by name or in the system's folders: its own (`bash`, `sudo`), and what this runs.

    `environment` is what ENV and ARG have set where it is called.
    """
    if command.kind != "simple" or not command.words:
        return
    words = [command.words[0], *command.effective.words[:1]]
    for word in {one.span: one for one in words}.values():
        program = _SYSTEM_FOLDER.sub("", word.value)
        if word.static and program in WATCHED and program not in LEFT:
            yield word, program
    effective = command.effective
    if effective.program == "tar":
        yield from _unpackers(command)
    elif effective.program == "pecl" and effective.args and effective.args[0].value == "install":
        yield effective.words[0], "autoconf"  # phpize calls it
    elif effective.program == "go":
        if _calls_c_compiler(effective, environment):
            yield effective.words[0], "gcc"
    elif effective.program == "apt-key":
        if effective.args and effective.args[0].value in ("add", "adv"):
            yield effective.words[0], "gpg"
    elif effective.program == "gradlew":
        yield effective.words[0], "xargs"  # Gradle's start script reads its options with it, since 7.5
    elif effective.program in ("curl", "wget"):
        yield from _of_installer(command)
    elif effective.program in _FETCHES_BY_GIT:
        fetched = [word for word in effective.args if re.match(r"[\"']?git\+(?:https?|ssh|git):", word.text)]
        yield from ((word, "git") for word in fetched[:1])
        yield from ((word, "ssh") for word in fetched if ssh_host(word.value))
    elif effective.program == "git" and GIT_READS.match(" ".join(word.value for word in effective.words)):
        yield from ((word, "ssh") for word in effective.args if word.static and ssh_host(word.value))


# Scripts that are piped into a shell, and what they unpack with: each ends where that is not there.
_INSTALLERS = {
    "bun.sh/install": "unzip", "deno.land/install.sh": "unzip", "deno.land/x/install/install.sh": "unzip", "fnm.vercel.app/install": "unzip",
    "get.sdkman.io": "zip unzip",
}  # fmt: skip
_ADDRESS = re.compile(r"https?://(?:www\.)?([^\s?#]+?)/?(?:[?#].*)?$")


def _of_installer(command: Command) -> Iterator[tuple[Word, str]]:
    """What an installer calls that is fetched and piped into a shell."""
    if command.operator_after != "|":
        return
    for word in command.effective.args:
        match = _ADDRESS.fullmatch(word.value) if word.static else None
        for program in _INSTALLERS.get(match[1], "").split() if match is not None else ():
            yield word, program


_RUNTIMES = frozenset(f"mcr.microsoft.com/dotnet/{name}" for name in ("aspnet", "runtime"))
_OF_SDK = frozenset(("build", "publish", "restore", "test", "pack", "new", "tool", "run", "watch", "clean"))
DOTNET_SDK = ".NET SDK"


def _calls_c_compiler(go: Effective, environment: Mapping[str, Value]) -> bool:
    """Whether a call of Go is asked to compile C: by an assignment before it, else by what is set where it is called."""
    if not go.args or go.args[0].value not in ("build", "install", "test", "run"):
        return False
    before = [one.value for one in go.assignments if one.name == CGO]
    if go.has_flag("-race"):
        return True  # the detector is in C; without a compiler Go turns cgo off and refuses it
    if before:
        return before[-1] is not None and before[-1].value == "1"
    asked = environment.get(CGO)
    return asked is not None and asked.value == "1"


JDK = "JDK"
_COMPILES = re.compile(
    r":?(?:[\w:-]+:)?(?:build|assemble|jar|bootJar|bootWar|war|shadowJar|installDist|compileJava|compileKotlin|classes|test|check"
    r"|compile|package|verify|install|deploy)"
)


def of_sdks(stage: Stage, command: Command) -> Iterator[tuple[Word, str]]:
    """Java's compiler or .NET's SDK, for whoever builds with an image that has the runtime alone."""
    reference, effective = stage.root.reference, command.effective
    if effective.program in ("gradlew", "mvnw") and reference is not None and "jre" in (reference.tag or ""):
        compiles = any(_COMPILES.fullmatch(word.value) for word in effective.args)
        above = (node.instruction.text for one in stage.chain for node in one.nodes)
        if compiles and has_own_program(reference, "java") and not any("jdk" in text for text in above):
            yield effective.words[0], JDK
    yield from _of_dotnet(stage, command)


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

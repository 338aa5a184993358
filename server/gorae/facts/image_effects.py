"""What a RUN, COPY or ADD does to the programs of an image, as far as its words tell."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from itertools import accumulate
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from gorae.facts import image_rpm
from gorae.facts.archives import is_tar
from gorae.facts.packages import calls_of
from gorae.facts.scripts import inner_script, script
from gorae.facts.users import names_after
from gorae.shell.packages import MANAGERS, RPM
from gorae.source.derived import derived_by

if TYPE_CHECKING:
    from gorae.shell import Command, Script
    from gorae.shell.packages import Call
    from gorae.source import Span
    from gorae.stages import Scope, Stage
    from gorae.syntax import Instruction, Node

_FILLS_PNPMS = re.compile(r"\s-[a-zA-Z]*g\b|--global|\bpnpm\s+(?:env|setup)\b|pnpm\.io")
_BIN = re.compile(r"/?(?:usr/)?(?:local/)?s?bin/?$")
_IN_BIN = re.compile(r"(?:^|[=:])/(?:usr/)?(?:local/)?s?bin/(?P<name>[\w.+-]+)$")
_SYSTEM_FOLDER = re.compile(r"/$|/usr/?$|/usr/local/?$|/(?:usr/)?(?:local/)?s?bin/?$|/usr/local/\*$")
_FOREIGN = re.compile(
    r"sources\.list|add-apt-repository|apt-add-repository|\.sources\b|extrepo|apt\.postgresql\.org|add-architecture|apt-key|/etc/apt/|preferences\.d"
    # The first name alone is tried, by a look ahead that is not gone back into.
    r"|(?<![\w.-])(?=([\w.-]*?(?:setup|install)))\1[\w.-]*\.(?:sh|x)\b|\.deb\b"
)
_PIPED_SCRIPT = re.compile(
    r"(?:^|[|\n])(?=([^|\n]*?(?:curl|wget)))\1[^|\n]*\|\s*(?:sudo\s+)?(?:-E\s+)?(?:env\s+)?(?:ba|da)?sh\b"
)
_LANGUAGES = frozenset((
    "pip", "uv", "poetry", "pdm", "pipx", "hatch", "npm", "yarn", "pnpm", "bun", "corepack", "gem", "bundle", "bundler", "cargo", "rustup",
    "go", "composer", "dotnet", "mvn", "gradle", "./mvnw", "mix", "rebar3", "stack", "cabal", "python", "python3", "node", "ruby",
    "perl", "cpan", "cpanm", "pear",  # `pecl` and PHP's `docker-php-ext-install` bring extensions, no programs
    "install-php-extensions", "cmake", "meson", "ninja", "make", "npx", "luarocks", "deno", "swift", "Rscript", "R", "install2.r",
))  # fmt: skip
# They bring whole systems of programs, or run what is not seen here.
_ANYTHING = frozenset((
    "conda", "mamba", "micromamba", "nix", "nix-env", "brew", "snap", "dpkg", "rpm", "sh", "bash", "ash", "dash", "zsh", "source", ".", "eval",
    "chroot", "debootstrap", "dnf", "yum", "microdnf", "zypper", "pacman", "tdnf", "gdebi", "apt-clone", "ansible", "ansible-playbook",
    "puppet", "install_packages", "clean-install", "rosdep", "playwright", "patchright", "camoufox", "unminimize", "aptitude", "busybox",
    "update-alternatives", "alien", "rclone", "installer", "expect", "sdk", "asdf", "mise", "nvm", "pyenv", "rbenv", "su", "env", "runuser",
))  # fmt: skip
_PLACES = frozenset(
    ("ln", "cp", "mv", "install", "chmod", "curl", "wget", "tee", "gunzip", "rsync", "cat", "printf", "echo", "touch")
)
_UNPACKS = frozenset(("tar", "unzip", "bsdtar", "7z", "ar", "cpio", "unsquashfs"))
ANYBODY = "*"  # among users: whom else a RUN makes is not known
_LISTS_OF_USERS = re.compile(r"/etc/(?:passwd|group|shadow)|newusers|vipw|usermod|groupmod|sysusers")
_BIN = re.compile(r"/(?:usr/)?(?:local/)?s?bin")
_SYSTEM_BIN = re.compile(r"/(?:usr/)?(?:local/)?s?bin/[\w.+-]+$")

# How sure it is that a program is absent where nothing is known to have brought it:
#   none       all that was done is understood
#   languages  pip, npm and the like ran: they bring programs, none that a system's own tools are
#   all        something ran, or was unpacked, that may have brought anything
Doubt = Literal["none", "languages", "all"]
_ORDER: tuple[Doubt, ...] = ("none", "languages", "all")


def worst(*doubts: Doubt) -> Doubt:
    """The one of several doubts that leaves the least known."""
    return max(doubts, key=_ORDER.index)


class Effects(NamedTuple):
    """What a RUN does."""

    calls: tuple[Call, ...]
    brought: frozenset[str]  # programs that it puts into the system's folders, by name
    users: frozenset[str]  # users and groups that it makes
    doubt: Doubt
    foreign_at: int | None  # where it begins to let apt find more than the system's own packages, in the instruction


def effects(stage: Stage, node: Node) -> Effects:
    """What a RUN does."""
    return _effects(node.instruction, stage.scope_of(node))


@derived_by(attrgetter("dialect"))
def _effects(instruction: Instruction, scope: Scope) -> Effects:
    read = script(instruction, scope)
    calls = calls_of(instruction, scope)
    text = instruction.text
    doubt: Doubt = "none"
    if not read.commands and instruction.arguments_text.strip():
        doubt = "all"
    brought: set[str] = set()
    users: set[str] = set()
    for command in read.commands:
        if command.kind == "simple" and command.words:
            rpm = next((call for call in calls if call.command is command and call.manager in RPM), None)
            doubt = worst(doubt, _doubt(command, brought) if rpm is None else _by_rpm(rpm, brought))
            made = names_after(command.effective)
            users |= made.names if made.are_all else made.names | {ANYBODY}
        elif command.kind != "simple":
            brought |= {command.name_text}
    for redirection in re.finditer(r">\s*/(?:usr/)?(?:local/)?s?bin/([\w.+-]+)", text):
        brought.add(redirection[1])
    if any(
        option and ("from" in (flag.value or "")) for flag in instruction.flags_named("mount") for option in (True,)
    ):
        doubt = "all" if re.search(r"target=/(?:usr/)?(?:local/)?s?bin", text) else doubt
    if _LISTS_OF_USERS.search(text):
        users.add(ANYBODY)
    named, piped = _FOREIGN.search(text), _PIPED_SCRIPT.search(text)
    # What `curl … | sh` runs begins with the shell.
    places = [*([named.start()] if named else []), *([piped.end()] if piped else [])]
    return Effects(calls, frozenset(brought), frozenset(users), doubt, min(places, default=None))


class _Doubts(NamedTuple):
    """What the commands of a RUN may have brought, by their places in it."""

    ends: tuple[int, ...]  # where commands end, sorted
    until: tuple[Doubt, ...]  # what those that end there or before may have brought
    scripts: tuple[tuple[Span, Doubt], ...]  # of the commands that are given a script as a text


def may_be_mounted(run: Instruction, program: str) -> bool:
    """Whether a mount of a RUN brings a program for as long as it runs: its file, or a folder of PATH that holds it."""
    for flag in run.flags_named("mount"):
        option = flag.option("target", "dst", "destination")
        target = (option.value or "").rstrip("/") if option is not None else ""
        if "$" in target or posixpath.basename(target) == program or _BIN.fullmatch(target):
            return True
    return False


def adds_pnpms_folder_alone(stage: Stage, node: Node) -> bool:
    """Whether all that an ENV adds to PATH is pnpm's own folder, into which nothing is installed (`pnpm add --global`)."""
    values = [
        pair.value.value for pair in node.instruction.pairs if pair.key.value == "PATH" and pair.value is not None
    ]
    parts = {part for value in values for part in value.split(":")} - {"$PATH", "${PATH}"}
    return (
        bool(values)
        and parts <= {"$PNPM_HOME", "${PNPM_HOME}"}
        and not any(
            _FILLS_PNPMS.search(one.instruction.text) for below in stage.chain for one in below.instructions("RUN")
        )
    )


def doubt_before(stage: Stage, node: Node, before: int) -> Doubt:
    """How much the commands of a RUN that end before an offset, relative to the instruction, may have brought."""
    known = _doubts(node.instruction, stage.scope_of(node))
    ended = bisect_right(known.ends, before)
    around = (doubt for span, doubt in known.scripts if span.start <= before < span.end)
    return worst(known.until[ended - 1] if ended else "none", *around)


@derived_by(attrgetter("dialect"))
def _doubts(instruction: Instruction, scope: Scope) -> _Doubts:
    commands = [one for one in script(instruction, scope).commands if one.kind == "simple" and one.words]
    rows = sorted(((one.span.end, _doubt(one, set())) for one in commands), key=itemgetter(0))
    until = tuple(accumulate((doubt for _, doubt in rows), worst))
    scripts = tuple((one.span, _doubt(one, set())) for one in commands if inner_script(one) is not None)
    return _Doubts(tuple(end for end, _ in rows), until, scripts)


def _by_rpm(call: Call, brought: set[str]) -> Doubt:
    """The same of a call of dnf and its like."""
    if call.action in ("update", "clean", "remove", "autoremove", "upgrade"):
        return "none"
    programs = image_rpm.brought(package.name for package in call.packages) if call.action == "install" else None
    if programs is None or any(package.local or not package.word.static for package in call.packages):
        return "all"
    brought |= programs
    return "none"


def _doubt(command: Command, brought: set[str]) -> Doubt:
    effective = command.effective
    name = effective.words[0].value if effective.words else ""
    program = effective.program
    args = [word.value for word in effective.args]
    if not effective.words or not effective.words[0].static:
        return "all"
    if program in ("alias", "function"):
        return "all"
    if "/" in name and not _SYSTEM_BIN.match(name):
        return "all"
    inner = inner_script(command)
    if inner is not None:
        return _of_inner(inner, brought)
    if program in _ANYTHING:
        return "all"
    if program in _UNPACKS:
        return (
            "all"
            if any(_SYSTEM_FOLDER.search(arg.removeprefix("-C").removeprefix("-d")) and "/" in arg for arg in args)
            or not all(word.static for word in effective.args)
            else "none"
        )
    for arg in args:
        match = _IN_BIN.search(arg)
        if match:
            brought.add(match["name"])
    if program in _PLACES and args:
        return _placed(program, [word for word in args if not word.startswith("-")], brought)
    if re.fullmatch(r"(?:python|pip)[\d.]*", program) or program in _LANGUAGES:
        if "install" in args and program in ("make", "ninja", "cmake"):
            return "all"
        return "all" if any("playwright" in arg or "install-deps" in arg for arg in args) else "languages"
    return "none"


def _of_inner(inner: Script, brought: set[str]) -> Doubt:
    """The same of the script that a shell is given as a text: what it installs is not followed."""
    doubt: Doubt = "none"
    for command in inner.commands:
        if command.kind != "simple" or not command.words:
            continue
        makes_users = names_after(command.effective) != (frozenset(), True)
        installs = makes_users or command.effective.program in MANAGERS
        doubt = worst(doubt, "all" if installs else _doubt(command, brought))
    return doubt


def _placed(program: str, operands: list[str], brought: set[str]) -> Doubt:
    """What a copy, move or link puts into the folders of PATH."""
    if not operands:
        return "none"
    target = operands[-1]
    if _BIN.search(target) and target.startswith("/"):
        sources = operands[:-1]
        brought |= {posixpath.basename(source.rstrip("/")) for source in sources}
        return "all" if any("*" in source or "$" in source for source in sources) else "none"
    if "$" in target:
        return "languages"
    if program in ("cp", "mv", "rsync", "install") and _SYSTEM_FOLDER.search(target):
        return "all"
    return "none"


def copied(stage: Stage, node: Node) -> tuple[frozenset[str], Doubt]:
    """The programs that a COPY or ADD puts into the folders of PATH by name, and how much else it may bring."""
    words = node.instruction.words
    if node.instruction.heredocs:
        return frozenset(), "all" if words and _BIN.search(words[-1].value) else "none"
    if len(words) < 2:
        return frozenset(), "none"
    target = words[-1].value
    sources = [word.value for word in words[:-1]]
    named = frozenset(posixpath.basename(source.rstrip("/")) for source in sources)
    if match := _IN_BIN.search(target):
        return frozenset((match["name"], *named)), "none"
    if _BIN.search(target) and target.startswith("/"):
        is_folder = any(source.endswith(("/", "/.", "*", "bin")) or "$" in source for source in sources)
        return named, "all" if is_folder else "none"
    if target.rstrip("/") in ("", "/usr", "/usr/local", "/opt/venv", "."):
        is_unpacked = node.name == "ADD" and any(map(is_tar, sources))
        is_file = not is_unpacked and all(re.search(r"\.\w{1,6}$", source) for source in sources)
        if target.rstrip("/") == "." and node.instruction.flag("from") is None:
            return frozenset(), "none"
        return frozenset(), "none" if is_file else "all"
    if node.name == "ADD" and any(map(is_tar, sources)):
        return frozenset(), "languages"
    if "$" in target and stage.scope_of(node) is not None:
        return named, "languages"
    if target.startswith(("/usr/share/", "/usr/local/share/", "/usr/src/")):
        return frozenset(), "none"  # nobody's PATH
    if target.startswith(("/usr/", "/etc/apt", "/lib", "/etc/alternatives")):
        return named, "all" if target.startswith("/etc") else "languages"
    # A file at the top (`/tini`) is called by its path; other folders may be put into PATH.
    is_at_top = target.startswith("/") and target.count("/") == 1
    return frozenset() if is_at_top else named, "none"

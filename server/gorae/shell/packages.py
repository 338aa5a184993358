"""Calls of package managers in a script: who is called, to do what, with which packages.

Knows how each manager splits its words (which options take a value, what a version looks like), nothing of images.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.source import Span

if TYPE_CHECKING:
    from gorae.shell.nodes import Command, Effective
    from gorae.shell.script import Script
    from gorae.shell.tokens import Word

_PROGRAM = re.compile(
    r"(?P<pip>pip[\d.]*)|(?P<yarn>yarnpkg)|(?P<composer>composer\.phar)|(?P<dnf>dnf[45])|(?P<python>python[\d.]*|pypy3?)"
)
_LOCAL = re.compile(r"\.{0,2}/|\.{1,2}$|~/|\.\[|file:(?![a-z0-9]+$)|[A-Za-z][A-Za-z+.-]*://|git\+|github:|git@")
_PIP = re.compile(r"(?P<name>[A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\]\s*)?(?P<version>(?:[=<>!~]=|[<>]|@).*)?", re.DOTALL)
_RPM_VERSION = re.compile(
    r"(?P<name>[^-]+(?:-(?!(?:\d+:)?v?\d)[^-]*)*)-(?P<version>(?:\d+:)?v?\d[\w.+~:^*]*(?:-[\d*][\w.+~^*]*)?)$"
)
_APK = re.compile(r"(?P<name>[^=<>~@]+)(?P<version>[=<>~@].*)?$", re.DOTALL)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_APT_VALUES = _words(
    "-t --target-release --default-release -o --option -c --config-file -a --host-architecture -P --build-profiles"
)
_DNF_VALUES = _words(
    "-c --config -x --exclude --excludepkgs --enablerepo --disablerepo --repo --repoid --installroot --releasever "
    "--setopt -d --debuglevel -e --errorlevel -R --randomwait --disableexcludes --forcearch --advisory --cve"
)
_PIP_VALUES = _words(
    "-r --requirement -c --constraint -e --editable -i --index-url --extra-index-url -f --find-links -t --target "
    "--platform --python-version --implementation --abi --root --prefix --src --upgrade-strategy --no-binary "
    "--only-binary --progress-bar --cache-dir --trusted-host --cert --client-cert --timeout --retries --proxy --log "
    "--exists-action --python --global-option --install-option --config-settings -C --report --group -d --dest "
    "-w --wheel-dir --build-option --use-feature --use-deprecated"
)
_NPM_VALUES = _words(
    "--prefix -C --registry --cache --omit --include --loglevel -w --workspace --tag --userconfig --fetch-timeout "
    "--fetch-retries --fetch-retry-mintimeout --fetch-retry-maxtimeout --network-timeout --network-concurrency --cwd "
    "--cache-folder --modules-folder --mutex --global-folder --filter -F --dir --store-dir --only --config -c "
    "--maxsockets --reporter --virtual-store-dir --install-strategy"
)
# The options that take the following word as their value. `--name=value` needs no mention.
VALUE_OPTIONS: dict[str, frozenset[str]] = {
    "apt-get": _APT_VALUES, "apt": _APT_VALUES, "aptitude": _APT_VALUES,
    "apk": _words(
        "-t --virtual -X --repository -p --root --keys-dir --repositories-file --wait --arch --cache-dir "
        "--cache-max-age --progress-fd --timeout"
    ),
    "dnf": _DNF_VALUES, "yum": _DNF_VALUES, "microdnf": _DNF_VALUES, "tdnf": _DNF_VALUES,
    "zypper": _words(
        "-R --root --installroot -D --reposd-dir -C --cache-dir --raw-cache-dir --solv-cache-dir --pkg-cache-dir "
        "-c --config --userdata -p --plus-repo --plus-content -r --repo --from -t --type --releasever"
    ),
    "pip": _PIP_VALUES,
    "uv": _PIP_VALUES | _words(
        "-p --index --default-index --extra --only-group --no-group --package --directory --project --link-mode "
        "--config-file --color --no-install-package --no-extra --exclude-newer --resolution --python-platform"
    ) - {"-d", "-w", "-C"},
    "poetry": _words("-E --extras --with --without --only -C --directory -P --project --group -G --source --python"),
    "npm": _NPM_VALUES, "yarn": _NPM_VALUES - {"-w", "-c"}, "pnpm": _NPM_VALUES - {"-w"}, "bun": _NPM_VALUES - {"-w"},
    "gem": _words(
        "-v --version -n --bindir -i --install-dir -s --source -P --trust-policy --document --platform -p --http-proxy "
        "--build-root -g --file --without"
    ),
    "go": _words(
        "-C -ldflags -tags -o -mod -modfile -p -gcflags -asmflags -buildmode -compiler -gccgoflags -installsuffix "
        "-overlay -pgo -pkgdir -toolexec -coverpkg -covermode"
    ),
    "cargo": _words(
        "--version --vers --git --branch --tag --rev --path --root --features -F --target --registry --index --bin "
        "--example -j --jobs --profile --manifest-path --color --config -Z --target-dir -p --package"
    ),
    "composer": _words("-d --working-dir --prefer-install --ignore-platform-req --apcu-autoloader-prefix"),
}  # fmt: skip
_TWO_WORDS = {"uv": _words("pip tool python cache self"), "go": _words("mod"), "yarn": _words("global cache"),
              "npm": _words("cache config"), "pip": _words("cache config"), "pnpm": _words("store"),
              "dnf": _words("module group groups"), "yum": _words("module group groups"), "apk": _words("cache")}  # fmt: skip
# What a subcommand does, under one name for all managers; one not named here stands for itself.
_ACTIONS: dict[str, dict[str, str]] = {
    "apk": {"add": "install", "del": "remove"},
    "dnf": {
        "localinstall": "install", "groupinstall": "install", "reinstall": "install", "in": "install",
        "module install": "install", "check-update": "update", "makecache": "update", "update": "upgrade", "up": "upgrade",
        "erase": "remove", "group install": "install", "groups install": "install", "group upgrade": "upgrade",
    },
    "zypper": {
        "in": "install", "si": "install", "source-install": "install", "install-new-recommends": "install",
        "ref": "update", "refresh": "update", "update": "upgrade", "up": "upgrade", "dup": "dist-upgrade",
        "rm": "remove", "cc": "clean",
    },
    "npm": {
        "i": "install", "in": "install", "ins": "install", "inst": "install", "isntall": "install", "add": "install",
        "clean-install": "ci", "ic": "ci", "install-clean": "ci", "cache clean": "clean", "cache rm": "clean",
    },
    "yarn": {"": "install", "add": "install", "global add": "install", "cache clean": "clean"},
    "pnpm": {"i": "install", "add": "install", "store prune": "clean"},
    "bun": {"i": "install", "add": "install", "a": "install"},
    "uv": {"cache clean": "clean", "pip install": "install", "pip sync": "sync", "tool install": "install", "add": "install"},
    "poetry": {"add": "install", "cache clear": "clean"},
    "pip": {"cache purge": "clean"},
    "gem": {"i": "install"},
    "go": {"mod download": "download", "get": "install"},
    "cargo": {"add": "install"},
    "composer": {"i": "install", "require": "install", "clear-cache": "clean", "clearcache": "clean", "cc": "clean"},
}  # fmt: skip
for _same in ("yum", "microdnf", "tdnf"):
    _ACTIONS[_same] = _ACTIONS["dnf"]
MANAGERS = frozenset(VALUE_OPTIONS)
APT = frozenset(("apt-get", "apt", "aptitude"))
RPM = frozenset(("dnf", "yum", "microdnf", "tdnf"))


class Package(NamedTuple):
    """A package that a call names: its name, the version as written behind it (with its sign; None: none), its word.

    `local`: a path or an address, which holds its own version.
    """

    name: str
    version: str | None
    local: bool
    word: Word

    @property
    def span(self) -> Span:
        """Where the name and its version stand."""
        return self.word.span


class Call(NamedTuple):
    """One call of a package manager. Spans are code points of the script's text.

    `manager` is the canonical name (`pip` for `python3 -m pip`), `action` what is done under one name for all managers:
    install, update (of the index), upgrade, dist-upgrade, remove, clean, ci …; "" where no subcommand is given.
    """

    manager: str
    action: str
    command: Command
    effective: Effective
    program: Word
    subcommand: Word | None  # the last word of the subcommand: `install` of `uv pip install`
    head: Span  # from the program to the subcommand
    args: tuple[Word, ...]  # all behind the program, `-m pip` left out
    operands: tuple[Word, ...]  # behind the subcommand, without options and their values

    @property
    def span(self) -> Span:
        """From the program to the last word."""
        return self.effective.span

    def has_flag(self, *names: str) -> bool:
        """Whether one of the options is given; a short one also within `-qqy`, a long one also as `--name=value`."""
        if self.manager == "go":  # its long options have one dash
            return any(word.value.split("=", 1)[0] in names for word in self.args)
        return self._has_flag(names)

    def _has_flag(self, names: tuple[str, ...]) -> bool:
        values = VALUE_OPTIONS[self.manager]
        skip = False
        for word in self.args:
            if skip:
                skip = False
                continue
            text = word.value
            if not word.is_option:
                continue
            if text in values:
                skip = True
            if text.partition("=")[0] in names:
                return True
            if text[1:2] != "-" and text[:2] not in values and any(len(n) == 2 and n[1] in text[1:] for n in names):
                return True
        return False

    def option_values(self, *names: str) -> tuple[Word, ...]:
        """The values of all of these options, however they are joined to their values."""
        found = []
        for index, word in enumerate(self.args):
            for name in names:
                if word.text == name and index + 1 < len(self.args):
                    found.append(self.args[index + 1])
                elif word.text.startswith(name + "="):
                    found.append(word.part(len(name) + 1))
                elif len(name) == 2 and word.text.startswith(name) and len(word.text) > 2:
                    found.append(word.part(2))
        return tuple(found)

    @property
    def options_end(self) -> int:
        """The offset behind the options that follow the subcommand directly; behind the subcommand where none does."""
        if self.subcommand is None:
            return self.program.span.end
        end = self.subcommand.span.end
        values = VALUE_OPTIONS[self.manager]
        skip = False
        for word in self.args:
            if word.span.start < end:
                continue
            if not skip and not word.is_option:
                break
            skip = not skip and word.text in values
            end = word.span.end
        return end

    @property
    def packages(self) -> tuple[Package, ...]:
        """The packages that are named; a word with variables is one too."""
        return tuple(_package(self, word) for word in self.operands)


def calls(script: Script) -> tuple[Call, ...]:
    """All calls of package managers, in order."""
    found = (_call(command) for command in script.commands)
    return tuple(call for call in found if call is not None)


def _call(command: Command) -> Call | None:
    if command.kind != "simple" or not command.words:
        return None
    effective = command.effective
    program = effective.program
    args = effective.args
    known = _PROGRAM.fullmatch(program)
    manager = known.lastgroup if known else program
    if manager == "python":
        if [word.value for word in args[:2]] == ["-m", "pip"]:
            manager, args = "pip", args[2:]
        else:
            return None
    elif program == "php" and args and args[0].value.endswith("composer.phar"):
        manager, args = "composer", args[1:]
    elif program == "cargo" and args and args[0].value.startswith("+"):
        args = args[1:]  # the toolchain, which rustup takes off: `cargo +nightly build`
    if manager not in MANAGERS or manager is None:
        return None
    operands = _operands(args, VALUE_OPTIONS[manager])
    name, subcommand = "", None
    if operands:
        subcommand = operands.pop(0)
        name = subcommand.value
        if name in _TWO_WORDS.get(manager, ()) and operands:
            subcommand = operands.pop(0)
            name = f"{name} {subcommand.value}"
    action = _ACTIONS.get(manager, {}).get(name, name)
    program_word = effective.words[0]
    end = subcommand.span.end if subcommand else program_word.span.end
    head = Span(program_word.span.start, max(end, program_word.span.end))
    return Call(
        manager,
        action,
        command,
        effective=effective,
        program=program_word,
        subcommand=subcommand,
        head=head,
        args=args,
        operands=tuple(operands),
    )


def _operands(args: tuple[Word, ...], values: frozenset[str]) -> list[Word]:
    found = []
    skip = rest = False
    for word in args:
        if skip:
            skip = False
        elif rest:
            found.append(word)
        elif word.text == "--":
            rest = True
        elif not word.is_option:
            found.append(word)
        elif word.text in values:
            skip = True
    return found


def _package(call: Call, word: Word) -> Package:
    text = word.value
    if _LOCAL.match(text) or text.endswith((".deb", ".rpm", ".apk", ".whl", ".tgz", ".tar.gz", ".zip", ".gem")):
        return Package(text, None, True, word)
    name, version = _split(call, text)
    return Package(name, version, False, word)


def _split(call: Call, text: str) -> tuple[str, str | None]:
    manager = call.manager
    if manager in APT:
        name, sign, version = text.partition("=")
        if not sign:
            name, sign, version = text.partition("/")
        return name, sign + version if version else None
    if manager in {"apk", "zypper"}:
        match = _APK.match(text)
    elif manager in RPM:
        match = _RPM_VERSION.match(text)
    elif manager in {"pip", "uv", "poetry"}:
        match = _PIP.fullmatch(text)
    else:
        return _split_at(call, text)
    return (match["name"], match["version"] or None) if match else (text, None)


def _split_at(call: Call, text: str) -> tuple[str, str | None]:
    manager = call.manager
    if manager in {"gem", "cargo"}:
        given = call.option_values("-v", "--version") if manager == "gem" else call.option_values("--version", "--vers")
        if given:
            return text, given[0].value
    if manager in {"gem", "composer"}:
        name, sign, version = text.partition(":")
        return name, sign + version if version else None
    offset = text.find("@", 1)
    return (text, None) if offset < 0 or offset + 1 == len(text) else (text[:offset], text[offset:])

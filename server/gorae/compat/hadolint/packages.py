"""hadolint's verdicts on packages: versions that are not given, caches that are not emptied."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from gorae.compat.hadolint.reading import has_module, runs
from gorae.source.derived import derived

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gorae.compat.hadolint.reading import HadolintCommand, Run
    from gorae.config.settings import Settings
    from gorae.source import Span
    from gorae.stages import Build, Stage

# The long options and letters behind which hadolint takes the next word for a value.
_PIP_VALUES = (
    "abi", "b", "build", "e", "editable", "extra-index-url", "f", "find-links", "i", "index-url", "implementation",
    "no-binary", "only-binary", "platform", "prefix", "progress-bar", "proxy", "python", "python-version", "root",
    "root-user-action", "src", "t", "target", "trusted-host", "upgrade-strategy",
)  # fmt: skip
_VCS = re.compile(r"(?:git|hg|svn|bzr)")
_GIT = ("git://", "git+ssh://", "git+http://", "git+https://")
_BRACED = re.compile(r"\$\{([^{}]*)\}")
_RPM_PARTS = re.compile(r"[A-Za-z0-9.~^_:+]*")
_DNF = "dnf microdnf"
_DNF_FILLS = ("install", "in", "upgrade", "up", "upgrade-minimal", "up-min", "reinstall", "rei")
_TRUE = ("1", "true", "True", "TRUE", "on", "On", "ON", "yes", "Yes", "YES")
_PIP_SET = re.compile(r"PIP_NO_CACHE_DIR=(?:" + "|".join(_TRUE) + ")")


def _apt(command: HadolintCommand) -> bool:
    packages = command.plain("t", "target-release") if command.matches("apt-get", "install") else []
    return any(one != "install" and "=" not in one and "/" not in one and not one.endswith(".deb") for one in packages)


def _apk(command: HadolintCommand) -> bool:
    packages = command.plain("t", "virtual", "repository", "X") if command.matches("apk", "add") else []
    return any(one != "add" and not re.search(r"[=~<>]", one) and not one.endswith(".apk") for one in packages)


def _gem(command: HadolintCommand) -> bool:
    if not command.matches("gem", "install", "i") or any(
        arg in ("-v", "--version") or arg.startswith("--version=") for arg in command.args
    ):
        return False
    skip = False
    for arg in command.args:
        if arg == "--":
            return False
        if skip:
            skip = False
        elif arg.startswith("-"):
            skip = True  # each option is taken to have a value
        elif arg not in ("install", "i") and ":" not in arg:
            return True
    return False


def _zypper(command: HadolintCommand) -> bool:
    packages = command.plain() if command.matches("zypper", "install", "in") else []
    return any(
        one not in ("install", "in") and not re.search(r"[=<>]", one) and not one.endswith(".rpm") for one in packages
    )


def _npm(command: HadolintCommand) -> bool:
    words = command.plain("loglevel", "registry") if command.matches("npm", "install") else []
    if words[:1] != ["install"]:
        return False
    return not all(_npm_fixed(one) for one in words if one != "install")


def _npm_fixed(package: str) -> bool:
    if package.startswith(_GIT):
        return "#" in package
    if package.endswith((".tar", ".tar.gz", ".tgz")) or package.startswith(("/", "./", "../", "~/")):
        return True
    return "@" in (re.sub(r"^[^/]*", "", package) if package.startswith("@") else package)


def _pip(command: HadolintCommand) -> bool:
    if not command.installs_with_pip or command.has_flag("constraint", "c"):
        return False
    if any(arg in ("--requirement", "-r", ".") for arg in command.args):
        return False
    words = command.plain(*_PIP_VALUES)
    index = words.index("install") if "install" in words else len(words)
    return not all(_pip_fixed(one) for one in words[index:] if one != "install")


def _pip_fixed(package: str) -> bool:
    if re.search(r"[=!~<>]=|[<>]", package) or package.endswith((".whl", ".tar.gz")):
        return True
    return "@" in package if _VCS.match(package) else "/" in package


def _go(run: Run) -> bool:
    ran = [
        word
        for command in run.commands
        if command.matches("go", "run")
        for word in command.plain()[:2]  # what follows the package's name are its own arguments
        if word != "run"
    ]
    got = [
        word
        for command in run.commands
        if command.matches("go", "install", "get")
        for word in command.plain()
        if word not in ("install", "get", "tool")
    ]
    return not all(
        one.startswith((".", "/")) or ("@" in one and not one.endswith(("@latest", "@none"))) for one in ran or got
    )


def _loose(judge: Callable[[HadolintCommand], bool], build: Build) -> Iterator[Span]:
    for run in runs(build):
        loose = next((command for command in run.commands if judge(command)), None)
        if loose is not None:
            yield loose.span


def _go_loose(build: Build, _: Settings) -> Iterator[Span]:
    for run in runs(build):
        if _go(run):
            yield next(command for command in run.commands if command.name == "go").span


def _rpm_loose(programs: str, groups: tuple[str, ...], build: Build) -> Iterator[Span]:
    for run in runs(build):
        for command in run.commands:
            if not command.matches(programs, "install"):
                continue
            words = [word for word in command.plain() if word not in ("install", "module")]
            if "module" in command.args:
                loose = not all(":" in word for word in words)
            else:
                loose = not any(arg in groups for arg in command.args) and not all(
                    _rpm_fixed(word, build, run) for word in words
                )
            if loose:
                yield command.span
                break


def _rpm_fixed(package: str, build: Build, run: Run) -> bool:
    _, *rest = package.split("-")
    if not rest:
        return False
    if package.endswith(".rpm"):
        return True
    if "$" in package:
        return any(_is_defined(name, build, run) for name in _BRACED.findall(package))
    return all(_RPM_PARTS.fullmatch(part) for part in rest) and any(part[:1].isdecimal() for part in rest)


def _is_defined(name: str, build: Build, run: Run) -> bool:
    """Whether hadolint knows a variable at a RUN: of an ARG above, or of an ENV of its stage or its stage's base."""
    if _first_arg(build).get(name, run.node.index) < run.node.index:
        return True
    return any(_first_env(one).get(name, run.node.index) < run.node.index for one in _chain(build, run))


def _chain(build: Build, run: Run) -> tuple[Stage, ...]:
    stage = build.stage_of(run.node)
    return stage.chain if stage is not None else ()


@derived
def _first_arg(build: Build) -> dict[str, int]:
    """The number of the first instruction that sets each ARG."""
    nodes = [node for node in build.document.nodes if node.name == "ARG"]
    return {pair.key.value: node.index for node in reversed(nodes) for pair in node.instruction.pairs}


@derived
def _first_env(stage: Stage) -> dict[str, int]:
    """The number of the stage's first instruction that sets each ENV."""
    nodes = stage.instructions("ENV")
    return {pair.key.value: node.index for node in reversed(nodes) for pair in node.instruction.pairs}


@derived
def _first_pip_cache_off(stage: Stage) -> int | None:
    """The number of the stage's first instruction that keeps pip from keeping its downloads."""
    return next(
        (
            node.index
            for node in stage.instructions("ENV")
            for pair in node.instruction.pairs
            if pair.key.value == "PIP_NO_CACHE_DIR" and pair.value is not None and pair.value.value in _TRUE
        ),
        None,
    )


def _uncleaned(
    run: Run, fills: Callable[[HadolintCommand], bool], cleans: Callable[[HadolintCommand], bool]
) -> HadolintCommand | None:
    """The first command that fills the cache, where the first one that empties it does not come after it."""
    filling = next((index for index, command in enumerate(run.commands) if fills(command)), None)
    cleaning = next((index for index, command in enumerate(run.commands) if cleans(command)), None)
    if filling is None or (cleaning is not None and filling < cleaning):
        return None
    return run.commands[filling]


def _yum_cache(build: Build, _: Settings) -> Iterator[Span]:
    for run in runs(build):
        found = _uncleaned(
            run,
            lambda command: command.matches("yum", "install"),
            lambda command: command.matches("yum", "clean", "all") or command.matches("rm", "-rf", "/var/cache/yum/*"),
        )
        if found is not None:
            yield found.span


def _dnf_cache(build: Build, _: Settings) -> Iterator[Span]:
    for run in runs(build):
        kept = [found for found in map(partial(_dnf_kept, run), _DNF.split()) if found is not None]
        if kept and not run.mounts("/var/cache/libdnf5", ".cache/libdnf5"):
            yield kept[0].span


def _dnf_kept(run: Run, name: str) -> HadolintCommand | None:
    return _uncleaned(
        run,
        lambda command: command.matches(name, *_DNF_FILLS),
        lambda command: command.matches(name, "clean", "all") or command.matches("rm", "-rf", "/var/cache/libdnf5*"),
    )


def _zypper_cache(build: Build, _: Settings) -> Iterator[Span]:
    for run in runs(build):
        found = _uncleaned(
            run,
            lambda command: command.matches("zypper", "install", "in"),
            lambda command: command.matches("zypper", "clean", "cc"),
        )
        if found is not None and not run.mounts("/var/cache/zypp"):
            yield found.span


def _yarn_cache(build: Build, _: Settings) -> Iterator[Span]:
    for run in runs(build):
        found = _uncleaned(
            run,
            lambda command: command.matches("yarn", "install"),
            lambda command: command.matches("yarn", "cache", "clean"),
        )
        cleaned = any(command.matches("yarn", "cache", "clean") for command in run.commands)
        if found is not None and (cleaned or not run.mounts(".cache/yarn")) and _ships(build, run):
            yield found.span


def _apt_lists(build: Build, _: Settings) -> Iterator[Span]:
    for run in runs(build):
        update = next((command for command in run.commands if command.matches("apt apt-get aptitude", "update")), None)
        if update is None or any(command.matches("rm", "-rf", "/var/lib/apt/lists/*") for command in run.commands):
            continue
        if run.mounts("/var/lib/apt/lists") or (run.mounts("/var/lib/apt") and run.mounts("/var/cache/apt")):
            continue
        if _ships(build, run):
            yield update.span


def _ships(build: Build, run: Run) -> bool:
    """Whether the stage is the last one, says FROM as the last one does, or is one that another stage begins with."""
    stage = build.stage_of(run.node)
    if stage is None or run.is_trigger or build.last is None:
        return True
    if stage.is_last or _from(stage) == _from(build.last):
        return True
    name = stage.name_span and stage.from_instruction.instruction.slice(
        stage.name_span.shift(-stage.from_instruction.start)
    )
    return any(
        name == other.from_instruction.instruction.words[0].text
        for other in build.stages
        if other.from_instruction.instruction.words
    )


def _from(stage: Stage) -> tuple[str, ...]:
    instruction = stage.from_instruction.instruction
    return tuple(word.text for word in instruction.words) + tuple(flag.value or "" for flag in instruction.flags)


def _pip_cache(build: Build, _: Settings) -> Iterator[Span]:
    for run in runs(build):
        if not run.is_trigger and _pip_keeps_no_cache(build, run):
            continue
        text = run.node.instruction.text
        if _PIP_SET.search(text) or run.mounts(".cache/pip"):
            continue
        for command in run.commands:
            wrapped = any(one in command.name or has_module(command, one) for one in ("pipx", "pipenv"))
            if command.installs_with_pip and "--no-cache-dir" not in command.args and not wrapped:
                yield command.span
                break


def _pip_keeps_no_cache(build: Build, run: Run) -> bool:
    # hadolint also takes a later stage of the same image without a name for a child of the first: that is not copied.
    first = (_first_pip_cache_off(one) for one in _chain(build, run))
    return any(number is not None and number < run.node.index for number in first)


CHECKS: dict[str, Callable[[Build, Settings], Iterator[Span]]] = {
    "DL3008": lambda build, _: _loose(_apt, build),
    "DL3009": _apt_lists,
    "DL3013": lambda build, _: _loose(_pip, build),
    "DL3016": lambda build, _: _loose(_npm, build),
    "DL3018": lambda build, _: _loose(_apk, build),
    "DL3028": lambda build, _: _loose(_gem, build),
    "DL3032": _yum_cache,
    "DL3033": lambda build, _: _rpm_loose("yum", (), build),
    "DL3036": _zypper_cache,
    "DL3037": lambda build, _: _loose(_zypper, build),
    "DL3040": _dnf_cache,
    "DL3041": lambda build, _: _rpm_loose(_DNF, ("group",), build),
    "DL3042": _pip_cache,
    "DL3060": _yarn_cache,
    "DL3062": _go_loose,
}

"""hadolint's verdicts on single commands: which of them break a rule, whatever stands around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.compat.hadolint.reading import runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gorae.compat.hadolint.reading import HadolintCommand, Run
    from gorae.config.settings import Settings
    from gorae.source import Span
    from gorae.stages import Build

_POINTLESS = "free kill mount ps service shutdown ssh top vim"
_YUM = ("install", "groupinstall", "localinstall")
_ZYPPER = ("install", "in", "remove", "rm", "source-install", "si", "patch")
_DNF = "dnf microdnf"
_LONG_ID = 5


def _asks_apt(command: HadolintCommand) -> bool:
    flags = command.flags()
    answered = {"y", "yes", "qq", "assume-yes"} & set(flags) or flags.count("q") == 2 or flags.count("quiet") == 2
    return command.matches("apt-get", "install") and not answered and "-q=2" not in command.args


def _recommends(command: HadolintCommand) -> bool:
    left_out = command.has_flag("no-install-recommends") or "APT::Install-Recommends=false" in command.args
    return command.matches("apt-get", "install") and not left_out


def _shows_progress(command: HadolintCommand) -> bool:
    quiet = command.has_flag("progress", "q", "quiet", "o", "output-file", "a", "append-output", "no-verbose")
    return command.matches("wget") and not quiet and "-nv" not in command.args


def _sparse_log(command: HadolintCommand) -> bool:
    long_id = any(len(value) > _LONG_ID for value in command.value_of("u"))
    return command.matches("useradd") and not command.has_flag("l", "no-log-init") and long_id


# Rules on one command; at those with a star hadolint does not look behind ONBUILD.
_COMMANDS: dict[str, Callable[[HadolintCommand], bool]] = {
    "DL3001": lambda command: command.matches(_POINTLESS),
    "DL3003*": lambda command: command.matches("cd"),
    "DL3004": lambda command: command.matches("sudo"),
    "DL3014": _asks_apt,
    "DL3015": _recommends,
    "DL3027": lambda command: command.matches("apt"),
    "DL3030": lambda command: command.matches("yum", *_YUM) and not command.has_flag("y", "assumeyes"),
    "DL3034": lambda command: (
        command.matches("zypper", *_ZYPPER) and not command.has_flag("non-interactive", "n", "no-confirm", "y")
    ),
    "DL3035": lambda command: command.matches("zypper", "dist-upgrade", "dup"),
    "DL3038": lambda command: command.matches(_DNF, *_YUM) and not command.has_flag("y", "assumeyes"),
    "DL3046": _sparse_log,
    "DL3047": _shows_progress,
    "DL4005": lambda command: command.matches("ln", "/bin/sh"),
}


def _command_check(
    breaks: Callable[[HadolintCommand], bool], *, triggers: bool
) -> Callable[[Build, Settings], Iterator[Span]]:
    def check(build: Build, _: Settings) -> Iterator[Span]:
        for run in runs(build):
            if run.is_trigger and not triggers:
                continue
            broken = next((command for command in run.commands if breaks(command)), None)
            if broken is not None:
                yield broken.span

    return check


def _apk_cache(build: Build, _: Settings) -> Iterator[Span]:
    for run in runs(build):
        for command in run.commands:
            if command.matches("apk", "add") and not command.has_flag("no-cache") and not run.mounts("/var/cache/apk"):
                yield command.span
                break


def _wget_and_curl(build: Build, _: Settings) -> Iterator[Span]:
    used: dict[tuple[int, bool], set[str]] = {}
    for run in runs(build):
        # Triggers are apply_hadolint_semantics by themselves, and never forgotten: no FROM stands among them.
        stage = 0 if run.is_trigger else _stage(build, run)
        here = [command for command in run.commands if command.matches("wget curl")]
        seen = used.setdefault((stage, run.is_trigger), set())
        seen |= {command.name for command in here}
        if here and len(seen) > 1:
            yield here[0].span


def _stage(build: Build, run: Run) -> int:
    stage = build.stage_of(run.node)
    return stage.index if stage is not None else -1


CHECKS: dict[str, Callable[[Build, Settings], Iterator[Span]]] = {
    code.rstrip("*"): _command_check(breaks, triggers=not code.endswith("*")) for code, breaks in _COMMANDS.items()
} | {"DL3019": _apk_cache, "DL4001": _wget_and_curl}

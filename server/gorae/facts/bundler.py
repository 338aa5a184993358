"""What Bundler installs in a stage, and with which settings: options, `BUNDLE_…` variables, `bundle config`.

Bundler 4 (Ruby 4.0's) was run for the options that it refuses: each ends with status 15 and "has been removed because it
relied on being remembered", whatever version the lock file names. What they set is in `bundle config`'s manual.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.official_image import version_today
from gorae.facts.scripts import commands_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.shell import Command, Word
    from gorae.source import Span
    from gorae.stages import Stage
    from gorae.syntax import Node

# Options of `bundle install` whose effect a setting has, and whether they take a value.
OPTIONS: dict[str, tuple[str, bool]] = {
    "--without": ("without", True), "--with": ("with", True), "--path": ("path", True), "--shebang": ("shebang", True),
    "--deployment": ("deployment", False), "--frozen": ("frozen", False), "--clean": ("clean", False),
    "--no-prune": ("no_prune", False), "--system": ("path.system", False),
}  # fmt: skip
OF_IMAGE = "/usr/local/bundle"  # where official images of Ruby install, by GEM_HOME
_SEVERAL = ("--without", "--with")  # groups: all words up to the next option
_VERSION = re.compile(r"_[\d.]+_")
_TRUE = re.compile(r"true|1|yes|on", re.IGNORECASE)


class Flag(NamedTuple):
    """One of `OPTIONS` in a call: its words (of the RUN), the setting's name, the value in words ("true" where it takes none)."""

    words: tuple[Word, ...]
    setting: str
    value: str


class Install(NamedTuple):
    """One `bundle install`. Spans are the instruction's."""

    node: Node
    command: Command
    head: Span  # `bundle install`
    flags: tuple[Flag, ...]


def installs(stage: Stage) -> Iterator[Install]:
    """The stage's own calls, in the order of the text; `bundle` alone is one."""
    for node, command in commands_of(stage, "bundle"):
        effective = command.effective
        if effective.program not in ("bundle", "bundler"):
            continue
        args = [word for word in effective.args if not _VERSION.fullmatch(word.value)]
        if args and args[0].value not in ("install", "i") and not args[0].is_option:
            continue
        verb = args[0] if args and not args[0].is_option else effective.words[0]
        yield Install(node, command, effective.words[0].span | verb.span, _flags(args))


def _flags(args: list[Word]) -> tuple[Flag, ...]:
    found: list[Flag] = []
    index = 0
    while index < len(args):
        word = args[index]
        name, equals, value = word.value.partition("=")
        known = OPTIONS.get(name)
        end = index + 1
        if known is not None:
            values = [value] if equals else []
            if known[1] and not equals:
                most = len(args) if name in _SEVERAL else min(end + 1, len(args))
                while end < most and not args[end].is_option:
                    values.append(args[end].value)
                    end += 1
            found.append(Flag(tuple(args[index:end]), known[0], " ".join(values) if known[1] else "true"))
        index = end
    return tuple(found)


def setting(stage: Stage, install: Install, name: str) -> str | None:
    """A setting's value at a call (`deployment`, `without`), None where nothing sets it.

    Asked in this order: the call's options, the variables before it, ENV and ARG, and the `bundle config` calls above it.
    """
    flag = next((flag for flag in install.flags if flag.setting == name), None)
    if flag is not None:
        return flag.value
    variable = f"BUNDLE_{name.upper()}"
    given = next((one.value.value for one in install.command.effective.assignments if one.name == variable), None)
    if given is not None:
        return given
    environment = stage.environment_at(install.node)
    if variable in environment:
        return environment[variable].value or ""
    return _configured(stage, install, name)


def _configured(stage: Stage, install: Install, name: str) -> str | None:
    value: str | None = None
    for one in reversed(stage.chain):
        for node, command in commands_of(one, "bundle"):
            if one is stage and (node.index, command.span.start) >= (install.node.index, install.command.span.start):
                break
            words = [word.value for word in command.effective.args]
            if command.effective.program not in ("bundle", "bundler") or words[:1] != ["config"]:
                continue
            rest = [word for word in words[1:] if word not in ("set", "--local", "--global")]
            if rest[:1] == [name] and len(rest) > 1:
                value = " ".join(rest[1:])
    return value


def gems_folder(stage: Stage, install: Install) -> str | None:
    """The folder that a call installs into, as it is written; None where it is not known.

    Below `OF_IMAGE` the gems' archives lie in `cache`, below any other in `ruby/VERSION/cache`.
    """
    path = setting(stage, install, "path")
    if path:
        return path if re.fullmatch(r"[\w./-]+", path) else None
    if is_on(setting(stage, install, "deployment")):
        return "vendor/bundle"
    reference = stage.root.reference
    return OF_IMAGE if reference is not None and reference.official_name == "ruby" else None


def is_on(value: str | None) -> bool:
    """Whether the value of a setting that is on or off says on."""
    return value is not None and _TRUE.fullmatch(value.strip("'\"")) is not None


def refuses_options(stage: Stage, install: Install) -> bool | None:
    """Whether the Bundler that runs is 4 or newer; None where it is not known.

    Official images of Ruby 4.0 bring Bundler 4, and `gem install bundler` without a version brings the newest.
    """
    for one in stage.chain:
        for node, command in commands_of(one, "bundler"):
            if one is stage and node.index > install.node.index:
                break
            words = [word.value for word in command.effective.args]
            if command.effective.program == "gem" and words[:1] in (["install"], ["i"], ["update"]):
                named = next((word for word in words if re.match(r"bundler(?::|$)", word)), None)
                if named is not None:
                    has_version = ":" in named or any(word.startswith(("-v", "--version")) for word in words)
                    return None if has_version or words[0] == "update" else True
    version = version_today(stage, "ruby")
    if version is None or "BUNDLER_VERSION" in stage.environment_at(install.node):
        return None
    return version >= (4,)


_PLATFORMS = re.compile(r"^PLATFORMS\n(?P<rows>(?:  .*\n?)*)", re.MULTILINE)


def serves_linux(lock: str) -> bool:
    """Whether a lock file was made for Linux, too: a frozen Bundler there refuses one for macOS alone ("your bundle only
    supports platforms"). `bundle lock --add-platform x86_64-linux` mends it.
    """
    platforms = _PLATFORMS.search(lock)
    return platforms is None or re.search(r"^  (?:ruby|\S*linux\S*)\s*$", platforms["rows"], re.MULTILINE) is not None


# `rails (8.0.2)` among the gems of a lock file.
_RAILS = re.compile(r"^    rails \((?P<major>\d+)\.(?P<minor>\d+)", re.MULTILINE)
_MOST_BYTES = 300_000


def rails_version(context: BuildContext | None) -> tuple[int, int] | None:
    """The version of Rails that the project's lock file holds; None where there is none, or no lock file to read."""
    lock = context.read_text("Gemfile.lock", _MOST_BYTES) if context is not None else None
    version = _RAILS.search(lock or "")
    return (int(version["major"]), int(version["minor"])) if version is not None else None


_MODES = ("RAILS_ENV", "RACK_ENV", "APP_ENV", "HANAMI_ENV")


def is_for_production(stage: Stage, install: Install) -> bool:
    """Whether the call is made for production: the mode in its environment says so, or deployment is on."""
    modes = [one.value.value for one in install.command.effective.assignments if one.name in _MODES]
    environment = stage.environment_at(install.node)
    modes += [environment[name].value or "" for name in _MODES if name in environment]
    final = stage.final_environment
    modes += [final[name].value or "" for name in _MODES if name in final]
    return (modes[0] if modes else "") == "production" or is_on(setting(stage, install, "deployment"))

"""What Bundler, `gem install` and npm have to compile, where the image has no compiler: gems with extensions in C, and packages of npm.

Of each gem here RubyGems has its source alone (pg until 1.5; from 1.6 on there are built ones); a built one stands in Gemfile.lock
with its platform (`nokogiri (1.18.1-x86_64-linux-gnu)`). None of them comes with Ruby itself. node-sass has a binary for the Node.js
of its time (its README, "Node version support policy") and is compiled by node-gyp, which needs Python, for all others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.build_libraries import Unbuildable, lacking
from gorae.facts.copies import file_named, landings
from gorae.facts.image import step_of
from gorae.facts.official_image import tag_version
from gorae.facts.project_files import inner, json_of
from gorae.facts.scripts import commands_of, ends_run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.facts.build_libraries import Needs
    from gorae.shell import Command
    from gorae.stages import Stage
    from gorae.syntax import Node

_BUILD: Needs = ((("make",), ("gcc",)), (("make",), ("gcc",), ("musl-dev",)))
_PLAIN_GEMS = """
    bcrypt bootsnap eventmachine hiredis http_parser.rb kgio msgpack nio4r oj ox puma raindrops redcarpet thin unicorn websocket-driver
    yajl-ruby
"""
_GEMS: dict[str, Needs] = {
    **dict.fromkeys(_PLAIN_GEMS.split(), _BUILD),
    "charlock_holmes": ((*_BUILD[0], ("libicu-dev",)), None),
    "curb": ((*_BUILD[0], ("libcurl4-openssl-dev", "libcurl4-gnutls-dev")), None),
    "mysql2": (
        (*_BUILD[0], ("default-libmysqlclient-dev", "libmariadb-dev", "libmysqlclient-dev")),
        (("make",), ("gcc",), ("musl-dev",), ("mariadb-dev", "mariadb-connector-c-dev")),
    ),
    "pg": ((*_BUILD[0], ("libpq-dev",)), (("make",), ("gcc",), ("musl-dev",), ("libpq-dev", "postgresql-dev"))),
    "psych": ((*_BUILD[0], ("libyaml-dev",)), (*(_BUILD[1] or ()), ("yaml-dev",))),
    "rmagick": ((*_BUILD[0], ("libmagickwand-dev", "libmagickcore-dev")), None),
}
_PG_WITH_BUILT_GEMS = (1, 6)
# The versions of psych that come with a Ruby (stdgems.org): Bundler takes them as they are.
_OF_RUBY = frozenset(("3.1.0", "3.3.2", "4.0.3", "4.0.4", "4.0.6", "5.0.1", "5.1.0", "5.1.1", "5.1.2", "5.2.2", "5.2.6", "5.3.0", "5.3.1"))  # fmt: skip
_LOCKED = re.compile(r"^    (?P<name>[\w.-]+) \((?P<version>\d+(?:\.\d+)*)(?P<platform>-[^)]+)?\)$")
_MOST_BYTES = 400_000
# The last major version of Node.js that a major version of node-sass has a binary for.
_NODE_SASS = {4: 14, 5: 15, 6: 16, 7: 17, 8: 19, 9: 20}
_GYP: Needs = ((("python3",), ("make",), ("g++",)), (("python3",), ("make",), ("g++",)))
# Packages of npm that have their source alone (`npm view NAME scripts.install`, or a binding.gyp: 2026-11-30).
_WITH_PQ: Needs = ((*_GYP[0], ("libpq-dev",)), (*(_GYP[1] or ()), ("libpq-dev", "postgresql-dev")))
_NODE_GYP: dict[str, Needs] = {
    **dict.fromkeys(("heapdump", "iconv", "mmmagic", "node-expat", "node-pty", "node-rdkafka", "unix-dgram"), _GYP), "libpq": _WITH_PQ, "pg-native": _WITH_PQ,
}  # fmt: skip
_MAJOR = re.compile(r"[\^~]?(\d+)(?:\.[\dx*.]+)?")
_INSTALLING = frozenset(("install", "i", "ci", "add", ""))


def compiled_gems(stage: Stage) -> Iterator[Unbuildable]:
    """The gems that a `gem install` names and cannot compile."""
    if not _is_of(stage, "ruby"):
        return
    for node, command in commands_of(stage, "gem install", "gem i "):
        effective = command.effective
        if (
            effective.program != "gem"
            or not _counts(stage, node, command)
            or effective.subcommand not in ("install", "i")
        ):
            continue
        for word in effective.args[1:]:
            name, _, version = word.value.partition(":")
            needs = _GEMS.get(name) if word.static and not word.is_option and (name != "pg" or version) else None
            if needs is not None and (missing := lacking(stage, node, needs)):
                yield Unbuildable(node, node.to_document(word.span), name, missing, step_of(stage, node).during)


def compiled_by_bundler(stage: Stage, context: BuildContext) -> Iterator[Unbuildable]:
    """The gems of a copied Gemfile.lock that a `bundle install` cannot compile."""
    if not _is_of(stage, "ruby"):
        return
    for node, command in commands_of(stage, "bundle"):
        effective = command.effective
        if effective.program not in ("bundle", "bundler") or not _counts(stage, node, command):
            continue
        if effective.subcommand != "install" or "gem install" in node.instruction.text:
            continue
        file = file_named(landings(stage), stage, node, "Gemfile.lock", context)
        text = context.read_text(file, _MOST_BYTES) if file is not None else None
        if file is None or not text:
            continue
        for number, name in _of_lock(text):
            missing = lacking(stage, node, _GEMS[name])
            if missing:
                span = node.to_document(effective.words[0].span)
                yield Unbuildable(node, span, name, missing, step_of(stage, node).during, file=file, line=number)


def _of_lock(text: str) -> Iterator[tuple[int, str]]:
    """The known gems that a Gemfile.lock has as sources alone, each with its line; those of the project's own paths left out."""
    rows = [
        (number, match)
        for number, line in enumerate(text.splitlines(), 1)
        if (match := _LOCKED.fullmatch(line)) is not None and match["name"] in _GEMS
    ]
    built = {match["name"] for _, match in rows if match["platform"]}
    for number, match in rows:
        version = tuple(int(part) for part in match["version"].split("."))
        if match["name"] == "psych" and match["version"] in _OF_RUBY:
            continue
        if match["name"] in built or (match["name"] == "pg" and version >= _PG_WITH_BUILT_GEMS):
            continue
        yield number, match["name"]


def compiled_by_npm(stage: Stage, context: BuildContext) -> Iterator[Unbuildable]:
    """What `package.json` names and an install of npm or yarn cannot compile under an image's Node.js."""
    version = tag_version(stage, "node")
    if version is None:
        return
    wanted = list(_compiled_modules(json_of(context, "package.json"), version[0]))
    for node, command in commands_of(stage, "npm", "yarn") if wanted else ():
        effective = command.effective
        if effective.program not in ("npm", "yarn") or not _counts(stage, node, command):
            continue
        if effective.subcommand not in _INSTALLING or effective.has_flag("-g", "--global", "--ignore-scripts"):
            continue
        span = node.to_document(effective.words[0].span)
        for name, needs in wanted:
            if missing := lacking(stage, node, needs):
                image = step_of(stage, node).during
                yield Unbuildable(node, span, name, missing, image, file="package.json", line=1)
        return


def _compiled_modules(package: object, node: int) -> Iterator[tuple[str, Needs]]:
    """The packages of a `package.json` that node-gyp has to compile, with what that needs."""
    for name, needs in _NODE_GYP.items():
        if isinstance(inner(package, "dependencies", name), str):
            yield name, needs
    said = inner(package, "dependencies", "node-sass") or inner(package, "devDependencies", "node-sass")
    match = _MAJOR.fullmatch(said) if isinstance(said, str) else None
    last = _NODE_SASS.get(int(match[1])) if match is not None else None
    if match is not None and last is not None and node > last:
        yield f"node-sass {match[1]}", _GYP


def _is_of(stage: Stage, name: str) -> bool:
    reference = stage.root.reference
    return reference is not None and reference.official_name == name


def _counts(stage: Stage, node: Node, command: Command) -> bool:
    return command.is_unguarded and ends_run(node.instruction, stage.scope_of(node), command)

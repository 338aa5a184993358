"""Rails is asked to build its assets for production and has no key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.bundler import rails_version
from gorae.facts.scripts import script
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.lint.rule import Inputs
    from gorae.stages import Build, Stage
    from gorae.syntax import Node

_KEYS = ("SECRET_KEY_BASE", "SECRET_KEY_BASE_DUMMY", "RAILS_MASTER_KEY")
_TASK = re.compile(r"(?:[\w-]+:)?assets:precompile|webpacker:compile|shakapacker:compile")
_KEY_FILES = ("config/master.key", "config/credentials/production.key")


class _Task(NamedTuple):
    """A call that needs a key: its RUN, the task's word, and where its command begins."""

    node: Node
    word: Span
    start: int


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report the task where RAILS_ENV says production.

    Not where ENV, ARG, a mount, the command itself or a file of the context gives a key.
    """
    context = inputs.context
    if context is not None and any(context.exists(name) for name in _KEY_FILES):
        return
    for stage in build.stages:
        for task in _tasks(stage):
            node = task.node
            yield found(node.to_document(task.word), _dummy(task, context), task=task.word.of(node.instruction.text))


def _tasks(stage: Stage) -> Iterator[_Task]:
    for node in stage.instructions("RUN"):
        text = node.instruction.text
        if "compile" not in text or any(key in text for key in _KEYS) or node.instruction.flags_named("mount"):
            continue
        environment = stage.environment_at(node)
        if any(key in environment for key in _KEYS):
            continue
        for command in script(node.instruction, stage.scope_of(node)).commands:
            effective = command.effective
            task = next((word for word in effective.args if _TASK.fullmatch(word.value)), None)
            mode = next((one.value.value for one in effective.assignments if one.name == "RAILS_ENV"), None)
            given = environment.get("RAILS_ENV")
            if task is None or (mode or (given.value if given is not None else None)) != "production":
                continue
            if effective.program in ("rails", "rake", "bundle"):
                yield _Task(node, task.span, command.span.start)


def _dummy(task: _Task, context: BuildContext | None) -> Fix | None:
    """A key that Rails makes up for the build; None for a Rails before 7.1, which does not know of it."""
    version = rails_version(context)
    if version is not None and version < (7, 1):
        return None
    if task.node.instruction.form == "exec":
        return None
    place = task.node.start + task.start
    return fix(Edit(Span(place, place), "SECRET_KEY_BASE_DUMMY=1 "), safe=False)


RULE = FileRule(
    "secret-key-missing",
    find_with=find,
    aliases=(Alias("tally", "tally/ruby/asset-precompile-without-dummy-key"),),
    fixes="unsafe",
    report="once_per_file",
    reads={"RUN": ("compile",)},
)

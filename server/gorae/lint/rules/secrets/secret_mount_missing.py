"""A command that needs credentials runs without a secret mount."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.config.option import MOUNTS, Option
from gorae.facts.scripts import script
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.rule import Inputs
    from gorae.shell import Effective
    from gorae.stages import Stage
    from gorae.syntax import Node

# Programs that do next to nothing without credentials, and where they look for them (their manuals).
_KNOWN = {
    "aws": "id=aws,target=/root/.aws/credentials",
    "gh": "id=gh-token,env=GH_TOKEN",
    "gcloud": "id=gcloud,target=/root/.config/gcloud/application_default_credentials.json",
    "gsutil": "id=gcloud,target=/root/.config/gcloud/application_default_credentials.json",
}
_NEEDS_NONE = frozenset(
    ("--no-sign-request", "--version", "--help", "help", "version", "configure", "config", "completion")
)


SECRET_MOUNTS: Option[tuple[tuple[str, str], ...]] = Option(
    "secret-mounts",
    MOUNTS,
    (),  # a command, and what follows `--mount=type=secret,`
)


def find(stage: Stage, inputs: Inputs) -> Iterator[Finding]:
    """Report the program in each RUN without a mount of its secret; the option `secret-mounts` adds programs."""
    mounts = inputs.option(SECRET_MOUNTS)
    wanted = _KNOWN | dict(mounts)
    configured = frozenset(name for name, _ in mounts)
    for node in stage.instructions("RUN"):
        seen: set[str] = set()
        for command in script(node.instruction, stage.scope_of(node)).commands:
            effective = command.effective
            options = wanted.get(effective.program)
            if options is None or effective.name is None or options in seen or _is_mounted(node, options):
                continue
            if effective.program not in configured and not _asks(effective):
                continue
            seen.add(options)
            offset = Span(node.keyword.end, node.keyword.end)
            edit = Edit(offset, f" --mount=type=secret,{options}")
            yield found(node.to_document(effective.name.span), fix(edit, safe=False), program=effective.program)


def _asks(effective: Effective) -> bool:
    return bool(effective.args) and not any(word.value in _NEEDS_NONE for word in effective.args)


def _is_mounted(node: Node, options: str) -> bool:
    """Whether a mount gives the secret of that id, target or variable."""
    parts = {part for part in options.split(",") if part.startswith(("id=", "target=", "env="))}
    for flag in node.instruction.flags_named("mount"):
        given = {f"{option.key}={option.value}" for option in flag.options}
        if "type=secret" in given and parts & given:
            return True
    return False


RULE = StageRule(
    "secret-mount-missing",
    find_with=find,
    options=(SECRET_MOUNTS,),
    aliases=(Alias("tally", "tally/require-secret-mounts"),),
    severity="information",
    default=False,
    fixes="unsafe",
)

"""Packages that a RUN names itself, installed below the COPY of all sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.copies import whole_context_target
from gorae.facts.packages import calls_of
from gorae.facts.scripts import script
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import StageRule
from gorae.rewrites.lines import moved
from gorae.shell.packages import APT, RPM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Command
    from gorae.shell.packages import Call
    from gorae.stages import Stage
    from gorae.syntax import Node

_SYSTEMS = frozenset((*APT, *RPM, "apk"))
_MANAGERS = _SYSTEMS | {"pip", "npm", "gem"}
_ACTIONS = frozenset(("install", "update", "clean"))
# A package's name, with its version and extras: no path, no address, no archive.
_NAME = re.compile(r"@?[A-Za-z0-9][\w.+~:-]*(?:/[\w.-]+)?(?:\[[\w,.-]+\])?(?:(?:[=~<>!]=?|@)[\w.+~:*^-]+)*")
_ARCHIVE = re.compile(r"\.(?:deb|rpm|apk|whl|tgz|zip|gem|tar(?:\.\w+)?)$")
# pip reads files of the project with these.
_READS_FILES = (
    "-r",
    "--requirement",
    "-c",
    "--constraint",
    "-e",
    "--editable",
    "-f",
    "--find-links",
    "-t",
    "--target",
    "--group",
)
_KEPT = re.compile(r"/var/(?:lib|cache|log)/|/root/\.(?:cache|npm)|/tmp/")
# What may stand between and is nothing to an installation.
_QUIET = frozenset(("LABEL", "EXPOSE", "STOPSIGNAL", "CMD", "ENTRYPOINT", "HEALTHCHECK", "WORKDIR"))


def find(stage: Stage) -> Iterator[Finding]:
    """Report the first such installation of a stage; the others are its other places, and the fix moves them all."""
    targets = ((node, whole_context_target(stage, node)) for node in stage.instructions("COPY", "ADD"))
    copy, target = next((row for row in targets if row[1]), (None, None))
    if copy is None or target == "/":
        return
    rows = [
        (node, call)
        for node in stage.instructions("RUN")
        if node.index > copy.index and (call := _installs(stage, node, copy)) is not None
    ]
    if not rows:
        return
    node, call = rows[0]
    yield found(
        node.to_document(call.head),
        _moved(stage, copy, [one for one, _ in rows]),
        related=[one.to_document(other.head) for one, other in rows[1:]],
        command=" ".join(call.head.of(node.instruction.text).split()),
        copy=" ".join((copy.name, *(word.text for word in copy.instruction.words))),
    )


def _installs(stage: Stage, node: Node, copy: Node) -> Call | None:
    """The first installation of a RUN that does nothing else, and to which the files that were copied are nothing."""
    instruction, scope = node.instruction, stage.scope_of(node)
    above = stage.scope_of(copy)
    if instruction.form != "shell" or instruction.heredocs or instruction.flags:
        return None
    if (scope.user, scope.shell) != (above.user, above.shell):
        return None
    calls = {call.effective.span: call for call in calls_of(instruction, scope)}
    first: Call | None = None
    for command in script(instruction, scope).commands:
        if command.kind != "simple" or not command.is_top_level:
            return None
        call = calls.get(command.effective.span)
        if call is None:
            if not _is_harmless(command):
                return None
            continue
        if call.manager not in _MANAGERS or call.action not in _ACTIONS or not _is_named(call):
            return None
        if first is None and call.action == "install" and call.operands:
            first = call
    return first


def _is_named(call: Call) -> bool:
    """Whether all that it installs is said by name."""
    if call.action != "install":
        return call.manager in _SYSTEMS
    if call.manager == "npm" and not call.has_flag("-g", "--global"):
        return False
    if call.manager == "pip" and call.has_flag(*_READS_FILES):
        return False
    return bool(call.operands) and all(
        word.static and _NAME.fullmatch(word.value) and not _ARCHIVE.search(word.value) for word in call.operands
    )


def _is_harmless(command: Command) -> bool:
    """Whether it only sets the shell's options, or deletes what the installation keeps."""
    effective = command.effective
    if command.redirections:
        return False
    if effective.program == "rm":
        return all(word.is_option or _KEPT.match(word.value) for word in effective.args)
    return effective.program in ("set", "true", ":")


def _moved(stage: Stage, copy: Node, runs: list[Node]) -> Fix | None:
    """The RUNs above the COPY, in their order; None where something between may be meant for them."""
    document = stage.document
    between = [node for node in stage.nodes if copy.index < node.index < runs[-1].index and node not in runs]
    if any(node.name not in _QUIET for node in between):
        return None
    return fix(moved(document, runs, document.lines_with_comments(copy).start), safe=False)


RULE = StageRule("install-after-sources", find, severity="information", fixes="unsafe")
